/**
 * Many byte strings as one, with their lengths: the driver sends one value of bytes as it is, but a list of them as hexadecimal text,
 * which costs more than storing them.
 */
import { bytesOf, concatBytes } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";

export type Packed = { readonly bytes: Uint8Array; readonly lengths: readonly number[] };

export const packed = (parts: readonly Uint8Array[]): Packed => ({
  bytes: concatBytes(...parts),
  lengths: parts.map(({ length }) => length),
});

export const packedIds = (ids: readonly Id[]): Uint8Array => bytesOf(ids.join(""));
