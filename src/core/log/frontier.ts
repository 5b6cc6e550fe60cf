/**
 * The right edge of a growing Merkle tree: the roots of its full subtrees, at most one per bit of its size. It is all that is needed
 * to append and to know the root. The surprising rule: hashes are announced as they become final and never change after, which is
 * what tiles are made of; whoever wants proofs keeps them.
 */
import { HASH_BYTES } from "../hash.ts";
import { EMPTY_ROOT, nodeHash, type Hash } from "./merkle.ts";

/** Told of each full subtree: its height (0 for a leaf), its place among those of its height, and its hash. */
export type OnNode = (level: number, index: number, hash: Hash) => void;

const unheard: OnNode = () => {};

export class Frontier {
  #size: number;
  /** Largest subtree first. */
  readonly #full: Hash[];

  constructor(size = 0, full: readonly Hash[] = []) {
    if (full.length !== countOfBits(size)) throw new Error(`A tree of ${size} has ${countOfBits(size)} full subtrees.`);
    if (full.some((hash) => hash.length !== HASH_BYTES)) throw new Error("A hash is 32 bytes.");
    this.#size = size;
    this.#full = [...full];
  }

  /** How many leaves the tree has. */
  get size(): number {
    return this.#size;
  }

  /** The roots of its full subtrees, largest first: with the size, enough to go on from here. */
  get full(): readonly Hash[] {
    return this.#full;
  }

  /** Adds the hash of one leaf. */
  append(leafHash: Hash, onNode: OnNode = unheard): void {
    let hash = leafHash;
    let index = this.#size;
    let level = 0;
    onNode(level, index, hash);
    while (index % 2 === 1) {
      const left = this.#full.pop();
      if (left === undefined) throw new Error("The frontier has lost a subtree.");
      hash = nodeHash(left, hash);
      index = Math.floor(index / 2);
      onNode(++level, index, hash);
    }
    this.#full.push(hash);
    this.#size++;
  }

  /** The root of the tree as it stands. */
  root(): Hash {
    return (
      this.#full.reduceRight<Hash | null>((right, left) => (right === null ? left : nodeHash(left, right)), null) ??
      EMPTY_ROOT
    );
  }
}

function countOfBits(size: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new Error(`Not a size: ${size}.`);
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
