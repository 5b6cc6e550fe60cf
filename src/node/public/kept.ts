/**
 * Pages that were made, kept for as long as they say the truth: the key holds all that a page depends on. The surprising
 * rule: nothing is ever dropped because it is old, only because its place is needed.
 */
import { gzipSync } from "node:zlib";
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

export const answerWith = (c: Ask, { plain, zipped, etag }: Made, type: string, cacheControl: string): Response => {
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
