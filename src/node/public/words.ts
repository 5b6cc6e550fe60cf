/**
 * The words of the public page, by language. They are a catalogue of their own, so that the app on a phone does not fetch
 * them. Times are said in UTC: a page that caches keep cannot know its reader's clock.
 */
import arabicPage from "../../words/ar/public.json" with { type: "json" };
import { arabic } from "../../words/ar/catalogue.ts";
import charter from "../../words/en/charter.json" with { type: "json" };
import decisions from "../../words/en/decisions.json" with { type: "json" };
import page from "../../words/en/public.json" with { type: "json" };
import record from "../../words/en/record.json" with { type: "json" };
import season from "../../words/en/season.json" with { type: "json" };
import terms from "../../words/en/terms.json" with { type: "json" };
import spanishPage from "../../words/es/public.json" with { type: "json" };
import { spanish } from "../../words/es/catalogue.ts";
import { chooseLanguage, formatOf, isLanguage, PSEUDO, type Catalogue } from "../../words/languages.ts";
import { commaOf, momentsIn } from "../../words/moments.ts";
import { mirrored } from "../../words/pseudo.ts";
import { speakerOf, type Speaker } from "../../words/speaker.ts";
import type { Instant } from "../../core/kernel/types.ts";
import { languagesWanted } from "../api/language.ts";

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
  /** An address of the public page, which keeps the language that the reader asked for in it. */
  at(path: string): string;
};

const catalogueOf = (language: string): Catalogue<PageKey> => {
  if (language === "es") return { ...spanish, ...spanishPage };
  if (language === "ar") return { ...arabic, ...arabicPage };
  return language === PSEUDO ? mirrored(publicWords) : publicWords;
};

/** With the language before the anchor: `/c/…/?lang=es#decision-3`. */
const keeping =
  (language: string) =>
  (path: string): string => {
    const [address = "", anchor] = path.split("#");
    return `${address}?lang=${language}${anchor === undefined ? "" : `#${anchor}`}`;
  };

const voiceOf = (language: string, isAsked: boolean): Voice => {
  const speaker = speakerOf(language, catalogueOf(language));
  const tag = language === "en" ? "en-GB" : formatOf(language); // nobody misreads a date with the day first and the month in words
  const moments = momentsIn(tag, "UTC");
  const dates = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const day = (at: Instant): string => dates.format(at);
  return {
    ...speaker,
    day,
    month: (at) => moments.month(at),
    when: (at) => `${day(at)}${commaOf(tag)} ${moments.clock(at)}`,
    at: isAsked ? keeping(language) : (path) => path,
  };
};

const voices = new Map<string, Voice>();

/** The voice of a language; made once. @param isAsked whether the reader asked for it in the address, which links then keep. */
export const voiceIn = (language: string, isAsked = false): Voice => {
  const key = `${language} ${isAsked}`;
  const voice = voices.get(key) ?? voiceOf(language, isAsked);
  voices.set(key, voice);
  return voice;
};

/** The language for a reader: the one asked for in the address, else what the browser prefers, else the community's own. */
export const languageFor = (asked: string | undefined, accepted: string | undefined, locale: string): string =>
  isLanguage(asked) ? asked : chooseLanguage([...languagesWanted(accepted), locale]);
