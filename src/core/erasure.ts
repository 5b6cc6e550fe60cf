/**
 * What an act that erases texts says, in either stratum. It names texts by their hashes; that the text is one's own is checked
 * where the log is at hand, at admission and by the verifier, since no state keeps who wrote what.
 */
import { id, list, pick, record, type Read } from "./kernel/schema.ts";
import type { Kind } from "./kernel/types.ts";

/** An act stays small; who has more to erase signs again. */
export const ERASED_TEXTS_MAX = 64;
export const erasureShape = record({
  hashes: list(id, ERASED_TEXTS_MAX),
  reason: pick("author", "safeguarding", "law"),
});
export type Erasure = Read<typeof erasureShape>;
export const erasureKinds: readonly Kind[] = ["text.erase", "text.erasePublic"];
