/**
 * What every Ed25519 verifier must do, whatever it is made of: the published edge cases decide alike on all of them, since one
 * signature that one machine accepts and another refuses would fork a log.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { bytesOf, idOf } from "../../src/core/hash.ts";
import type { Signed, Verifier } from "../../src/core/log/ed25519.ts";
import { portableSigner } from "../../src/core/log/ed25519Portable.ts";
import { referenceText, testWithReference } from "../reference.ts";

export type OpenVerifier = Verifier & { close?(): Promise<void> };

/** RFC 8032, 7.1: tests 1 to 3. */
const RFC_8032 = [
  [
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
  [
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
].map(([key = "", message = "", signature = ""]) => signed(key, bytesOf(message), signature));

function signed(key: string, message: Uint8Array, signature: string): Signed {
  return { publicKey: idOf(bytesOf(key)), message, signature: bytesOf(signature) };
}

const Cctv = z.array(z.object({ key: z.string(), sig: z.string(), msg: z.string() }));
const Wycheproof = z.object({
  testGroups: z.array(
    z.object({
      publicKey: z.object({ pk: z.string() }),
      tests: z.array(
        z.object({ tcId: z.number(), msg: z.string(), sig: z.string(), result: z.enum(["valid", "invalid"]) }),
      ),
    }),
  ),
});

/** The order of the group, added to S, gives a second signature that careless verifiers accept. */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function withOrderAdded(signature: Uint8Array): Uint8Array {
  const copy = signature.slice();
  let s = ORDER;
  for (let i = 63; i >= 32; i--) s += BigInt(copy[i] ?? 0) << BigInt(8 * (i - 32));
  for (let i = 32; i < 64; i++, s >>= 8n) copy[i] = Number(s & 0xffn);
  return copy;
}

export function verifierContract(name: string, open: () => Promise<OpenVerifier>): void {
  describe(`${name} verifies by the one rule`, () => {
    let verifier: OpenVerifier;
    const verify = (one: Signed): Promise<boolean> => verifier.verify(one.publicKey, one.message, one.signature);
    beforeAll(async () => void (verifier = await open()));
    afterAll(() => verifier.close?.());

    test("the signatures of RFC 8032 are good", async () => {
      expect(await Promise.all(RFC_8032.map(verify))).toEqual([true, true, true]);
    });

    test("a bit changed anywhere makes them bad", async () => {
      for (const [i, one] of RFC_8032.entries()) {
        const signature = one.signature.slice();
        signature[(i * 23) % 64] = (signature[(i * 23) % 64] ?? 0) ^ 1;
        expect(await verify({ ...one, signature })).toBe(false);
        expect(await verify({ ...one, message: Uint8Array.of(...one.message, 0) })).toBe(false);
      }
    });

    test("S with the order of the group added is refused, and so is a signature that is cut or too long", async () => {
      for (const one of RFC_8032)
        for (const signature of [
          withOrderAdded(one.signature),
          one.signature.slice(1),
          Uint8Array.of(...one.signature, 0),
        ])
          expect(await verify({ ...one, signature })).toBe(false);
    });

    test("a key that is no point is refused", async () => {
      const [one] = RFC_8032;
      if (one === undefined) throw new Error("there are vectors");
      expect(await verify({ ...one, publicKey: idOf(bytesOf("02".padEnd(64, "0"))) })).toBe(false);
    });

    test("many at once are answered in their order", async () => {
      const signers = [1, 2, 3].map((byte) => portableSigner(new Uint8Array(32).fill(byte)));
      const batch: Signed[] = [];
      for (let i = 0; i < 60; i++) {
        const signer = signers[i % 3] ?? signers[0];
        if (signer === undefined) throw new Error("there are signers");
        const message = new Uint8Array(i).fill(i);
        const signature = await signer.sign(message);
        batch.push({
          publicKey: signer.publicKey,
          message: i % 7 === 0 ? Uint8Array.of(1, ...message) : message,
          signature,
        });
      }
      expect(await verifier.verifyAll(batch)).toEqual(batch.map((_, i) => i % 7 !== 0));
      expect(await verifier.verifyAll([])).toEqual([]);
    });

    testWithReference("of the 914 edge cases of C2SP CCTV exactly 43 are good", async () => {
      const vectors = Cctv.parse(JSON.parse(referenceText("ed25519/cctv.json")));
      const batch = vectors.map((one) => signed(one.key, new TextEncoder().encode(one.msg), one.sig));
      const verdicts = await verifier.verifyAll(batch);
      expect(verdicts).toHaveLength(914);
      expect(verdicts.filter(Boolean)).toHaveLength(43);
      expect(await Promise.all(batch.map(verify))).toEqual(verdicts);
    });

    testWithReference("Wycheproof's cases come out as published", async () => {
      const { testGroups } = Wycheproof.parse(JSON.parse(referenceText("ed25519/wycheproof.json")));
      const cases = testGroups.flatMap(({ publicKey, tests }) => tests.map((one) => ({ ...one, key: publicKey.pk })));
      const verdicts = await verifier.verifyAll(cases.map((one) => signed(one.key, bytesOf(one.msg), one.sig)));
      expect(cases).toHaveLength(151);
      expect(cases.filter((one, i) => (one.result === "valid") !== verdicts[i]).map((one) => one.tcId)).toEqual([]);
    });
  });
}
