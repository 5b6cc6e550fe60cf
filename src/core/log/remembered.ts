/**
 * Remembers the ids and words read last, so that the thousand acts of one log share one string for its origin, its authors and its
 * commands instead of a thousand. The surprising rule: it is a cache of pure functions and nothing else: fixed size, a newcomer
 * takes the place of whoever sits in its slot, and forgetting costs time only.
 */
import type { Id } from "../kernel/types.ts";
import { HASH_BYTES, idOf } from "../hash.ts";

/** Enough for the authors that are active at once in a large community; 64 KiB in all. */
const ID_SLOTS = 1024;
/** Some two hundred command names, with room. */
const TEXT_SLOTS = 1024;

const ids: (Id | undefined)[] = new Array<Id | undefined>(ID_SLOTS).fill(undefined);
const idBytes = new Uint8Array(ID_SLOTS * HASH_BYTES);
const texts: string[] = new Array<string>(TEXT_SLOTS).fill("");

/** The id of the 32 bytes at `offset`, which the caller knows to be there. */
export function rememberedId(bytes: Uint8Array, offset: number): Id {
  const slot = ((bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8)) % ID_SLOTS;
  const known = ids[slot];
  const start = slot * HASH_BYTES;
  if (known !== undefined && sameAt(bytes, offset, start)) return known;
  const id = idOf(bytes, offset);
  ids[slot] = id;
  for (let i = 0; i < HASH_BYTES; i++) idBytes[start + i] = bytes[offset + i] ?? 0;
  return id;
}

function sameAt(bytes: Uint8Array, offset: number, start: number): boolean {
  for (let i = 0; i < HASH_BYTES; i++) if (bytes[offset + i] !== idBytes[start + i]) return false;
  return true;
}

/** The text of bytes that the caller knows to be ASCII, or null if one of them is not. */
export function rememberedText(bytes: Uint8Array, from: number, to: number): string | null {
  let hash = to - from;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > 0x7f) return null;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const slot = (hash >>> 0) % TEXT_SLOTS;
  const known = texts[slot] ?? "";
  if (sameText(known, bytes, from, to)) return known;
  const text = String.fromCharCode(...bytes.subarray(from, to));
  texts[slot] = text;
  return text;
}

function sameText(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let i = from; i < to; i++) if (text.charCodeAt(i - from) !== bytes[i]) return false;
  return true;
}
