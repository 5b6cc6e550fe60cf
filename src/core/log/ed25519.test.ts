import { expect, test } from "vitest";
import { verifierContract } from "../../../tests/contracts/verifier.ts";
import { bytesOf, hexOf } from "../hash.ts";
import { acceptable, isAcceptableKey } from "./ed25519.ts";
import { portableSigner, portableVerifier } from "./ed25519Portable.ts";

verifierContract("the portable verifier", () => Promise.resolve(portableVerifier));

test("the portable signer signs as RFC 8032 does", async () => {
  const signer = portableSigner(bytesOf("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  expect(signer.publicKey).toBe("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  expect(hexOf(await signer.sign(Uint8Array.of(0x72)))).toMatch(/^92a009a9f0d4.*bb0c00$/);
});

test.each([
  ["y = 0", "00".repeat(32), false],
  ["y = 0 with a sign", "00".repeat(31) + "80", false],
  ["y = 1, the neutral point", "01" + "00".repeat(31), false],
  ["y = 1 with a sign", "01" + "00".repeat(30) + "80", false],
  ["y = -1", "ec" + "ff".repeat(30) + "7f", false],
  ["y = -1 with a sign", "ec" + "ff".repeat(31), false],
  ["order eight", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", false],
  ["order eight with a sign", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa", false],
  ["y = p, zero written otherwise", "ed" + "ff".repeat(30) + "7f", false],
  ["y = p + 18, the last of them", "ff".repeat(31) + "7f", false],
  ["y = p - 2", "eb" + "ff".repeat(30) + "7f", true],
  ["the base point", "58" + "66".repeat(31), true],
  ["31 bytes", "58" + "66".repeat(30), false],
])("as a key, %s", (_, hex, verdict) => {
  expect(isAcceptableKey(bytesOf(hex))).toBe(verdict);
  const s = "00".repeat(32);
  if (hex.length === 64) expect(acceptable(bytesOf("58" + "66".repeat(31)), bytesOf(hex + s))).toBe(verdict);
});

test("S must be below the order of the group", () => {
  const base = "58" + "66".repeat(31);
  const order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
  expect(acceptable(bytesOf(base), bytesOf(base + order))).toBe(false);
  expect(acceptable(bytesOf(base), bytesOf(base + "ec" + order.slice(2)))).toBe(true);
});
