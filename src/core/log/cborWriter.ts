/**
 * Writes deterministic CBOR (RFC 8949, 4.2.1): every number and length in the fewest bytes. The surprising rule: all writers share
 * one scratch buffer, so a writer lives from its making to `taken()` within one call and never waits in between.
 */
import type { Id, Value } from "../kernel/types.ts";
import { HASH_BYTES, writeHex } from "../hash.ts";
import { utf8Length, writeUtf8 } from "./utf8.ts";

/** How deep arrays may nest: a body needs four; a reader may recurse without thought for its stack. */
export const DEPTH_MAX = 16;

let scratch = new Uint8Array(4096);

export class CborWriter {
  #at = 0;

  /** The bytes written, as bytes of their own. */
  taken(): Uint8Array {
    return scratch.slice(0, this.#at);
  }

  /** Any value that an act may hold. Throws on floats, unsafe integers, lone surrogates and arrays nested too deep. */
  value(value: Value, depth = 0): void {
    if (value === null) this.null();
    else if (typeof value === "boolean") this.#byte(value ? 0xf5 : 0xf4);
    else if (typeof value === "number") this.int(value);
    else if (typeof value === "string") this.text(value);
    else if (value instanceof Uint8Array) this.byteString(value);
    else {
      if (depth >= DEPTH_MAX) throw new Error(`Arrays nest at most ${DEPTH_MAX} deep.`);
      this.array(value.length);
      for (const item of value) this.value(item, depth + 1);
    }
  }

  int(value: number): void {
    if (!Number.isSafeInteger(value)) throw new Error(`Not a safe integer: ${value}.`);
    if (value < 0) this.#head(0x20, -1 - value);
    else this.#head(0x00, value);
  }

  /** The start of an array; its items are written next. */
  array(count: number): void {
    this.#head(0x80, count);
  }

  null(): void {
    this.#byte(0xf6);
  }

  byteString(bytes: Uint8Array): void {
    this.#head(0x40, bytes.length);
    this.#reserve(bytes.length);
    scratch.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** The 32 bytes that an id stands for, as a byte string. */
  hash(id: Id): void {
    if (id.length !== 2 * HASH_BYTES) throw new Error(`Not an id: ${id}.`);
    this.#head(0x40, HASH_BYTES);
    this.#reserve(HASH_BYTES);
    if (!writeHex(id, scratch, this.#at)) throw new Error(`Not an id: ${id}.`);
    this.#at += HASH_BYTES;
  }

  text(text: string): void {
    const length = utf8Length(text);
    this.#head(0x60, length);
    this.#reserve(length);
    this.#at = writeUtf8(text, scratch, this.#at);
  }

  #head(major: number, argument: number): void {
    this.#reserve(9);
    if (argument < 24) scratch[this.#at++] = major | argument;
    else if (argument <= 0xff) this.#number(major | 24, argument, 1);
    else if (argument <= 0xffff) this.#number(major | 25, argument, 2);
    else if (argument <= 0xffff_ffff) this.#number(major | 26, argument, 4);
    else this.#number(major | 27, argument, 8);
  }

  #number(first: number, argument: number, width: number): void {
    scratch[this.#at] = first;
    let rest = argument;
    for (let i = width; i > 0; i--) {
      scratch[this.#at + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.#at += 1 + width;
  }

  #byte(byte: number): void {
    this.#reserve(1);
    scratch[this.#at++] = byte;
  }

  #reserve(more: number): void {
    if (this.#at + more <= scratch.length) return;
    const wider = new Uint8Array(2 * (this.#at + more));
    wider.set(scratch);
    scratch = wider;
  }
}
