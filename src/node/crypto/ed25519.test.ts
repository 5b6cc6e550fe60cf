import { expect, test } from "vitest";
import { z } from "zod";
import { verifierContract } from "../../../tests/contracts/verifier.ts";
import { referenceText, testWithReference } from "../../../tests/reference.ts";
import { bytesOf, hexOf, idOf } from "../../core/hash.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import { portableSigner, verifyPortably } from "../../core/log/ed25519Portable.ts";
import { nativeSigner, verifyNatively } from "./ed25519.ts";
import { openVerifierPool, VerifierThreadError } from "./verifierPool.ts";

const native: Verifier = {
  verify: (publicKey, message, signature) => Promise.resolve(verifyNatively(publicKey, message, signature)),
  verifyAll: (batch) => Promise.resolve(batch.map((one) => verifyNatively(one.publicKey, one.message, one.signature))),
};
verifierContract("node:crypto", () => Promise.resolve(native));
verifierContract("the pool of threads", () => Promise.resolve(openVerifierPool(2)));

testWithReference("node:crypto and the portable verifier accept the very same edge cases", () => {
  const Cctv = z.array(z.object({ number: z.number(), key: z.string(), sig: z.string(), msg: z.string() }));
  const vectors = Cctv.parse(JSON.parse(referenceText("ed25519/cctv.json")));
  const differing = vectors.filter(({ key, sig, msg }) => {
    const [publicKey, message, signature] = [bytesOf(key), new TextEncoder().encode(msg), bytesOf(sig)];
    return verifyNatively(idOf(publicKey), message, signature) !== verifyPortably(publicKey, message, signature);
  });
  expect(differing).toEqual([]);
});

test("the native signer and the portable one sign alike", async () => {
  const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
  const message = Uint8Array.of(1, 2, 3);
  expect(nativeSigner(seed).publicKey).toBe(portableSigner(seed).publicKey);
  expect(hexOf(nativeSigner(seed).signNow(message))).toBe(hexOf(await portableSigner(seed).sign(message)));
  expect(hexOf(await nativeSigner(seed).sign(message))).toBe(hexOf(nativeSigner(seed).signNow(message)));
});

test("a pool that is closed under a batch says so, and never calls it bad", async () => {
  const signer = nativeSigner(new Uint8Array(32));
  const message = Uint8Array.of(1);
  const one = { publicKey: signer.publicKey, message, signature: signer.signNow(message) };
  const pool = openVerifierPool(1);
  const verdicts = pool.verifyAll(Array.from({ length: 2000 }, () => one));
  const [outcome] = await Promise.allSettled([verdicts, pool.close()]);
  expect(outcome.status === "rejected" && outcome.reason instanceof VerifierThreadError).toBe(true);
});
