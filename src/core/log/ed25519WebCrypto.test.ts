import { webcrypto } from "node:crypto";
import { expect, test } from "vitest";
import { verifierContract } from "../../../tests/contracts/verifier.ts";
import { hasEd25519, webCryptoVerifier, type Subtle } from "./ed25519WebCrypto.ts";

verifierContract("WebCrypto", () => Promise.resolve(webCryptoVerifier(webcrypto.subtle)));

test("whether there is Ed25519 is found out by asking", async () => {
  const without: Subtle<null> = {
    importKey: () => Promise.reject(new Error("NotSupportedError")),
    verify: () => Promise.resolve(true),
  };
  expect(await hasEd25519(webcrypto.subtle)).toBe(true);
  expect(await hasEd25519(without)).toBe(false);
});
