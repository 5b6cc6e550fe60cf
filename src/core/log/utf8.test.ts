import fc from "fast-check";
import { expect, test } from "vitest";
import { hexOf } from "../hash.ts";
import { textOf, utf8Length, utf8Of } from "./utf8.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function hostTextOf(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

test("texts are written as the host writes them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(hexOf(utf8Of(text))).toBe(hexOf(new TextEncoder().encode(text)));
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});

test("bytes are read, or refused, as a strict host does", () => {
  const nearly = fc
    .tuple(fc.string({ unit: "binary", minLength: 1 }), fc.nat(), fc.nat(255))
    .map(([text, place, byte]) => {
      const bytes = utf8Of(text);
      bytes[place % bytes.length] = byte;
      return bytes;
    });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 8 }), nearly), (bytes) => {
      expect(textOf(bytes)).toBe(hostTextOf(bytes));
    }),
    { numRuns: 5000 },
  );
});

test("every start of up to three bytes is judged as a strict host does", () => {
  for (let first = 0x80; first < 0x100; first++)
    for (const second of [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0])
      for (const rest of [[], [0x80], [0x80, 0x80], [0x80, 0x41]]) {
        const bytes = Uint8Array.of(first, second, ...rest);
        expect(textOf(bytes)).toBe(hostTextOf(bytes));
      }
});

test("a text longer than one piece comes back whole, and a byte-order mark stays", () => {
  const text = "\ufeff" + "añ𝕊".repeat(5000);
  expect(textOf(utf8Of(text))).toBe(text);
});
