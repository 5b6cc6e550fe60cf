/**
 * A journal's frames on a simulated disk: length, check, body. A frame counts only whole, so a torn or half-synced one ends the
 * journal. The surprising rule: what a frame says is remembered beside the disk under its check and not decoded again; only whether
 * all of its bytes are there is read from the disk.
 */
import { concatBytes, hexOf, sha256 } from "../../core/hash.ts";
import type { Value } from "../../core/kernel/types.ts";
import { encodeValue } from "../../core/log/cbor.ts";

const LENGTH_BYTES = 4;
const CHECK_BYTES = 32;
const HEAD_BYTES = LENGTH_BYTES + CHECK_BYTES;

export type Frame<T> = { readonly value: T; readonly next: number };

export class Frames<T> {
  readonly #written = new Map<string, T>();
  readonly #valueOf: (value: T) => Value;

  constructor(valueOf: (value: T) => Value) {
    this.#valueOf = valueOf;
  }

  /** The frame as bytes to be written. */
  write(value: T): Uint8Array {
    const body = encodeValue(this.#valueOf(value));
    const check = sha256(body);
    this.#written.set(hexOf(check), value);
    const length = new Uint8Array(LENGTH_BYTES);
    new DataView(length.buffer).setUint32(0, body.length);
    return concatBytes(length, check, body);
  }

  /** The frame at `offset` and where the next begins; null where there is no whole one. */
  read(journal: Uint8Array, offset: number): Frame<T> | null {
    if (offset + HEAD_BYTES > journal.length) return null;
    const length = new DataView(journal.buffer, journal.byteOffset, journal.length).getUint32(offset);
    const next = offset + HEAD_BYTES + length;
    if (length === 0 || next > journal.length) return null;
    const check = hexOf(journal.subarray(offset + LENGTH_BYTES, offset + HEAD_BYTES));
    if (hexOf(sha256(journal.subarray(offset + HEAD_BYTES, next))) !== check) return null;
    const value = this.#written.get(check);
    return value === undefined ? null : { value, next };
  }
}
