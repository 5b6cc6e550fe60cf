import { expect, test } from "vitest";
import { hexOf, sha256 } from "../hash.ts";
import { TEXT_BYTES_MAX, textHash, wordsOf } from "./text.ts";
import { utf8Of } from "./utf8.ts";

const salt = new Uint8Array(32).fill(7);

test("a text is named by the hash of its salt and its words", () => {
  expect(textHash(salt, utf8Of("Ana"))).toBe(hexOf(sha256(Uint8Array.of(...salt, 0x41, 0x6e, 0x61))));
  expect(textHash(new Uint8Array(32), utf8Of("Ana"))).not.toBe(textHash(salt, utf8Of("Ana")));
});

test("a salt of another length is a bug", () => {
  expect(() => textHash(new Uint8Array(31), utf8Of("Ana"))).toThrow();
});

test("words are read if they are text, and no longer than a text may be", () => {
  expect(wordsOf({ salt, utf8: utf8Of("¿qué?") })).toBe("¿qué?");
  expect(wordsOf({ salt, utf8: Uint8Array.of(0xff) })).toBeNull();
  expect(wordsOf({ salt, utf8: new Uint8Array(TEXT_BYTES_MAX).fill(0x20) })).toHaveLength(TEXT_BYTES_MAX);
  expect(wordsOf({ salt, utf8: new Uint8Array(TEXT_BYTES_MAX + 1).fill(0x20) })).toBeNull();
});
