/**
 * The addresses of the public page. A page is made once for each language, size of the log and minute: deadlines fall on
 * whole minutes, so between two of them nothing that it says can change.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { instantOf, MINUTE_MS } from "../../core/kernel/time.ts";
import { charter } from "../../core/registry.ts";
import type { Instant } from "../../core/kernel/types.ts";
import { ownAddress } from "../api/address.ts";
import { askedAt } from "../api/callerKind.ts";
import type { Api, ApiParts, Ask } from "../api/parts.ts";
import { ProblemError } from "../api/problem.ts";
import { etagOf } from "../api/webFiles.ts";
import { accordFacts, publicFacts, type PublicFacts } from "./facts.ts";
import { accordsFeed } from "./feed.ts";
import { STYLE_PATH } from "./frame.ts";
import { accordPage, communityPage, type Page } from "./page.ts";
import { languageFor, voiceIn } from "./words.ts";

type Made = {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly zipped: Uint8Array<ArrayBuffer>;
  readonly etag: string;
};

/** Pages of some 50 kB each. */
const PAGES_KEPT_MAX = 200;
/** A cache may show a page for as long as nothing in it can lapse unseen for more than this. */
const CACHED = "public, max-age=60, must-revalidate";
const HTML_TYPE = "text/html; charset=utf-8";
const ATOM_TYPE = "application/atom+xml; charset=utf-8";

const madeOf = (text: string): Made => {
  const plain = new TextEncoder().encode(text);
  return { plain, zipped: new Uint8Array(gzipSync(plain)), etag: etagOf(plain) };
};

class Kept {
  readonly #pages = new Map<string, Made>();

  async get(key: string, make: () => Promise<string>): Promise<Made> {
    const kept = this.#pages.get(key);
    if (kept !== undefined) return kept;
    const made = madeOf(await make());
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size < PAGES_KEPT_MAX) break;
      this.#pages.delete(oldest);
    }
    this.#pages.set(key, made);
    return made;
  }
}

const answer = (c: Ask, { plain, zipped, etag }: Made, type: string, cacheControl: string): Response => {
  const headers = {
    "content-type": type,
    "cache-control": cacheControl,
    etag,
    vary: "accept-language, accept-encoding",
  };
  if (
    c.req
      .header("if-none-match")
      ?.split(/\s*,\s*/)
      .includes(etag) === true
  )
    return c.body(null, 304, headers);
  if (!/\bgzip\b(?!\s*;\s*q=0)/.test(c.req.header("accept-encoding") ?? "")) return c.body(plain, 200, headers);
  return c.body(zipped, 200, { ...headers, "content-encoding": "gzip" });
};

/** The last whole minute, and never before the log's own time. */
const minuteOf = (c: Ask, now: Instant): Instant =>
  askedAt(c.var.community, instantOf(Math.floor(now / MINUTE_MS) * MINUTE_MS));

const ORDINAL = /^(?:0|[1-9]\d{0,7})$/;

export const addPageRoutes = (api: Api, parts: ApiParts): void => {
  const kept = new Kept();
  const style = madeOf(readFileSync(new URL("page.css", import.meta.url), "utf8"));

  const shown = async (
    c: Ask,
    what: string,
    type: string,
    make: (at: Instant, confirmed: number, with_: (facts: PublicFacts) => Page) => Promise<string>,
  ) => {
    const { community } = c.var;
    const at = minuteOf(c, parts.clock.now());
    const locale = community.core.standing(community.world(), charter, at).founding?.locale ?? "en";
    const language = languageFor(c.req.query("lang"), c.req.header("accept-language"), locale);
    const address = ownAddress(c, parts.settings);
    const confirmed = (await parts.confirmations.latest(community.origin))?.size ?? 0;
    const key = [
      community.origin,
      what,
      language,
      address,
      community.head().size,
      confirmed,
      community.health().state,
      at,
    ].join(" ");
    const page = await kept.get(key, () =>
      make(at, confirmed, (facts) => ({ voice: voiceIn(language), facts, address })),
    );
    return answer(c, page, type, CACHED);
  };

  api.get(STYLE_PATH, (c) => answer(c, style, "text/css; charset=utf-8", "public, max-age=3600"));
  api.get("/c/:community", (c) => c.redirect(`/c/${c.var.community.origin}/`, 308));
  api.get("/c/:community/", (c) =>
    shown(c, "page", HTML_TYPE, async (at, confirmed, pageWith) =>
      communityPage(pageWith(await publicFacts(c.var.community, at, confirmed))),
    ),
  );
  api.get("/c/:community/accords.atom", (c) =>
    shown(c, "feed", ATOM_TYPE, async (at, confirmed, pageWith) =>
      accordsFeed(pageWith(await publicFacts(c.var.community, at, confirmed))),
    ),
  );
  api.get("/c/:community/accords/:accord", (c) => {
    const accord = c.req.param("accord");
    if (!ORDINAL.test(accord)) throw new ProblemError("not-found");
    return shown(c, `accord ${accord}`, HTML_TYPE, async (at, confirmed, pageWith) => {
      const facts = await accordFacts(c.var.community, at, confirmed, Number(accord));
      const [one] = facts?.accords ?? [];
      if (facts === null || one === undefined) throw new ProblemError("not-found");
      return accordPage(pageWith(facts), one);
    });
  });
};
