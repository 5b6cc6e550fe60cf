/**
 * Reads lists out of decoded CBOR without losing their type: `Array.isArray` alone makes anything of a read-only list. What
 * is no list reads as the empty one, whose items are all missing.
 */
import type { Value } from "../kernel/types.ts";

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const itemsOf = (value: Value | undefined): readonly Value[] => (isList(value) ? value : []);
