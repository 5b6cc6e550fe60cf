/**
 * The fixed keys and the small conventions that all vectors share. The keys are published here on purpose: they sign test data and
 * nothing else, so that every run, in every language, makes the same bytes.
 */
import { hexOf, idOf, sha256 } from "../../src/core/hash.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import type { Id, Value } from "../../src/core/kernel/types.ts";
import type { Signer } from "../../src/core/log/ed25519.ts";
import { portableSigner } from "../../src/core/log/ed25519Portable.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A file of vectors: what it is about, and cases that must be accepted or refused. */
export type Vectors = { readonly description: string; readonly [part: string]: Json };

export type Person = Signer & { readonly seed: Uint8Array };

/** A person whose private key is 32 times one byte. */
function person(byte: number): Person {
  const seed = new Uint8Array(32).fill(byte);
  return { seed, ...portableSigner(seed) };
}

export const ana = person(1);
export const ben = person(2);
export const node = person(3);
export const invitation = person(4);
export const witness = person(5);

/** 32 bytes that stand for something outside the vectors: the hash of its name. */
export function named(name: string): Id {
  return idOf(sha256(utf8Of(name)));
}

export const noon = instantOf(1_764_590_400_000);

/** A value as JSON: texts and byte strings are told apart by an object around them. */
export function jsonOf(value: Value): Json {
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return { text: value };
  if (value instanceof Uint8Array) return { bytes: hexOf(value) };
  return value.map(jsonOf);
}
