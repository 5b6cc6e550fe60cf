/** A person as other questions mention them: by number and name, and whether it is the one who looks. */
import { community } from "../../../core/registry.ts";
import type { Reading } from "../reading.ts";

/** `name` null: erased, or never given. */
export type Somebody = { readonly ordinal: number; readonly name: string | null; readonly isMe: boolean };

/** The member behind this device; null where it only looks. */
export const myself = (reading: Reading): number | null =>
  reading.me === null ? null : (reading.ask(community).personOf(reading.me)?.member ?? null);

export const somebody = (reading: Reading, ordinal: number): Somebody => ({
  ordinal,
  name: reading.text(reading.ask(community).member(ordinal)?.name ?? null),
  isMe: ordinal === myself(reading),
});
