/**
 * Deterministic CBOR (RFC 8949, 4.2.1) for what acts are made of: integers, byte strings, texts, arrays, true, false, null.
 * The surprising rule: one value has one encoding, and whatever is not that encoding is refused with the rule it breaks and the
 * offset. So bytes may be hashed and signed as they came, and nobody ever encodes again what another has signed.
 */
import type { Value } from "../kernel/types.ts";
import { CborWriter, DEPTH_MAX } from "./cborWriter.ts";
import { textOf } from "./utf8.ts";

export type CborRule =
  | "badText" // a text that is not valid UTF-8
  | "float" // a number with a fraction or an exponent, of any width
  | "indefinite" // a length left open
  | "map"
  | "notShortest" // a length or number in more bytes than it needs
  | "reserved" // additional information 28 to 30, which has no meaning
  | "simple" // a simple value that is not true, false or null; undefined too
  | "tag"
  | "tooDeep"
  | "trailing" // bytes after the value
  | "truncated" // the bytes end inside the value
  | "unsafeInteger"; // an integer beyond ±(2^53 - 1)

/** Thrown inside a decoder and turned into a value at its edge; `offset` is where the offending item starts. */
export class MalformedCbor extends Error {
  readonly rule: CborRule;
  readonly offset: number;
  constructor(rule: CborRule, offset: number) {
    super(`${rule} at ${offset}`);
    this.rule = rule;
    this.offset = offset;
  }
}

/** The value, or the first rule that the bytes break. Byte strings in it are views of `bytes`. */
export function decodeValue(bytes: Uint8Array): { readonly value: Value } | MalformedCbor {
  try {
    const reader = new CborReader(bytes);
    const value = reader.value();
    reader.end();
    return { value };
  } catch (error) {
    if (error instanceof MalformedCbor) return error;
    throw error;
  }
}

/** The one encoding of a value. Throws on what an act cannot hold: such a value is a bug of the caller. */
export function encodeValue(value: Value): Uint8Array {
  const writer = new CborWriter();
  writer.value(value);
  return writer.taken();
}

const MAJOR_UINT = 0;
const MAJOR_NEGATIVE = 1;
const MAJOR_BYTES = 2;
const MAJOR_TEXT = 3;
const MAJOR_ARRAY = 4;
const FALSE = 0xf4;
const TRUE = 0xf5;
const NULL = 0xf6;
const TWO_32 = 0x1_0000_0000;

/** Reads items one after the other; each method throws `MalformedCbor`, or returns null where another kind of item comes. */
export class CborReader {
  readonly bytes: Uint8Array;
  offset = 0;
  #itemAt = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Where the item read last, or refused, starts. */
  get itemAt(): number {
    return this.#itemAt;
  }

  /** The next item whole, whatever it is. */
  value(depth = 0): Value {
    const first = this.#first();
    switch (first >> 5) {
      case MAJOR_UINT:
        return this.#argument(first);
      case MAJOR_NEGATIVE:
        return this.#negative(first);
      case MAJOR_BYTES:
        return this.#take(this.#argument(first));
      case MAJOR_TEXT:
        return this.#text(this.#argument(first));
      case MAJOR_ARRAY:
        return this.#items(this.#argument(first), depth);
      default:
        return this.#simple(first);
    }
  }

  /** An unsigned integer, or null. */
  uint(): number | null {
    const first = this.#first();
    return first >> 5 === MAJOR_UINT ? this.#argument(first) : null;
  }

  /** How many items the array that starts here has, or null. The items come next. */
  array(): number | null {
    const first = this.#first();
    return first >> 5 === MAJOR_ARRAY ? this.#count(this.#argument(first)) : null;
  }

  /** The length of the byte string that starts here, or null. Its bytes come next and are there. */
  byteStringHead(): number | null {
    const first = this.#first();
    return first >> 5 === MAJOR_BYTES ? this.#count(this.#argument(first)) : null;
  }

  /** The length of the text that starts here, or null. Its bytes come next and are there. */
  textHead(): number | null {
    const first = this.#first();
    return first >> 5 === MAJOR_TEXT ? this.#count(this.#argument(first)) : null;
  }

  /** Goes past bytes that are there, and returns their offset. */
  skip(length: number): number {
    const at = this.offset;
    this.offset = at + length;
    return at;
  }

  /** Whether null comes next; it is read if so. */
  skipNull(): boolean {
    if (this.bytes[this.offset] !== NULL) return false;
    this.#itemAt = this.offset++;
    return true;
  }

  /** Refuses whatever is left over. */
  end(): void {
    if (this.offset !== this.bytes.length) throw new MalformedCbor("trailing", this.offset);
  }

  #first(): number {
    this.#itemAt = this.offset;
    const first = this.bytes[this.offset++];
    if (first === undefined) throw new MalformedCbor("truncated", this.#itemAt);
    return first;
  }

  #argument(first: number): number {
    const info = first & 31;
    if (info < 24) return info;
    if (info > 27) throw new MalformedCbor(info === 31 ? "indefinite" : "reserved", this.#itemAt);
    const width = 1 << (info - 24);
    if (this.offset + width > this.bytes.length) throw new MalformedCbor("truncated", this.#itemAt);
    const high = width === 8 ? this.#bigEndian(4) : 0;
    const low = this.#bigEndian(width === 8 ? 4 : width);
    const shortest = width === 8 ? high > 0 : width === 4 ? low > 0xffff : width === 2 ? low > 0xff : low > 23;
    if (!shortest) throw new MalformedCbor("notShortest", this.#itemAt);
    if (high > 0x1f_ffff) throw new MalformedCbor("unsafeInteger", this.#itemAt);
    return high * TWO_32 + low;
  }

  #bigEndian(width: number): number {
    let number = 0;
    for (let i = 0; i < width; i++) number = number * 256 + (this.bytes[this.offset++] ?? 0);
    return number;
  }

  #negative(first: number): number {
    const argument = this.#argument(first);
    if (argument === Number.MAX_SAFE_INTEGER) throw new MalformedCbor("unsafeInteger", this.#itemAt);
    return -1 - argument;
  }

  #take(announced: number): Uint8Array {
    const length = this.#count(announced);
    const from = this.skip(length);
    return this.bytes.subarray(from, from + length);
  }

  #text(announced: number): string {
    const length = this.#count(announced);
    const from = this.skip(length);
    const text = textOf(this.bytes, from, from + length);
    if (text === null) throw new MalformedCbor("badText", this.#itemAt);
    return text;
  }

  /** A byte, and an item, takes a byte at least: a count beyond what is left would only reserve memory for nothing. */
  #count(count: number): number {
    if (count > this.bytes.length - this.offset) throw new MalformedCbor("truncated", this.#itemAt);
    return count;
  }

  #items(announced: number, depth: number): readonly Value[] {
    if (depth >= DEPTH_MAX) throw new MalformedCbor("tooDeep", this.#itemAt);
    const count = this.#count(announced);
    const items: Value[] = [];
    for (let i = 0; i < count; i++) items.push(this.value(depth + 1));
    return items;
  }

  #simple(first: number): Value {
    if (first === FALSE || first === TRUE) return first === TRUE;
    if (first === NULL) return null;
    const info = first & 31;
    if (first >> 5 === 5) throw new MalformedCbor(info === 31 ? "indefinite" : "map", this.#itemAt);
    if (first >> 5 === 6) throw new MalformedCbor("tag", this.#itemAt);
    if (info >= 25 && info <= 27) throw new MalformedCbor("float", this.#itemAt);
    throw new MalformedCbor(info === 31 ? "indefinite" : info >= 28 ? "reserved" : "simple", this.#itemAt);
  }
}
