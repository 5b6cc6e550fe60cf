/**
 * The leaf of an entry: what the public log says of an act (docs/formats/entry.md). The surprising rule: a leaf is a time and a hash
 * over act and signature, nothing else, so the tiles that anyone may read tell how many acts there are and when, and no more.
 */
import type { Id, Instant, SignedAct } from "../kernel/types.ts";
import { concatBytes, HASH_BYTES, idOf, sha256, writeHex } from "../hash.ts";
import { isInstant } from "./actFields.ts";

const TIME_BYTES = 8;
export const LEAF_BYTES = TIME_BYTES + HASH_BYTES;
const TWO_32 = 0x1_0000_0000;

export type Leaf = { readonly at: Instant; readonly hash: Id };

/** SHA-256 of act and signature: what is left of an act in an export that withholds it. */
export function signedHash(bytes: Uint8Array, signature: Uint8Array): Id {
  return idOf(sha256(concatBytes(bytes, signature)));
}

/** An act as recorded, undecoded, or the hash that stands for it. Every `Entry` is one of these with a time. */
export type Recorded = Pick<SignedAct, "bytes" | "signature"> | { readonly withheld: Id };

/** What the leaf says of an act that is here, or withheld. */
export function hashOfSigned(signed: Recorded): Id {
  return "withheld" in signed ? signed.withheld : signedHash(signed.bytes, signed.signature);
}

/** The 40 bytes of a leaf: milliseconds since 1970, big-endian, and the hash. */
export function encodeLeaf({ at, hash }: Leaf): Uint8Array {
  const leaf = new Uint8Array(LEAF_BYTES);
  writeInstant(at, leaf, 0);
  if (!writeHex(hash, leaf, TIME_BYTES)) throw new Error(`Not an id: ${hash}.`);
  return leaf;
}

/** The leaf that the bytes are, or null: not 40 of them, or a time after the year 9999. */
export function decodeLeaf(bytes: Uint8Array): Leaf | null {
  if (bytes.length !== LEAF_BYTES) return null;
  const at = readInstant(bytes, 0);
  return at === null ? null : { at, hash: idOf(bytes, TIME_BYTES) };
}

/** The leaf of an entry, whole or withheld. */
export function leafOf(entry: { readonly at: Instant; readonly signed: Recorded }): Uint8Array {
  return encodeLeaf({ at: entry.at, hash: hashOfSigned(entry.signed) });
}

/** Writes a time as eight bytes, big-endian. */
export function writeInstant(at: Instant, target: Uint8Array, offset: number): void {
  const view = new DataView(target.buffer, target.byteOffset, target.length);
  view.setUint32(offset, Math.floor(at / TWO_32));
  view.setUint32(offset + 4, at % TWO_32);
}

/** The time that eight bytes are, or null where no log may hold it. */
export function readInstant(bytes: Uint8Array, offset: number): Instant | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const ms = view.getUint32(offset) * TWO_32 + view.getUint32(offset + 4);
  return isInstant(ms) ? ms : null;
}
