/**
 * A whole Merkle tree in memory: it grows, answers for every earlier size, and gives its own tiles. The surprising rule: hashes lie in
 * one flat array per height, since a million small arrays would take four times the memory.
 */
import { HASH_BYTES } from "../hash.ts";
import { Frontier } from "./frontier.ts";
import { powerOfTwo, type Hash } from "./merkle.ts";
import { TILE_HEIGHT, TILE_WIDTH, type TileAddress, type TileSource } from "./tile.ts";
import { consistencyProof, inclusionProof, rootOf, type HashReader } from "./treeProof.ts";

const FIRST_CAPACITY = 64 * HASH_BYTES;

export class Tree implements HashReader, TileSource {
  readonly #frontier = new Frontier();
  readonly #levels: Uint8Array[] = [];

  get size(): number {
    return this.#frontier.size;
  }

  /** Adds the hash of one leaf. */
  append(leafHash: Hash): void {
    this.#frontier.append(leafHash, (level, index, hash) => this.#keep(level, index * HASH_BYTES, hash));
  }

  /** The root now, or of the first `size` leaves. */
  root(size = this.size): Hash {
    return size === this.size ? this.#frontier.root() : rootOf(size, this);
  }

  inclusionProof(index: number, size = this.size): readonly Hash[] {
    return inclusionProof(index, size, this);
  }

  consistencyProof(from: number, to = this.size): readonly Hash[] {
    return consistencyProof(from, to, this);
  }

  /** The hash of a full subtree; throws if the tree has not filled it yet. */
  hash(level: number, index: number): Hash {
    return this.#run(level, index, 1);
  }

  /** The bytes of a tile: those hashes that a tree of this size has, which must be as many as the address says. */
  tile({ level, index, width }: TileAddress): Uint8Array {
    return this.#run(level * TILE_HEIGHT, index * TILE_WIDTH, width);
  }

  #run(level: number, first: number, count: number): Uint8Array {
    if ((first + count) * powerOfTwo(level) > this.size)
      throw new Error(`A tree of ${this.size} has no ${first} at height ${level}.`);
    const kept = this.#levels[level];
    if (kept === undefined) throw new Error(`A tree of ${this.size} has no height ${level}.`);
    return kept.subarray(first * HASH_BYTES, (first + count) * HASH_BYTES);
  }

  #keep(level: number, at: number, hash: Hash): void {
    let kept = this.#levels[level] ?? new Uint8Array(FIRST_CAPACITY);
    if (at + HASH_BYTES > kept.length) {
      const wider = new Uint8Array(2 * kept.length);
      wider.set(kept);
      kept = wider;
    }
    kept.set(hash, at);
    this.#levels[level] = kept;
  }
}
