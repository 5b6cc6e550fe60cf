/**
 * The feed: entries as a node hands them out (docs/formats/feed.md), each with its length before it, so that a reader can
 * begin before the end has come. The surprising rule: what the reader may not see keeps its place and its hash, so the
 * tree can be checked by everybody.
 */
import { decodeValue, encodeValue, MalformedCbor } from "../log/cbor.ts";
import type { Value } from "../kernel/types.ts";
import { isList, itemsOf } from "./lists.ts";

/** A text that an act names and that was not erased: its hash is SHA-256(salt ‖ utf8). */
export type FeedText = { readonly salt: Uint8Array; readonly utf8: Uint8Array };
export type FeedEntry =
  | {
      readonly index: number;
      readonly at: number;
      readonly bytes: Uint8Array;
      readonly signature: Uint8Array;
      readonly texts: readonly FeedText[];
    }
  /** Not for this reader: SHA-256(act ‖ signature) only. */
  | { readonly index: number; readonly at: number; readonly withheld: Uint8Array };

const LENGTH_BYTES = 4;
const HASH_BYTES = 32;
const SALT_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** One entry, its length first. */
export const feedBytes = (entry: FeedEntry): Uint8Array => {
  const body = encodeValue(
    "withheld" in entry
      ? [entry.index, entry.at, entry.withheld]
      : [entry.index, entry.at, entry.bytes, entry.signature, entry.texts.map(({ salt, utf8 }) => [salt, utf8])],
  );
  const framed = new Uint8Array(LENGTH_BYTES + body.length);
  new DataView(framed.buffer).setUint32(0, body.length);
  framed.set(body, LENGTH_BYTES);
  return framed;
};

/** The feed is not one: the sender is no node of ours, or the line is broken. */
export class MalformedFeedError extends Error {
  constructor(expected: string) {
    super(`This is not a feed of entries: ${expected}.`);
    this.name = "MalformedFeedError";
  }
}

/** The entries that are whole in `bytes`, and how many bytes they took; what is left belongs before the next bytes. */
export const readFeed = (bytes: Uint8Array): { readonly entries: readonly FeedEntry[]; readonly used: number } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: FeedEntry[] = [];
  let used = 0;
  while (used + LENGTH_BYTES <= bytes.length) {
    const end = used + LENGTH_BYTES + view.getUint32(used);
    if (end > bytes.length) break;
    entries.push(entryOf(bytes.subarray(used + LENGTH_BYTES, end)));
    used = end;
  }
  return { entries, used };
};

const entryOf = (bytes: Uint8Array): FeedEntry => {
  const decoded = decodeValue(bytes);
  if (decoded instanceof MalformedCbor) throw new MalformedFeedError("an entry is not canonical CBOR");
  const fields = decoded.value;
  if (!isList(fields)) throw new MalformedFeedError("an entry is a list");
  const [index, at, third, signature, texts] = fields;
  if (typeof index !== "number" || typeof at !== "number" || index < 0 || at < 0)
    throw new MalformedFeedError("an entry begins with its place and its time");
  if (!(third instanceof Uint8Array)) throw new MalformedFeedError("an entry has an act or a hash");
  if (fields.length === 3 && third.length === HASH_BYTES) return { index, at, withheld: third };
  if (fields.length !== 5 || !isBytes(signature, SIGNATURE_BYTES) || !isList(texts))
    throw new MalformedFeedError("an entry has three fields or five");
  return { index, at, bytes: third, signature, texts: texts.map(textOf) };
};

const isBytes = (value: Value | undefined, length: number): value is Uint8Array =>
  value instanceof Uint8Array && value.length === length;

const textOf = (value: Value): FeedText => {
  const fields = itemsOf(value);
  const [salt, utf8] = fields;
  if (fields.length !== 2 || !isBytes(salt, SALT_BYTES) || !(utf8 instanceof Uint8Array))
    throw new MalformedFeedError("a text is [salt, utf8]");
  return { salt, utf8 };
};
