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
import { accordFacts, publicFacts, type PublicFacts } from "./facts.ts";
import { accordsFeed } from "./feed.ts";
import { STYLE_PATH } from "./frame.ts";
import { answerWith, Kept, madeOf } from "./kept.ts";
import { accordPage, communityPage, type Page } from "./page.ts";
import { languageFor, voiceIn } from "./words.ts";

/** A cache may show a page for a minute: nothing in it lapses in between. */
const CACHED = "public, max-age=60, must-revalidate";
const STYLE_CACHED = "public, max-age=3600";
const HTML_TYPE = "text/html; charset=utf-8";
const ATOM_TYPE = "application/atom+xml; charset=utf-8";
const STYLE_TYPE = "text/css; charset=utf-8";

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
};

const askedOf = async (c: Ask, { clock, settings, confirmations }: ApiParts): Promise<Asked> => {
  const community = c.get("community");
  const { origin } = community;
  const at = minuteOf(c, clock.now());
  const locale = community.core.standing(community.world(), charter, at).founding?.locale ?? "en";
  const language = languageFor(c.req.query("lang"), c.req.header("accept-language"), locale);
  const address = ownAddress(c, settings);
  const confirmed = (await confirmations.latest(origin))?.size ?? 0;
  const key = [origin, language, address, community.head().size, confirmed, community.health().state, at].join(" ");
  return { at, confirmed, page: (facts) => ({ voice: voiceIn(language), facts, address }), key };
};

const ORDINAL = /^(?:0|[1-9]\d{0,7})$/;

const accordPageFor = async (c: Ask, { at, confirmed, page }: Asked, accord: number): Promise<string> => {
  const facts = await accordFacts(c.get("community"), at, confirmed, accord);
  const [shown] = facts?.accords ?? [];
  if (facts === null || shown === undefined) throw new ProblemError("not-found");
  return accordPage(page(facts), shown);
};

export const addPageRoutes = (api: Api, parts: ApiParts): void => {
  const kept = new Kept();
  const style = madeOf(readFileSync(new URL("page.css", import.meta.url), "utf8"));
  const whole = (show: (page: Page) => string, name: string, type: string) => async (c: Ask) => {
    const asked = await askedOf(c, parts);
    const make = async () => show(asked.page(await publicFacts(c.get("community"), asked.at, asked.confirmed)));
    return answerWith(c, await kept.get(`${name} ${asked.key}`, make), type, CACHED);
  };

  api.get(STYLE_PATH, (c) => answerWith(c, style, STYLE_TYPE, STYLE_CACHED));
  api.get("/c/:community", (c) => c.redirect(`/c/${c.get("community").origin}/`, 308));
  api.get("/c/:community/", whole(communityPage, "page", HTML_TYPE));
  api.get("/c/:community/accords.atom", whole(accordsFeed, "feed", ATOM_TYPE));
  api.get("/c/:community/accords/:accord", async (c) => {
    const accord = c.req.param("accord");
    if (!ORDINAL.test(accord)) throw new ProblemError("not-found");
    const asked = await askedOf(c, parts);
    const make = () => accordPageFor(c, asked, Number(accord));
    return answerWith(c, await kept.get(`accord ${accord} ${asked.key}`, make), HTML_TYPE, CACHED);
  });
};
