/**
 * What feeds and calendars call a thing for good, and how its words are written in them. The surprising rule: an id is made from the
 * log's origin and not from an address, so that readers know a thing again when its node has moved.
 */
import { hexOf, sha256 } from "../hash.ts";
import { utf8Of } from "../log/utf8.ts";
import type { Id } from "../kernel/types.ts";

/** A UUID of version 8 (RFC 9562, 5.8), made from the hash of both. */
export const uuidOf = (origin: Id, name: string): string => {
  const hex = hexOf(sha256(utf8Of(`folkmoot feed ${origin} ${name}`)).subarray(0, 16));
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4] ?? "8";
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
};

/** Controls, marks that turn the direction of what follows, and what XML and iCalendar have no place for. */
const UNWRITABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
/** The words as any reader can show them: line breaks stay, whatever could break a file or scramble a sentence goes. */
export const plainWords = (text: string): string => text.replaceAll(/\r\n?/g, "\n").replaceAll(UNWRITABLE, "");
