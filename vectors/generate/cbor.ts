/** Vectors for deterministic CBOR as acts use it: one encoding of each value, and what is refused with its rule and offset. */
import { bytesOf, hexOf } from "../../src/core/hash.ts";
import type { Value } from "../../src/core/kernel/types.ts";
import { encodeValue } from "../../src/core/log/cbor.ts";
import { jsonOf, type Vectors } from "./cast.ts";

const VALID: readonly (readonly [string, Value])[] = [
  ["zero", 0],
  ["the last number of one byte", 23],
  ["the first of two", 24],
  ["the last of two", 255],
  ["the first of three", 256],
  ["the last of three", 65_535],
  ["the first of five", 65_536],
  ["the last of five", 4_294_967_295],
  ["the first of nine", 4_294_967_296],
  ["the greatest", Number.MAX_SAFE_INTEGER],
  ["minus one", -1],
  ["the last negative of one byte", -24],
  ["the first negative of two", -25],
  ["the least", Number.MIN_SAFE_INTEGER],
  ["true", true],
  ["false", false],
  ["null", null],
  ["no bytes", new Uint8Array(0)],
  ["a byte string", bytesOf("00ff")],
  ["24 bytes", new Uint8Array(24).fill(7)],
  ["256 bytes", new Uint8Array(256).fill(7)],
  ["no text", ""],
  ["ASCII", "folkmoot"],
  ["two, three and four bytes a letter", "ñ€𝕊"],
  ["a byte-order mark stays", "\ufeffa"],
  ["not normalised", "e\u0301"],
  ["an empty array", []],
  ["a mixed array", [1, "a", bytesOf("01"), null, [true, [-1]]]],
  ["24 items", new Array<Value>(24).fill(0)],
  ["sixteen arrays in one another", nested(16)],
];

function nested(depth: number): Value {
  let value: Value = 0;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

const INVALID: readonly (readonly [string, string, string, number])[] = [
  ["nothing", "", "truncated", 0],
  ["a byte too many", "0000", "trailing", 1],
  ["23 in two bytes", "1817", "notShortest", 0],
  ["255 in three bytes", "1900ff", "notShortest", 0],
  ["65535 in five bytes", "1a0000ffff", "notShortest", 0],
  ["2^32 - 1 in nine bytes", "1b00000000ffffffff", "notShortest", 0],
  ["-24 in two bytes", "3817", "notShortest", 0],
  ["2^53", "1b0020000000000000", "unsafeInteger", 0],
  ["-2^53", "3b001fffffffffffff", "unsafeInteger", 0],
  ["the greatest of 64 bits", "1bffffffffffffffff", "unsafeInteger", 0],
  ["a number cut short", "1901", "truncated", 0],
  ["a half float", "f93c00", "float", 0],
  ["a single float", "fa3fc00000", "float", 0],
  ["a double float", "fb3ff8000000000000", "float", 0],
  ["undefined", "f7", "simple", 0],
  ["a simple value of one byte", "f0", "simple", 0],
  ["a simple value of two bytes", "f8ff", "simple", 0],
  ["reserved additional information", "1c", "reserved", 0],
  ["a tag", "c11a514b67b0", "tag", 0],
  ["an empty map", "a0", "map", 0],
  ["a map in an array", "8201a10102", "map", 2],
  ["an open byte string", "5f4101ff", "indefinite", 0],
  ["an open text", "7f6161ff", "indefinite", 0],
  ["an open array", "9f00ff", "indefinite", 0],
  ["an open map", "bfff", "indefinite", 0],
  ["a break", "ff", "indefinite", 0],
  ["a byte string cut short", "4201", "truncated", 0],
  ["a length in too many bytes", "580100", "notShortest", 0],
  ["a text cut short", "6261", "truncated", 0],
  ["a text that is not UTF-8", "61ff", "badText", 0],
  ["a surrogate in a text", "63eda080", "badText", 0],
  ["an overlong text", "62c0af", "badText", 0],
  ["a code point beyond the last", "64f4908080", "badText", 0],
  ["an array of more items than bytes are left", "9affffffff", "truncated", 0],
  ["a fault in the second item", "8200f7", "simple", 2],
  ["seventeen arrays in one another", "81".repeat(17) + "00", "tooDeep", 16],
];

export function cborVectors(): Vectors {
  return {
    description:
      "Each valid case decodes to `value` and nothing else encodes to `hex`. Each invalid case is refused; `rule` and `offset` are ours. " +
      'Texts are {"text"}, byte strings {"bytes"} in hexadecimal.',
    valid: VALID.map(([name, value]) => ({ name, value: jsonOf(value), hex: hexOf(encodeValue(value)) })),
    invalid: INVALID.map(([name, hex, rule, offset]) => ({ name, hex, rule, offset })),
  };
}
