/**
 * The Merkle tree of a log as its writer needs it: the right edge, tile by tile. The surprising rule: it is a value. Growing it makes
 * another, so an append that was not stored leaves no trace in it.
 */
import { concatBytes, idOf } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { leafOf } from "../../core/log/entry.ts";
import { Frontier } from "../../core/log/frontier.ts";
import { leafHash, type Hash } from "../../core/log/merkle.ts";
import { decodeTile, TILE_HEIGHT, TILE_WIDTH, widthAt } from "../../core/log/tile.ts";
import type { FullTile, LogReader } from "../ports/logStore.ts";

export type Grown = { readonly tree: LogTree; readonly tiles: readonly FullTile[] };

export class LogTree {
  readonly size: number;
  readonly #full: readonly Hash[];
  /** By level: the hashes of the tile that is not full yet. */
  readonly #edges: readonly (readonly Hash[])[];

  private constructor(size: number, full: readonly Hash[], edges: readonly (readonly Hash[])[]) {
    this.size = size;
    this.#full = full;
    this.#edges = edges;
  }

  static readonly empty = new LogTree(0, [], []);

  /** The tree of the first `size` entries, from full tiles and the entries after them. */
  static async of(size: number, reader: LogReader): Promise<LogTree> {
    const edges: Hash[][] = [];
    for (let level = 0; TILE_WIDTH ** level <= size; level += 1) edges.push(await edgeOf(size, level, reader));
    return new LogTree(size, fullOf(edges), edges);
  }

  root(): Id {
    return idOf(new Frontier(this.size, this.#full).root());
  }

  /** The tree with these leaves after its own, and the tiles that became full. */
  grow(leafHashes: readonly Hash[]): Grown {
    const frontier = new Frontier(this.size, this.#full);
    const edges = this.#edges.map((edge) => [...edge]);
    const tiles: FullTile[] = [];
    const place = (height: number, index: number, hash: Hash): void => {
      if (height % TILE_HEIGHT !== 0) return;
      const level = height / TILE_HEIGHT;
      const edge = (edges[level] ??= []);
      edge.push(hash);
      if (edge.length < TILE_WIDTH) return;
      tiles.push({ level, index: Math.floor(index / TILE_WIDTH), bytes: concatBytes(...edge) });
      edges[level] = [];
    };
    for (const hash of leafHashes) frontier.append(hash, place);
    return { tree: new LogTree(frontier.size, [...frontier.full], edges), tiles };
  }

  /** The tile at the right edge of a level, as far as it is filled: empty where nothing is. */
  edge(level: number): Uint8Array {
    return concatBytes(...(this.#edges[level] ?? []));
  }
}

/** The roots of the full subtrees, largest first: each level's edge by itself is parted like a small tree. */
const fullOf = (edges: readonly (readonly Hash[])[]): readonly Hash[] =>
  edges.toReversed().flatMap((edge) => {
    const frontier = new Frontier();
    for (const hash of edge) frontier.append(hash);
    return [...frontier.full];
  });

const edgeOf = async (size: number, level: number, reader: LogReader): Promise<Hash[]> => {
  const span = TILE_WIDTH ** level;
  const first = Math.floor(size / span / TILE_WIDTH) * TILE_WIDTH;
  const width = widthAt(size, level, first / TILE_WIDTH) % TILE_WIDTH;
  if (level === 0) {
    const entries = await reader.entries(first, width);
    if (entries.length !== width) throw new Error(`The log has lost entries after ${first}.`);
    return entries.map(({ at, bytes, signature }) => leafHash(leafOf({ at, signed: { bytes, signature } })));
  }
  const hashes: Hash[] = [];
  for (let index = first; index < first + width; index += 1) hashes.push(await tileRoot(level - 1, index, reader));
  return hashes;
};

const tileRoot = async (level: number, index: number, reader: LogReader): Promise<Hash> => {
  const tile = await reader.tile(level, index);
  const hashes = tile === null ? null : decodeTile(tile, TILE_WIDTH);
  if (hashes === null) throw new Error(`The log has lost tile ${index} of level ${level}.`);
  const frontier = new Frontier();
  for (const hash of hashes) frontier.append(hash);
  return frontier.root();
};
