/**
 * The feed of a community's accords (RFC 4287, Atom): what was signed, reaffirmed, ended, the newest first, so that
 * neighbours and journalists hear of it from their own readers.
 */
import type { Instant } from "../../core/kernel/types.ts";
import { accordAddress, accordTitle } from "./accords.ts";
import type { AccordShown } from "./facts.ts";
import { markup, type Markup } from "./markup.ts";
import type { Page } from "./page.ts";
import type { PageKey } from "./words.ts";

type News = { readonly shown: AccordShown; readonly key: Extract<PageKey, `feed.${string}`>; readonly at: Instant };

const newsOf =
  (facts: Page["facts"]) =>
  (shown: AccordShown): readonly News[] => {
    const { row, standing } = shown;
    const isOver = standing.kind !== "inForce" && standing.kind !== "windingDown";
    const ended = row.ended?.at ?? (isOver || facts.at >= row.expiresAt ? row.expiresAt : null);
    return [
      { shown, key: "feed.signed", at: row.signedAt },
      ...(row.renewed === null ? [] : [{ shown, key: "feed.renewed", at: row.renewed.at } as const]),
      ...(ended === null ? [] : [{ shown, key: "feed.ended", at: ended } as const]),
    ];
  };

const FEED_ENTRIES_MAX = 100;
const iso = (at: Instant): string => new Date(at).toISOString();

const entry = (page: Page, { shown, key, at }: News): Markup => {
  const address = page.address + accordAddress(page, shown.accord);
  return markup`<entry>
<id>${address}#${key}-${at}</id>
<title>${page.voice.say(key, { title: accordTitle(page, shown) })}</title>
<updated>${iso(at)}</updated>
<link href="${address}"/>
<summary>${page.facts.words(shown.row.purpose) ?? page.voice.say("public.noText")}</summary>
</entry>
`;
};

export const accordsFeed = (page: Page): string => {
  const { voice, facts, address } = page;
  const name = facts.words(facts.charter.founding?.name ?? null) ?? voice.say("public.nameless");
  const home = `${address}/c/${facts.community.origin}/`;
  const news = facts.accords
    .flatMap(newsOf(facts))
    .sort((a, b) => b.at - a.at)
    .slice(0, FEED_ENTRIES_MAX);
  const updated = news[0]?.at ?? facts.charter.foundedAt ?? facts.at;
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${voice.language}">
<id>${home}</id>
<title>${voice.say("feed.title", { name })}</title>
<updated>${iso(updated)}</updated>
<author><name>${name}</name></author>
<link href="${home}"/>
<link rel="self" href="${address}/c/${facts.community.origin}/accords.atom"/>
${news.map((one) => entry(page, one))}</feed>
`.text;
};
