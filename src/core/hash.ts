/**
 * SHA-256, hexadecimal and joining of bytes: what every format of the log is built from.
 * The surprising rule: the hash is pluggable. The core brings a portable one; a shell that has a faster native one installs it
 * once at start through `useSha256`, and every hash of the process goes through it from then on.
 */
import { sha256 as portableSha256 } from "@noble/hashes/sha2.js";
import type { Id } from "./kernel/types.ts";

export type Sha256 = (bytes: Uint8Array) => Uint8Array;
/** SHA-256 of bytes that come in pieces. After `digest` it is spent. */
export type Hasher = { update(bytes: Uint8Array): void; digest(): Uint8Array };

export const HASH_BYTES = 32;

let oneShot: Sha256 = portableSha256;
let newHasher: () => Hasher = () => portableSha256.create();

/** SHA-256 (FIPS 180-4) of the bytes: 32 new bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return oneShot(bytes);
}

/** A fresh SHA-256 to be fed piece by piece. */
export function sha256Stream(): Hasher {
  return newHasher();
}

/** Installs the shell's own SHA-256 (node:crypto's, say) for the whole process; both must answer with 32 new bytes. */
export function useSha256(native: Sha256, nativeHasher: () => Hasher): void {
  for (const answer of [native(NOTHING), nativeHasher().digest()])
    if (hexOf(answer) !== EMPTY_SHA256) throw new Error(`The SHA-256 offered says ${hexOf(answer)} for no bytes.`);
  oneShot = native;
  newHasher = nativeHasher;
}

const NOTHING = new Uint8Array(0);
const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** Lower-case hexadecimal of the bytes, two digits each. */
export function hexOf(bytes: Uint8Array): string {
  return bytes.length === HASH_BYTES ? hexOf32(bytes, 0) : hexOfRange(bytes, 0, bytes.length);
}

/** The bytes that an even number of hexadecimal digits (either case) stand for; throws on anything else. */
export function bytesOf(hex: string): Uint8Array {
  if (hex.length % 2 !== 0) throw new Error("Hexadecimal digits come in pairs.");
  const bytes = new Uint8Array(hex.length / 2);
  if (!writeHex(hex, bytes, 0)) throw new Error("Not hexadecimal digits.");
  return bytes;
}

/** Writes the bytes of `hex` into `target` at `at`; false if a digit is not hexadecimal. */
export function writeHex(hex: string, target: Uint8Array, at: number): boolean {
  let invalid = 0;
  for (let i = 0, to = at; i < hex.length; i += 2, to++) {
    const pair = (digitValue(hex.charCodeAt(i)) << 4) | digitValue(hex.charCodeAt(i + 1));
    invalid |= pair;
    target[to] = pair;
  }
  return invalid >= 0;
}

/** The number that the hexadecimal digits from `from` to before `to` stand for: at most 13, or it is not exact. */
export function numberIn(hex: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) number = number * 16 + digitValue(hex.charCodeAt(i));
  return number;
}

/** The parts, one after the other, as new bytes. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether two runs of bytes are the same. Not constant in time: for public values only. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The id that stands for 32 bytes (those at `offset`, by default the first). Throws if there are fewer. */
export function idOf(bytes: Uint8Array, offset = 0): Id {
  if (bytes.length < offset + HASH_BYTES) throw new Error("An id is 32 bytes.");
  return hexOf32(bytes, offset) as Id;
}

/** The text as an id if it is 64 lower-case hexadecimal digits, else null. */
export function parseId(text: string): Id | null {
  return ID_PATTERN.test(text) ? (text as Id) : null;
}

const ID_PATTERN = /^[0-9a-f]{64}$/;

/** Thirty-two zero bytes: the origin field of a founding act, which cannot name its own hash. */
export const ZERO_ID = "0".repeat(64) as Id;

const hexPairs: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const hexCodes = Uint8Array.from({ length: 16 }, (_, digit) => digit.toString(16).charCodeAt(0));
const digits = new Int8Array(128).fill(-1);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  digits[digit.charCodeAt(0)] = value;
  digits[digit.toUpperCase().charCodeAt(0)] = value;
}

function digitValue(code: number): number {
  return digits[code] ?? -1;
}

function hexOfRange(bytes: Uint8Array, from: number, to: number): string {
  const pairs: string[] = [];
  for (let i = from; i < to; i++) pairs.push(hexPairs[bytes[i] ?? 0] ?? "");
  return pairs.join("");
}

const codes: number[] = new Array<number>(2 * HASH_BYTES).fill(0);

/** One flat string in one step: a string grown by `+=` would stay a rope and cost memory wherever the id is kept. */
function hexOf32(bytes: Uint8Array, offset: number): string {
  for (let i = 0; i < HASH_BYTES; i++) {
    const byte = bytes[offset + i] ?? 0;
    codes[2 * i] = hexCodes[byte >> 4] ?? 0;
    codes[2 * i + 1] = hexCodes[byte & 15] ?? 0;
  }
  return String.fromCharCode.apply(null, codes);
}
