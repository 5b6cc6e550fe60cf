import { expect, test } from "vitest";
import { hexOf, sha256, sha256Stream } from "../../core/hash.ts";
import { installNativeHash } from "./sha256.ts";

test("Node's hash answers for the core, whole and in pieces, with plain bytes", () => {
  const abc = Uint8Array.of(0x61, 0x62, 0x63);
  const before = hexOf(sha256(abc));
  installNativeHash();
  const hasher = sha256Stream();
  for (const byte of abc) hasher.update(Uint8Array.of(byte));
  expect(before).toMatch(/^ba7816bf8f01cfea/);
  expect([hexOf(sha256(abc)), hexOf(hasher.digest())]).toEqual([before, before]);
  expect(sha256(abc).constructor).toBe(Uint8Array);
});
