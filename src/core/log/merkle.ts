/**
 * The Merkle tree of RFC 6962, section 2.1: its hashes, and what proofs are checked against. The surprising rule: sizes go beyond 32
 * bits, so halving is done by division, never by shifts; and a proof with one hash too many is as wrong as one with too few.
 */
import { HASH_BYTES, sameBytes, sha256 } from "../hash.ts";

export type Hash = Uint8Array;

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0));

/** The hash of a leaf: SHA-256(0x00 ‖ leaf). */
export function leafHash(leaf: Uint8Array): Hash {
  const marked = new Uint8Array(1 + leaf.length);
  marked.set(leaf, 1);
  return sha256(marked);
}

const pair = new Uint8Array(1 + 2 * HASH_BYTES).fill(1, 0, 1);

/** The hash of two subtrees: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return sha256(pair);
}

/** The greatest power of two below `size`, which is at least two: where RFC 6962 parts a tree. */
export function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** Two to a whole power of at most 52, exactly. */
export function powerOfTwo(exponent: number): number {
  return exponent < 30 ? 1 << exponent : TWO_30 * powerOfTwo(exponent - 30);
}

const TWO_30 = 0x4000_0000;

export type InclusionClaim = {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Hash;
  readonly root: Hash;
  readonly proof: readonly Hash[];
};

/** Whether the proof shows that the leaf is at `index` in the tree of that size and root (RFC 9162, 2.1.3.2). */
export function verifyInclusion({ index, size, leafHash: leaf, root, proof }: InclusionClaim): boolean {
  if (!isSize(size) || !isSize(index) || index >= size || ![leaf, ...proof].every(isHash)) return false;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else hash = nodeHash(hash, sibling);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

export type ConsistencyClaim = {
  readonly from: number;
  readonly fromRoot: Hash;
  readonly to: number;
  readonly toRoot: Hash;
  readonly proof: readonly Hash[];
};

/** Whether the proof shows that the tree of size `to` begins with that of size `from` (RFC 9162, 2.1.4.2); `from` is at least 1. */
export function verifyConsistency({ from, fromRoot, to, toRoot, proof }: ConsistencyClaim): boolean {
  if (!isSize(from) || !isSize(to) || from === 0 || from > to || !proof.every(isHash)) return false;
  if (from === to) return proof.length === 0 && sameBytes(fromRoot, toRoot);
  let [place, last] = [from - 1, to - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  const [first, ...rest] = place === 0 ? [fromRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [oldHash, newHash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else newHash = nodeHash(newHash, sibling);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(oldHash, fromRoot) && sameBytes(newHash, toRoot);
}

function half(number: number): number {
  return Math.floor(number / 2);
}

function isSize(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

function isHash(hash: Hash): boolean {
  return hash.length === HASH_BYTES;
}
