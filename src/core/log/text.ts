/**
 * Texts that can be taken away: names, wordings, comments (docs/formats/text.md). The surprising rule: an act holds only a text's
 * hash, over a salt of its own, so the log never changes when a text is erased, and a short text cannot be guessed from its hash.
 */
import type { Id } from "../kernel/types.ts";
import { concatBytes, idOf, sha256 } from "../hash.ts";
import { textOf } from "./utf8.ts";

export const TEXT_SALT_BYTES = 32;
/** 256 KiB: the longest agreement a community writes, and still one request from a phone. */
export const TEXT_BYTES_MAX = 262_144;

/** A text as it is kept and carried: its salt and its UTF-8. */
export type DetachedText = { readonly salt: Uint8Array; readonly utf8: Uint8Array };

/** What an act names a text by: SHA-256 of the 32 bytes of salt and the UTF-8. Throws if the salt is of another length. */
export function textHash(salt: Uint8Array, utf8: Uint8Array): Id {
  if (salt.length !== TEXT_SALT_BYTES) throw new Error(`A text's salt is ${TEXT_SALT_BYTES} bytes.`);
  return idOf(sha256(concatBytes(salt, utf8)));
}

/** The words of a text, or null where its bytes are not valid UTF-8 or more than a text may have. */
export function wordsOf(text: DetachedText): string | null {
  return text.utf8.length > TEXT_BYTES_MAX ? null : textOf(text.utf8);
}
