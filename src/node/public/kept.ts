/**
 * Pages that were made, kept for as long as they say the truth: the key holds all that a page depends on. The surprising
 * rule: nothing is ever dropped because it is old, only because its place is needed.
 */
import { gzipSync } from "node:zlib";
import { instantOf } from "../../core/kernel/time.ts";
import type { Instant } from "../../core/kernel/types.ts";
import type { Ask } from "../api/parts.ts";
import { etagOf } from "../api/webFiles.ts";

export type Made = {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly zipped: Uint8Array<ArrayBuffer>;
  readonly etag: string;
};

/** Pages of some 50 kB each. */
const PAGES_KEPT_MAX = 200;

export const madeOf = (text: string): Made => {
  const plain = new TextEncoder().encode(text);
  return { plain, zipped: new Uint8Array(gzipSync(plain)), etag: etagOf(plain) };
};

export class Kept {
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

/** What can be said of an answer besides its bytes. */
export type Served = {
  readonly type: string;
  readonly cacheControl: string;
  /** Null where that would say nothing: a page that tells the minute it is of. */
  readonly changedAt?: Instant | null;
  /** The name it takes as a file. */
  readonly file?: string;
};

/**
 * RFC 9110, 13: an entity tag that the reader has counts, whatever the time; without one the time of the last change does. The tag is
 * weak, since the same words go out plain and compressed.
 */
export const answerWith = (c: Ask, made: Made, { type, cacheControl, changedAt = null, file }: Served): Response => {
  const headers = {
    "content-type": type,
    "cache-control": cacheControl,
    etag: made.etag,
    vary: "accept-language, accept-encoding",
    ...(changedAt === null ? {} : { "last-modified": new Date(changedAt).toUTCString() }),
    ...(file === undefined ? {} : { "content-disposition": `inline; filename="${file}"` }),
  };
  if (isKnown(c, made.etag, changedAt)) return c.body(null, 304, headers);
  if (!/\bgzip\b(?!\s*;\s*q=0)/.test(c.req.header("accept-encoding") ?? "")) return c.body(made.plain, 200, headers);
  return c.body(made.zipped, 200, { ...headers, "content-encoding": "gzip" });
};

const isKnown = (c: Ask, etag: string, changedAt: Instant | null): boolean => {
  const tags = c.req.header("if-none-match");
  if (tags !== undefined)
    return tags.split(/\s*,\s*/).some((tag) => tag === "*" || `W/${tag.replace(/^W\//, "")}` === etag);
  const since = Date.parse(c.req.header("if-modified-since") ?? "");
  return changedAt !== null && changedAt <= since;
};

/** Feeds of as many communities, in as many languages, as anybody follows here. */
const CHANGES_KEPT_MAX = 10_000;
const SECOND_MS = 1000;

/** When what is served under a name last became what it is, as far as this node has seen: in whole seconds, never twice the same. */
export class Changes {
  readonly #seen = new Map<string, { readonly etag: string; readonly at: number }>();

  /** Null while that second is not over, when a further change could not be told from this one. */
  of(name: string, etag: string, now: Instant): Instant | null {
    const known = this.#seen.get(name);
    const second = Math.floor(now / SECOND_MS) * SECOND_MS;
    const at = known?.etag === etag ? known.at : Math.max(second, (known?.at ?? 0) + SECOND_MS);
    if (known?.etag !== etag) this.#keep(name, etag, at);
    return at < second ? instantOf(at) : null;
  }

  #keep(name: string, etag: string, at: number): void {
    this.#seen.delete(name);
    for (const oldest of this.#seen.keys()) {
      if (this.#seen.size < CHANGES_KEPT_MAX) break;
      this.#seen.delete(oldest);
    }
    this.#seen.set(name, { etag, at });
  }
}
