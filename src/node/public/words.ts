/**
 * The words of the public page, by language. They are a catalogue of their own, so that the app on a phone does not fetch
 * them. Times are said in UTC: a page that caches keep cannot know its reader's clock.
 */
import charter from "../../words/en/charter.json" with { type: "json" };
import decisions from "../../words/en/decisions.json" with { type: "json" };
import page from "../../words/en/public.json" with { type: "json" };
import record from "../../words/en/record.json" with { type: "json" };
import season from "../../words/en/season.json" with { type: "json" };
import terms from "../../words/en/terms.json" with { type: "json" };
import { chooseLanguage, PSEUDO, type Catalogue } from "../../words/languages.ts";
import { momentsIn } from "../../words/moments.ts";
import { mirrored } from "../../words/pseudo.ts";
import { speakerOf, type Speaker } from "../../words/speaker.ts";
import { formatOf } from "../../words/languages.ts";
import type { Instant } from "../../core/kernel/types.ts";

/** With the names of rules, answers, outcomes and of what ends, which the app shares. */
const publicWords = { ...record, ...charter, ...decisions, ...season, ...terms, ...page };
export type PageKey = keyof typeof publicWords;

export type Voice = Speaker<PageKey> & {
  /** "3 March 2026, 14:07" in UTC. */
  when(at: Instant): string;
  /** "3 March 2026" in UTC. */
  day(at: Instant): string;
  /** "March 2026" in UTC. */
  month(at: Instant): string;
};

const catalogueOf = (language: string): Catalogue<PageKey> =>
  language === PSEUDO ? mirrored(publicWords) : publicWords;

const voiceOf = (language: string): Voice => {
  const speaker = speakerOf(language, catalogueOf(language));
  const moments = momentsIn(language, "UTC");
  const dates = new Intl.DateTimeFormat(formatOf(language), {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const day = (at: Instant): string => dates.format(at);
  return { ...speaker, day, month: (at) => moments.month(at), when: (at) => `${day(at)}, ${moments.clock(at)}` };
};

const voices = new Map<string, Voice>();

/** The voice of a language; made once. */
export const voiceIn = (language: string): Voice => {
  const voice = voices.get(language) ?? voiceOf(language);
  voices.set(language, voice);
  return voice;
};

/** The language for a reader: the one asked for in the address, else what the browser prefers, else the community's own. */
export const languageFor = (asked: string | undefined, accepted: string | undefined, locale: string): string => {
  if (asked === PSEUDO) return PSEUDO;
  const preferred = (accepted ?? "").split(",").map((part) => part.split(";")[0]?.trim() ?? "");
  return chooseLanguage([...(asked === undefined ? [] : [asked]), ...preferred, locale]);
};
