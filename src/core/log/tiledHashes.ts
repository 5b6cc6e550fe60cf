/**
 * Reads the hashes of a Merkle tree out of tiles. The surprising rule: a tile holds one height in eight; the heights between are
 * hashed when first asked for and kept with the tile, so the second proof through a tile costs lookups only.
 */
import { HASH_BYTES } from "../hash.ts";
import { nodeHash, powerOfTwo, type Hash } from "./merkle.ts";
import { TILE_HEIGHT, TILE_WIDTH, tilePath, widthAt, type TileAddress, type TileSource } from "./tile.ts";
import type { HashReader } from "./treeProof.ts";

/** 512 tiles with the heights between are 8 MiB: the upper tiles of any log, and the lower ones asked for lately. */
const TILES_KEPT_MAX = 512;

export class TiledHashes implements HashReader {
  readonly #source: TileSource;
  readonly #kept = new Map<string, OpenTile>();
  #size: number;

  constructor(size: number, source: TileSource) {
    this.#size = size;
    this.#source = source;
  }

  /** The tree has grown: from now on tiles are asked for at their new width. */
  grow(size: number): void {
    if (size < this.#size) throw new Error(`A tree does not shrink from ${this.#size} to ${size}.`);
    this.#size = size;
  }

  hash(level: number, index: number): Hash {
    const inner = level % TILE_HEIGHT;
    const perTile = powerOfTwo(TILE_HEIGHT - inner);
    const place = index % perTile;
    const tile = this.#open(
      Math.floor(level / TILE_HEIGHT),
      Math.floor(index / perTile),
      (place + 1) * powerOfTwo(inner),
    );
    return tile.hash(inner, place);
  }

  #open(level: number, index: number, widthMin: number): OpenTile {
    const name = `${level}/${index}`;
    const kept = this.#kept.get(name);
    if (kept !== undefined && kept.width >= widthMin) return kept;
    const address = { level, index, width: widthAt(this.#size, level, index) };
    if (address.width < widthMin)
      throw new Error(`A tree of ${this.#size} has not filled ${tilePath(address)} that far.`);
    const tile = new OpenTile(this.#source.tile(address), address);
    if (this.#kept.size >= TILES_KEPT_MAX) this.#forgetOldest();
    this.#kept.set(name, tile);
    return tile;
  }

  #forgetOldest(): void {
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }
}

/** One tile with the heights between its own and the next, each hashed once. */
class OpenTile {
  readonly width: number;
  readonly #bottom: Uint8Array;
  /** Height h above the bottom, place i, lies at slot 2^(8-h) + i: the root of the tile at 1, as in a heap. */
  readonly #inner = new Uint8Array(TILE_WIDTH * HASH_BYTES);
  readonly #isKnown = new Uint8Array(TILE_WIDTH);

  constructor(bytes: Uint8Array, address: TileAddress) {
    if (bytes.length < address.width * HASH_BYTES || bytes.length % HASH_BYTES !== 0)
      throw new Error(`${tilePath(address)} is ${bytes.length} bytes long.`);
    this.#bottom = bytes;
    this.width = address.width;
  }

  hash(height: number, place: number): Hash {
    if (height === 0) return this.#bottom.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);
    const slot = powerOfTwo(TILE_HEIGHT - height) + place;
    const at = slot * HASH_BYTES;
    if (this.#isKnown[slot] !== 1) {
      this.#inner.set(nodeHash(this.hash(height - 1, 2 * place), this.hash(height - 1, 2 * place + 1)), at);
      this.#isKnown[slot] = 1;
    }
    return this.#inner.subarray(at, at + HASH_BYTES);
  }
}

/** The tiles that `use` reads in a tree of `size` leaves: fetch these first where tiles come over a network. */
export function tilesReadBy(size: number, use: (hashes: HashReader) => unknown): readonly TileAddress[] {
  const read = new Map<string, TileAddress>();
  const source: TileSource = {
    tile: (address) => {
      read.set(tilePath(address), address);
      return new Uint8Array(address.width * HASH_BYTES);
    },
  };
  use(new TiledHashes(size, source));
  return [...read.values()];
}
