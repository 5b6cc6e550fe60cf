/** The Merkle tree of a million leaves: built hash by hash, and asked for proofs. */
import { sha256 } from "../../src/core/hash.ts";
import { leafHash } from "../../src/core/log/merkle.ts";
import { Tree } from "../../src/core/log/tree.ts";
import { busyFor, medianBusy } from "../clock.ts";
import type { Figure } from "../figure.ts";

const LEAVES = 1_000_000;
const PROOFS = 10_000;
const STRIDE = 7_919; // a prime, so that proofs are asked for all over the tree
const MS_PER_S = 1000;
const US_PER_MS = 1000;

export const measure = (): readonly Figure[] => {
  const leaf = new Uint8Array(40);
  const numbers = new DataView(leaf.buffer);
  const tree = new Tree();
  const building = busyFor(() => {
    for (let index = 0; index < LEAVES; index += 1) {
      numbers.setUint32(0, index);
      tree.append(leafHash(leaf));
    }
  });
  const hashing = busyFor(() => {
    for (let index = 0; index < 2 * LEAVES; index += 1) sha256(leaf);
  });
  const proving = medianBusy(5, () => {
    for (let proof = 0; proof < PROOFS; proof += 1) tree.inclusionProof((proof * STRIDE) % LEAVES);
  });
  const agreeing = medianBusy(5, () => {
    for (let proof = 1; proof <= PROOFS; proof += 1) tree.consistencyProof((proof * STRIDE) % LEAVES);
  });
  return [
    { what: "tree of 1,000,000 leaves", value: building / MS_PER_S, unit: "s", target: { atMost: 3 } },
    { what: "2,000,000 bare hashes of 40 bytes", value: hashing / MS_PER_S, unit: "s" },
    { what: "proof of inclusion", value: (proving / PROOFS) * US_PER_MS, unit: "µs", target: { atMost: 20 } },
    { what: "proof of consistency", value: (agreeing / PROOFS) * US_PER_MS, unit: "µs" },
  ];
};
