/**
 * The public face of a log: tiles and bundles for any reader (C2SP tlog-tiles), and proofs made from them. The surprising rule: only
 * full hash tiles are stored; tiles that are not full and all bundles are made from the entries when somebody asks.
 */
import { HASH_BYTES } from "../../core/hash.ts";
import { leafOf } from "../../core/log/entry.ts";
import type { Hash } from "../../core/log/merkle.ts";
import { encodeBundle, TILE_WIDTH, widthAt, type BundleAddress, type TileAddress } from "../../core/log/tile.ts";
import { TiledHashes, tilesReadBy } from "../../core/log/tiledHashes.ts";
import { consistencyProof, inclusionProof, rootOf, type HashReader } from "../../core/log/treeProof.ts";
import type { LogReader } from "../ports/logStore.ts";
import type { LogTree } from "./logTree.ts";

export interface Tiles {
  /** Null where the log has not grown that far. */
  tile(address: TileAddress): Promise<Uint8Array | null>;
  bundle(address: BundleAddress): Promise<Uint8Array | null>;
  inclusionProof(index: number, size: number): Promise<readonly Hash[]>;
  consistencyProof(from: number, to: number): Promise<readonly Hash[]>;
  /** The root of the first `size` entries. */
  rootAt(size: number): Promise<Hash>;
}

export const tilesOf = (reader: LogReader, tree: () => LogTree): Tiles => {
  const tile = async ({ level, index, width }: TileAddress): Promise<Uint8Array | null> => {
    const now = tree();
    const filled = widthAt(now.size, level, index);
    if (width < 1 || width > filled) return null;
    const hashes = filled === TILE_WIDTH ? await reader.tile(level, index) : now.edge(level);
    return hashes === null ? null : hashes.subarray(0, width * HASH_BYTES);
  };
  /** Fetches the tiles that a computation reads, then runs it on them. */
  const compute = async <T>(size: number, use: (hashes: HashReader) => T): Promise<T> => {
    const fetched = new Map<string, Uint8Array>();
    for (const address of tilesReadBy(size, use)) {
      const bytes = await tile(address);
      if (bytes === null) throw new RangeError(`the log has no ${size} entries`);
      fetched.set(`${address.level}/${address.index}`, bytes);
    }
    const source = ({ level, index }: TileAddress): Uint8Array => fetched.get(`${level}/${index}`) ?? new Uint8Array(0);
    return use(new TiledHashes(size, { tile: source }));
  };
  return {
    tile,
    bundle: async ({ index, width }) => {
      if (width < 1 || width > widthAt(tree().size, 0, index)) return null;
      const entries = await reader.entries(index * TILE_WIDTH, width);
      return encodeBundle(entries.map(({ at, bytes, signature }) => leafOf({ at, signed: { bytes, signature } })));
    },
    inclusionProof: (index, size) => compute(size, (hashes) => inclusionProof(index, size, hashes)),
    consistencyProof: (from, to) => compute(to, (hashes) => consistencyProof(from, to, hashes)),
    rootAt: (size) => compute(size, (hashes) => rootOf(size, hashes)),
  };
};
