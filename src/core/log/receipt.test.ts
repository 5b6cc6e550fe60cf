/** A receipt holds the node to its word: it opens with the node's key alone, and no changed byte of it does. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { idOf, sha256 } from "../hash.ts";
import { refuse } from "../kernel/refusal.ts";
import { instantOf } from "../kernel/time.ts";
import { portableSigner, portableVerifier } from "./ed25519Portable.ts";
import { openReceipt, signReceipt, type Receipt } from "./receipt.ts";
import { utf8Of } from "./utf8.ts";

const id = (words: string) => idOf(sha256(utf8Of(words)));
const node = portableSigner(new Uint8Array(32).fill(1));
const common = { origin: id("origin"), act: id("act") };
const receipts: readonly Receipt[] = [
  { kind: "promised", ...common, takenAt: instantOf(1_000), by: instantOf(61_000) },
  {
    kind: "refused",
    ...common,
    at: instantOf(5_000),
    refusal: refuse(
      "node.delayed",
      "law.promise",
      { seconds: 60, why: "clock", known: true, rest: null },
      id("decision"),
    ),
  },
];

test.each(receipts)("a $kind act's paper opens as it was signed", async (receipt) => {
  expect(await openReceipt(await signReceipt(receipt, node), node.publicKey, portableVerifier)).toEqual(receipt);
});

test("another node's key does not open it", async () => {
  const other = portableSigner(new Uint8Array(32).fill(2));
  for (const receipt of receipts)
    expect(await openReceipt(await signReceipt(receipt, node), other.publicKey, portableVerifier)).toBeNull();
});

test("no changed byte passes", async () => {
  const papers = await Promise.all(receipts.map((receipt) => signReceipt(receipt, node)));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...papers),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (paper, place, change) => {
        const changed = paper.slice();
        changed[place % paper.length] = (changed[place % paper.length] ?? 0) ^ change;
        expect(await openReceipt(changed, node.publicKey, portableVerifier)).toBeNull();
      },
    ),
    { numRuns: 60 },
  );
});
