/**
 * Roots and proofs of a Merkle tree (RFC 6962, 2.1.1 and 2.1.2) made from the hashes of its full subtrees, wherever those are kept.
 * The surprising rule: nothing else is ever read, so a proof for any size can be made for as long as the tiles exist.
 */
import { Frontier } from "./frontier.ts";
import { EMPTY_ROOT, nodeHash, powerOfTwo, splitOf, type Hash } from "./merkle.ts";

/** Where the hashes of full subtrees come from: `level` is the height (0 for a leaf), `index` the place in that height. */
export interface HashReader {
  hash(level: number, index: number): Hash;
}

/** The root of the first `size` leaves. */
export function rootOf(size: number, hashes: HashReader): Hash {
  return size === 0 ? EMPTY_ROOT : rangeRoot(0, size, hashes);
}

/** The hashes beside the way from leaf `index` up to the root of the first `size` leaves, the leaf's sibling first. */
export function inclusionProof(index: number, size: number, hashes: HashReader): Hash[] {
  if (!(index >= 0 && index < size)) throw new Error(`There is no leaf ${index} in a tree of ${size}.`);
  const proof: Hash[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      proof.push(rangeRoot(middle, end, hashes));
      end = middle;
    } else {
      proof.push(rangeRoot(begin, middle, hashes));
      begin = middle;
    }
  }
  return proof.reverse();
}

/** The hashes that show that the first `to` leaves begin with the first `from`, of which there is one at least. */
export function consistencyProof(from: number, to: number, hashes: HashReader): Hash[] {
  if (!(from >= 1 && from <= to)) throw new Error(`A tree of ${to} does not begin with one of ${from}.`);
  const proof: Hash[] = [];
  let [begin, end] = [0, to];
  while (end !== from) {
    const middle = begin + splitOf(end - begin);
    if (from <= middle) {
      proof.push(rangeRoot(middle, end, hashes));
      end = middle;
    } else {
      proof.push(rangeRoot(begin, middle, hashes));
      begin = middle;
    }
  }
  // The verifier knows the old root; only where the old tree is not one full subtree of the new does it need this hash.
  if (begin > 0) proof.push(rangeRoot(begin, end, hashes));
  return proof.reverse();
}

/** The frontier of the first `size` leaves, to go on appending from. */
export function frontierOf(size: number, hashes: HashReader): Frontier {
  const full: Hash[] = [];
  let begin = 0;
  for (let level = levelOf(size); level >= 0; level--) {
    const width = powerOfTwo(level);
    if (begin + width > size) continue;
    full.push(hashes.hash(level, Math.floor(begin / width)));
    begin += width;
  }
  return new Frontier(size, full);
}

/** The root of the leaves from `begin` up to `end`, a range as RFC 6962 parts trees: a full subtree, or the rest at the right. */
function rangeRoot(begin: number, end: number, hashes: HashReader): Hash {
  const size = end - begin;
  const level = levelOf(size);
  if (powerOfTwo(level) === size) return hashes.hash(level, Math.floor(begin / size));
  const middle = begin + splitOf(size);
  return nodeHash(rangeRoot(begin, middle, hashes), rangeRoot(middle, end, hashes));
}

/** The height of the greatest full subtree in so many leaves. */
function levelOf(size: number): number {
  let level = 0;
  for (let rest = size; rest >= 2; rest = Math.floor(rest / 2)) level++;
  return level;
}
