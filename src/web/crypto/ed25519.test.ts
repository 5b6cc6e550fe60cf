import { describe, expect, test } from "vitest";
import { portableVerifier } from "../../core/log/ed25519Portable.ts";
import { hostSubtle, makeDeviceKey, openVerifier, signerOf } from "./ed25519.ts";

describe("where there is no WebCrypto", () => {
  test("the portable verifier takes over", async () => {
    expect(await openVerifier(null)).toBe(portableVerifier);
  });
});

describe.each([
  ["with WebCrypto", hostSubtle()],
  ["without it", null],
])("a key made on the device, %s", (_, subtle) => {
  test("signs what every verifier accepts", async () => {
    const signer = await signerOf(await makeDeviceKey(subtle));
    const message = Uint8Array.of(1, 2, 3);
    const signature = await signer.sign(message);
    expect(await portableVerifier.verify(signer.publicKey, message, signature)).toBe(true);
    expect(await (await openVerifier()).verify(signer.publicKey, message, signature)).toBe(true);
  });
});

test("a key made with WebCrypto does not leave the browser", async () => {
  const key = await makeDeviceKey();
  expect(key.kind === "webCrypto" && !key.privateKey.extractable).toBe(true);
});
