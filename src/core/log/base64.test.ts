import fc from "fast-check";
import { expect, test } from "vitest";
import { hexOf } from "../hash.ts";
import { base64Of, fromBase64 } from "./base64.ts";

test("bytes go both ways, as the host writes them", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = base64Of(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64"));
      expect(hexOf(fromBase64(text) ?? new Uint8Array(1))).toBe(hexOf(bytes));
    }),
  );
});

test("whatever is accepted is what would be written", () => {
  const unit = fc.constantFrom(..."AZaz09+/=-_ \n\u00e9".split(""));
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
      const bytes = fromBase64(text);
      if (bytes !== null) expect(base64Of(bytes)).toBe(text);
    }),
    { numRuns: 5000 },
  );
});

test.each(["A", "AA", "AAA", "AB==", "AAB=", "A===", "====", "AA=A", "AA==AAAA", "AA=\n", "AA-_", " AA=", "AAA\u0141"])(
  "%j is refused",
  (text) => {
    expect(fromBase64(text)).toBeNull();
  },
);
