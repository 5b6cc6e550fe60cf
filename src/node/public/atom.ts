/**
 * A feed in Atom (RFC 4287). The surprising rule: ids are made from the log's origin and not from the address, so that a reader who
 * follows the community to another node is not told everything again.
 */
import { plainWords, uuidOf } from "../../core/season/names.ts";
import type { Instant } from "../../core/kernel/types.ts";
import { formatOf } from "../../words/languages.ts";
import { markup, type Markup } from "./markup.ts";
import type { Page } from "./page.ts";

export type News = {
  /** Within the community and for good. */
  readonly name: string;
  readonly at: Instant;
  readonly title: string;
  readonly summary: string;
  /** The path of the page that shows it. */
  readonly path: string;
};

export type Channel = { readonly file: string; readonly title: string; readonly news: readonly News[] };

const ENTRIES_MAX = 100;
export const ATOM_TYPE = "application/atom+xml";
const iso = (at: Instant): string => new Date(at).toISOString();

/** The newest entries first. */
export const atomOf = ({ voice, facts, address }: Page, { file, title, news }: Channel): string => {
  const { origin } = facts.community;
  const language = formatOf(voice.language);
  const home = `/c/${origin}/`;
  const author = facts.words(facts.charter.founding?.name ?? null) ?? voice.say("public.nameless");
  const entries = [...news].sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1)).slice(0, ENTRIES_MAX);
  const updated = entries[0]?.at ?? facts.charter.foundedAt ?? facts.at;
  const id = (name: string): string => `urn:uuid:${uuidOf(origin, name)}`;
  const entry = (one: News): Markup => markup`<entry>
<id>${id(one.name)}</id>
<title>${plainWords(one.title)}</title>
<published>${iso(one.at)}</published>
<updated>${iso(one.at)}</updated>
<link rel="alternate" type="text/html" href="${address}${one.path}"/>
<summary>${plainWords(one.summary)}</summary>
</entry>
`;
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${id(file)}</id>
<title>${plainWords(title)}</title>
<updated>${iso(updated)}</updated>
<author><name>${plainWords(author)}</name></author>
<generator>Folkmoot</generator>
<link rel="alternate" type="text/html" href="${address}${voice.at(home)}"/>
<link rel="self" type="${ATOM_TYPE}" href="${address}${voice.at(home + file)}"/>
${entries.map(entry)}</feed>
`.text;
};
