/**
 * The addresses of the public page. A page is made once for each language, size of the log and minute: deadlines fall on
 * whole minutes, so between two of them nothing that it says can change.
 */
import { readFileSync } from "node:fs";
import { instantOf, MINUTE_MS } from "../../core/kernel/time.ts";
import { charter } from "../../core/registry.ts";
import type { Instant } from "../../core/kernel/types.ts";
import { ownAddress } from "../api/address.ts";
import { askedAt } from "../api/callerKind.ts";
import type { Api, ApiParts, Ask } from "../api/parts.ts";
import { ProblemError } from "../api/problem.ts";
import { accordFacts, ownWordsIn, publicFacts, type PublicFacts } from "./facts.ts";
import { ATOM_TYPE } from "./atom.ts";
import { ACCORDS_FEED, accordsFeed, CALENDAR, publicCalendar, RESULTS_FEED, resultsFeed } from "./feeds.ts";
import { STYLE_PATH } from "./frame.ts";
import { answerWith, Changes, Kept, madeOf } from "./kept.ts";
import { accordPage, communityPage, type Page } from "./page.ts";
import { inOwnWords } from "../../words/speaker.ts";
import { isLanguage } from "../../words/languages.ts";
import { languageFor, voiceIn } from "./words.ts";

/** A cache may show a page for a minute: nothing in it lapses in between. */
const CACHED = "public, max-age=60, must-revalidate";
const STYLE_CACHED = "public, max-age=3600";
const PAGE = { type: "text/html; charset=utf-8", cacheControl: CACHED };
const STYLE = { type: "text/css; charset=utf-8", cacheControl: STYLE_CACHED };
const ATOM = `${ATOM_TYPE}; charset=utf-8`;
const ICS = "text/calendar; charset=utf-8";

/** The last whole minute, and never before the log's own time. */
const minuteOf = (c: Ask, now: Instant): Instant =>
  askedAt(c.get("community"), instantOf(Math.floor(now / MINUTE_MS) * MINUTE_MS));

/** What a page is made from: who asks, when, in which language, at which address of the node. */
type Asked = {
  readonly at: Instant;
  readonly confirmed: number;
  readonly page: (facts: PublicFacts) => Page;
  /** Everything that the page depends on but its own name. */
  readonly key: string;
  /** Which reader's page it is, whatever stands in it. */
  readonly reader: string;
};

const askedOf = async (c: Ask, { clock, settings, confirmations }: ApiParts): Promise<Asked> => {
  const community = c.get("community");
  const { origin } = community;
  const at = minuteOf(c, clock.now());
  const locale = community.core.standing(community.world(), charter, at).founding?.locale ?? "en";
  const wanted = c.req.query("lang");
  const language = languageFor(wanted, c.req.header("accept-language"), locale);
  const voice = voiceIn(language, isLanguage(wanted));
  const address = ownAddress(c, settings);
  const confirmed = (await confirmations.latest(origin))?.size ?? 0;
  const reader = [origin, voice.at(language), address].join(" ");
  const key = [reader, community.head().size, confirmed, community.health().state, at].join(" ");
  return {
    at,
    confirmed,
    page: (facts) => ({ voice: inOwnWords(voice, ownWordsIn(facts)), facts, address }),
    key,
    reader,
  };
};

const ORDINAL = /^(?:0|[1-9]\d{0,7})$/;

const accordPageFor = async (c: Ask, { at, confirmed, page }: Asked, accord: number): Promise<string> => {
  const facts = await accordFacts(c.get("community"), at, confirmed, accord);
  const [shown] = facts?.accords ?? [];
  if (facts === null || shown === undefined) throw new ProblemError("not-found");
  return accordPage(page(facts), shown);
};

/** A feed: what it is called, its type, and how it is written; null where this community has none. */
type FeedRoute = { readonly file: string; readonly type: string; readonly show: (page: Page) => string | null };
const FEEDS: readonly FeedRoute[] = [
  { file: ACCORDS_FEED, type: ATOM, show: accordsFeed },
  { file: RESULTS_FEED, type: ATOM, show: resultsFeed },
  { file: CALENDAR, type: ICS, show: publicCalendar },
];

const addFeedRoutes = (api: Api, parts: ApiParts, kept: Kept): void => {
  const changes = new Changes();
  for (const { file, type, show } of FEEDS)
    api.get(`/c/:community/${file}`, async (c) => {
      const asked = await askedOf(c, parts);
      const made = await kept.get(`${file} ${asked.key}`, async () => {
        const text = show(asked.page(await publicFacts(c.get("community"), asked.at, asked.confirmed)));
        if (text === null) throw new ProblemError("not-found");
        return text;
      });
      const changedAt = changes.of(`${file} ${asked.reader}`, made.etag, parts.clock.now());
      return answerWith(c, made, { type, cacheControl: CACHED, changedAt, file });
    });
};

export const addPageRoutes = (api: Api, parts: ApiParts): void => {
  const kept = new Kept();
  const style = madeOf(
    ["page.css", "season.css"].map((file) => readFileSync(new URL(file, import.meta.url), "utf8")).join(""),
  );

  api.get(STYLE_PATH, (c) => answerWith(c, style, STYLE));
  api.get("/c/:community", (c) => c.redirect(`/c/${c.get("community").origin}/${new URL(c.req.url).search}`, 308));
  api.get("/c/:community/", async (c) => {
    const { page, at, confirmed, key } = await askedOf(c, parts);
    const make = async () => communityPage(page(await publicFacts(c.get("community"), at, confirmed)));
    return answerWith(c, await kept.get(`page ${key}`, make), PAGE);
  });
  addFeedRoutes(api, parts, kept);
  api.get("/c/:community/accords/:accord", async (c) => {
    const accord = c.req.param("accord");
    if (!ORDINAL.test(accord)) throw new ProblemError("not-found");
    const asked = await askedOf(c, parts);
    const make = () => accordPageFor(c, asked, Number(accord));
    return answerWith(c, await kept.get(`accord ${accord} ${asked.key}`, make), PAGE);
  });
};
