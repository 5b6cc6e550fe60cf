/**
 * What a notice says, in the member's language and by their own clock. The surprising rule: it is made from category, deadline and link alone;
 * the one word of the community in it is its name.
 */
import arabic from "../../words/ar/notices.json" with { type: "json" };
import english from "../../words/en/notices.json" with { type: "json" };
import spanish from "../../words/es/notices.json" with { type: "json" };
import type { Category } from "../../core/attention/matter.ts";
import type { Instant } from "../../core/kernel/types.ts";
import { momentsIn } from "../../words/moments.ts";
import { speakerOf, type Speaker } from "../../words/speaker.ts";
import type { Choices } from "./choices.ts";
import type { Line, Message } from "./message.ts";
import type { Waiting } from "./queueRows.ts";

type Key = keyof typeof english;
const catalogues: Readonly<Record<string, Readonly<Record<Key, string>>>> = { es: spanish, ar: arabic };

const voices = new Map<string, Speaker<Key>>();
export const noticeVoice = (language: string): Speaker<Key> => {
  const voice = voices.get(language) ?? speakerOf<Key>(language, catalogues[language] ?? english);
  voices.set(language, voice);
  return voice;
};

/** More lines make a notice a list. */
const LINES_MAX = 10;

const keyOf = (category: Category, deadline: Instant | null, now: Instant): Key => {
  if (category === "talk" || deadline === null) return `notice.${category}`;
  if (deadline > now) return `notice.${category}By`;
  return category === "lapse" ? "notice.lapseOver" : `notice.${category}`;
};

export type Addressed = {
  readonly community: string | null;
  readonly choices: Pick<Choices, "language" | "zone">;
  /** The node's address as the member knows it. */
  readonly base: string;
  readonly stopUrl: string;
  readonly token: string;
  readonly now: Instant;
};

/** One message of all these notices, the most pressing first; two that say the same are one. */
export const messageOf = (
  addressed: Addressed,
  waiting: readonly Pick<Waiting, "category" | "deadline" | "path">[],
): Message => {
  const { choices, base, now } = addressed;
  const voice = noticeVoice(choices.language);
  const moments = momentsIn(choices.language, choices.zone);
  const lines = waiting.map(({ category, deadline, path }): Line => ({
    category,
    deadline,
    link: base + path,
    text: voice.say(keyOf(category, deadline, now), { when: deadline === null ? "" : moments.full(deadline, now) }),
  }));
  const different = [...new Map(lines.map((line) => [`${line.text} ${line.link}`, line])).values()];
  const [first, ...others] = different;
  const title =
    first !== undefined && others.length === 0
      ? voice.say("notice.titleOne", { community: nameOf(addressed, voice), what: first.text })
      : voice.say("notice.titleMany", { community: nameOf(addressed, voice), count: different.length });
  return messageIn(addressed, voice, title, different);
};

/** A message that says only that it arrived. */
export const testMessage = (addressed: Addressed): Message => {
  const voice = noticeVoice(addressed.choices.language);
  const text = voice.say("notice.test");
  const line: Line = { category: "talk", deadline: null, link: addressed.base, text };
  return messageIn(
    addressed,
    voice,
    voice.say("notice.titleOne", { community: nameOf(addressed, voice), what: text }),
    [line],
  );
};

const nameOf = ({ community }: Addressed, voice: Speaker<Key>): string => community ?? voice.say("notice.unnamed");

const messageIn = (addressed: Addressed, voice: Speaker<Key>, title: string, lines: readonly Line[]): Message => ({
  community: nameOf(addressed, voice),
  language: voice.language,
  direction: voice.direction,
  title: title.replaceAll(/\s+/g, " "),
  lines: lines.slice(0, LINES_MAX),
  more: lines.length > LINES_MAX ? voice.say("notice.more", { count: lines.length - LINES_MAX }) : "",
  stop: voice.say("notice.stop"),
  stopUrl: addressed.stopUrl,
  token: addressed.token,
  sentAt: addressed.now,
});
