import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { sha256 as portable } from "@noble/hashes/sha2.js";
import {
  bytesOf,
  concatBytes,
  hexOf,
  idOf,
  parseId,
  sameBytes,
  sha256,
  sha256Stream,
  useSha256,
  ZERO_ID,
  type Hasher,
} from "./hash.ts";

const native = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(bytes).digest());

afterEach(() => useSha256(portable, () => portable.create()));

describe("hexadecimal", () => {
  test("goes both ways, like the host's", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(hexOf(bytes)).toBe(Buffer.from(bytes).toString("hex"));
        expect(bytesOf(hexOf(bytes))).toEqual(bytes);
        expect(bytesOf(hexOf(bytes).toUpperCase())).toEqual(bytes);
      }),
    );
  });
  test.each(["0", "0g", "g0", "zz", "é0", "0 "])("%j is refused", (text) => expect(() => bytesOf(text)).toThrow());
});

describe("ids", () => {
  test("are 64 lower-case digits", () => {
    expect(parseId(ZERO_ID)).toBe(ZERO_ID);
    for (const text of ["", ZERO_ID.slice(1), ZERO_ID + "0", "A" + ZERO_ID.slice(1), ZERO_ID.slice(1) + "\n"])
      expect(parseId(text)).toBeNull();
  });
  test("are read at an offset, if 32 bytes are there", () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => i);
    expect(idOf(bytes, 8)).toBe(hexOf(bytes.subarray(8)));
    expect(() => idOf(bytes, 9)).toThrow();
  });
});

describe("SHA-256", () => {
  const nativeHasher = (): Hasher => {
    const hash = createHash("sha256");
    return { update: (bytes) => void hash.update(bytes), digest: () => new Uint8Array(hash.digest()) };
  };
  const inPieces = (bytes: Uint8Array, length: number): Uint8Array => {
    const hasher = sha256Stream();
    for (let at = 0; at < bytes.length; at += length) hasher.update(bytes.subarray(at, at + length));
    return hasher.digest();
  };
  test("the portable one and the native one agree, whole and in pieces, and the native one can be installed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 99 }), (bytes, length) => {
        useSha256(portable, () => portable.create());
        const [whole, pieces] = [hexOf(sha256(bytes)), hexOf(inPieces(bytes, length))];
        useSha256(native, nativeHasher);
        expect([hexOf(sha256(bytes)), hexOf(inPieces(bytes, length))]).toEqual([whole, whole]);
        expect(pieces).toBe(whole);
      }),
    );
  });
  test("one that is wrong is not installed", () => {
    expect(() => useSha256(() => new Uint8Array(32), nativeHasher)).toThrow();
    expect(() => useSha256(native, () => ({ update: () => {}, digest: () => new Uint8Array(32) }))).toThrow();
  });
});

test("bytes are joined and compared", () => {
  const joined = concatBytes(Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(3));
  expect(joined).toEqual(Uint8Array.of(1, 2, 3));
  expect(sameBytes(joined, Uint8Array.of(1, 2, 3))).toBe(true);
  expect(sameBytes(joined, Uint8Array.of(1, 2, 4))).toBe(false);
  expect(sameBytes(joined, Uint8Array.of(1, 2))).toBe(false);
});
