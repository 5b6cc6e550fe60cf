import { decode as cborgDecode, encode as cborgEncode } from "cborg";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf, hexOf } from "../hash.ts";
import type { Value } from "../kernel/types.ts";
import { decodeValue, encodeValue, MalformedCbor, type CborRule } from "./cbor.ts";

const safeInteger = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: -300, max: 300 }), fc.constant(0));
const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    safeInteger,
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie("value"), { maxLength: 30, depthIdentifier: "nest" }),
  ),
}));

function valueOf(bytes: Uint8Array): Value {
  const decoded = decodeValue(bytes);
  if (decoded instanceof MalformedCbor) throw decoded;
  return decoded.value;
}

function ruleBroken(hex: string): [CborRule, number] | "none" {
  const decoded = decodeValue(bytesOf(hex));
  return decoded instanceof MalformedCbor ? [decoded.rule, decoded.offset] : "none";
}

function nested(depth: number): string {
  return "81".repeat(depth) + "00";
}

describe("one value has one encoding", () => {
  test("what is written is read back", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(valueOf(encodeValue(value))).toEqual(value);
      }),
    );
  });

  test("another implementation writes the same bytes and reads the same value", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const bytes = encodeValue(value);
        expect(hexOf(cborgEncode(value))).toBe(hexOf(bytes));
        expect(cborgDecode(bytes)).toEqual(value);
      }),
    );
  });

  test("whatever bytes are accepted are the encoding of what was read", () => {
    const almost = fc.tuple(anyValue, fc.nat(), fc.nat(255)).map(([value, place, byte]) => {
      const bytes = encodeValue(value);
      bytes[place % bytes.length] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), almost), (bytes) => {
        const decoded = decodeValue(bytes);
        if (!(decoded instanceof MalformedCbor)) expect(hexOf(encodeValue(decoded.value))).toBe(hexOf(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  test("zero has one form, with or without a sign", () => expect(hexOf(encodeValue(-0))).toBe("00"));
});

describe("integers go as far as every language holds them exactly", () => {
  test.each([
    ["the greatest", "1b001fffffffffffff", Number.MAX_SAFE_INTEGER],
    ["the least", "3b001ffffffffffffe", Number.MIN_SAFE_INTEGER],
    ["one byte", "17", 23],
    ["two bytes", "1818", 24],
    ["negative", "20", -1],
  ])("%s", (_, hex, value) => {
    expect(valueOf(bytesOf(hex))).toBe(value);
    expect(hexOf(encodeValue(value))).toBe(hex);
  });
  test("one more is refused", () => expect(ruleBroken("1b0020000000000000")).toEqual(["unsafeInteger", 0]));
  test("one less is refused", () => expect(ruleBroken("3b001fffffffffffff")).toEqual(["unsafeInteger", 0]));
  test("so is the greatest there is", () => expect(ruleBroken("1bffffffffffffffff")).toEqual(["unsafeInteger", 0]));
});

describe("what is refused, and where", () => {
  test.each<[string, string, CborRule, number]>([
    ["nothing at all", "", "truncated", 0],
    ["a half float", "f93c00", "float", 0],
    ["a single float", "fa3fc00000", "float", 0],
    ["a double float", "fb3ff8000000000000", "float", 0],
    ["a tag", "c100", "tag", 0],
    ["a map", "a0", "map", 0],
    ["undefined", "f7", "simple", 0],
    ["another simple value", "e0", "simple", 0],
    ["a simple value of two bytes", "f8ff", "simple", 0],
    ["a reserved simple value", "fc", "reserved", 0],
    ["a break by itself", "ff", "indefinite", 0],
    ["an open byte string", "5f4101ff", "indefinite", 0],
    ["an open text", "7f6161ff", "indefinite", 0],
    ["an open array", "9f00ff", "indefinite", 0],
    ["an open map", "bfff", "indefinite", 0],
    ["a number of reserved width", "1c", "reserved", 0],
    ["23 in two bytes", "1817", "notShortest", 0],
    ["255 in three bytes", "1900ff", "notShortest", 0],
    ["65535 in five bytes", "1a0000ffff", "notShortest", 0],
    ["2^32 - 1 in nine bytes", "1b00000000ffffffff", "notShortest", 0],
    ["a length in too many bytes", "580100", "notShortest", 0],
    ["a count in too many bytes", "980100", "notShortest", 0],
    ["a number cut short", "1901", "truncated", 0],
    ["a byte string cut short", "4201", "truncated", 0],
    ["a text cut short", "6261", "truncated", 0],
    ["an array cut short", "820001".slice(0, 4), "truncated", 0],
    ["an array of more items than bytes are left", "9b000000ffffffffff", "truncated", 0],
    ["a byte too many", "0000", "trailing", 1],
    ["bytes that are no text", "61ff", "badText", 0],
    ["a surrogate in a text", "63eda080", "badText", 0],
    ["an overlong text", "62c080", "badText", 0],
    ["a code point beyond the last", "64f4908080", "badText", 0],
    ["the second item of an array", "8200f7", "simple", 2],
  ])("%s", (_, hex, rule, offset) => expect(ruleBroken(hex)).toEqual([rule, offset]));

  test("sixteen arrays in one another pass, seventeen do not", () => {
    expect(ruleBroken(nested(16))).toBe("none");
    expect(ruleBroken(nested(17))).toEqual(["tooDeep", 16]);
  });
});

describe("the writer throws on what no act may hold", () => {
  test.each<[string, Value]>([
    ["a fraction", 0.5],
    ["an unsafe integer", 2 ** 53],
    ["not a number", Number.NaN],
    ["half a surrogate pair", "\ud800"],
    ["half a surrogate pair with text behind", "\udc00a"],
  ])("%s", (_, value) => expect(() => encodeValue(value)).toThrow());
  test("arrays nested too deep", () => {
    let value: Value = 0;
    for (let i = 0; i < 17; i++) value = [value];
    expect(() => encodeValue(value)).toThrow();
  });
});
