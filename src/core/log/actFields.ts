/**
 * The fields of an act, the limits on them and the numbers that stand for words (docs/formats/act.md). The surprising rule: every
 * list here is append-only; a number once given keeps its meaning for as long as any log exists.
 */
import type { Act, AuthorKind, EvidenceKind, Instant, Kind } from "../kernel/types.ts";
import type { CborRule } from "./cbor.ts";

/** 64 KiB: two hundred times the usual act, and a thousand of them still pass through a phone's memory at once. */
export const ACT_BYTES_MAX = 65_536;
/** Real dependencies are few; a longer list would be a way to make others look things up. */
export const AFTER_MAX = 16;
/** An invitation and the new device's own proof are two; two more leave room. */
export const EVIDENCE_MAX = 4;
/** Names of commands are written by us; sixty-four bytes hold the longest with ease. */
export const KIND_BYTES_MAX = 64;
/** The last millisecond of the year 9999: any instant can be written as a date of four-digit year. */
const INSTANT_MAX = 253_402_300_799_999;
export const SALT_BYTES = 16;

/** The fields of an act in their order on the wire; a malformed act is told by the first of them that is wrong. */
export type ActField =
  | "act"
  | "format"
  | "origin"
  | "author"
  | "seq"
  | "previous"
  | "seen"
  | "after"
  | "signedAt"
  | "notAfter"
  | "audience"
  | "evidence"
  | "salt"
  | "kind"
  | "body"
  | "signature";
export type ActRule =
  | CborRule
  | "tooLong" // more bytes or items than the limit of this field
  | "wrongLength" // not the fixed number of bytes or items
  | "wrongType" // another kind of CBOR item than this field takes
  | "unknown" // a format, author, audience or evidence with a number that means nothing yet
  | "outOfRange" // a time after the year 9999, or a checkpoint of size zero
  | "badKind"; // a command's name that is not `word.word`
export type MalformedAct = { readonly malformed: ActRule; readonly field: ActField; readonly offset: number };

// The place of a word in its list is its number on the wire.
export const AUTHOR_KINDS: readonly AuthorKind[] = ["device", "node", "pass"];
export const AUDIENCES: readonly Act["audience"][] = ["public", "members", "sealed"];
export const EVIDENCE_KINDS: readonly EvidenceKind[] = ["invitation", "device", "blindToken", "foreignEntry"];
export const FIELDS = 15;

const KIND_PATTERN = /^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/;

/** Whether a text is the name of a command: `word.word`, each word in camel case. */
export function isKind(text: string): text is Kind {
  return KIND_PATTERN.test(text);
}

/** Whether a whole number of milliseconds is a time that a log may hold. */
export function isInstant(ms: number): ms is Instant {
  return Number.isSafeInteger(ms) && ms >= 0 && ms <= INSTANT_MAX;
}

/** Whether the reading of an act was refused. */
export function isMalformed(result: object): result is MalformedAct {
  return "malformed" in result;
}
