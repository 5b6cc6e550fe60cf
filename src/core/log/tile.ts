/**
 * The tiles a log is served as (C2SP tlog-tiles): 256 hashes each, and bundles of 256 leaves, at paths that any cache can keep for
 * ever. The surprising rule: a tile that is not full has its width in its name, so what a name stands for never changes.
 */
import { HASH_BYTES } from "../hash.ts";
import { LEAF_BYTES } from "./entry.ts";
import { powerOfTwo } from "./merkle.ts";

/** A tile spans eight heights of the tree, so it is 256 hashes wide. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;
/** Heights that a tree of 2^53 leaves can have; the specification goes to 63. */
const LEVEL_MAX = 6;

/** `level` counts tiles upwards from the leaves, `index` along the level; `width` is 256 when full. */
export type TileAddress = { readonly level: number; readonly index: number; readonly width: number };
export type BundleAddress = { readonly index: number; readonly width: number };

/** Where tiles come from: a disk, a store, memory. It returns `width` hashes of 32 bytes; more are taken as the full tile. */
export interface TileSource {
  tile(address: TileAddress): Uint8Array;
}

/** `tile/0/x001/234`, `tile/1/000.p/17`: below the address of the log. */
export function tilePath({ level, index, width }: TileAddress): string {
  return `tile/${level}/${numbered(index)}${partial(width)}`;
}

/** `tile/entries/x001/234.p/5`: below the address of the log. */
export function bundlePath({ index, width }: BundleAddress): string {
  return `tile/entries/${numbered(index)}${partial(width)}`;
}

function numbered(index: number): string {
  const last = String(index % 1000).padStart(3, "0");
  const groups: string[] = [last];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  return groups.join("/");
}

function partial(width: number): string {
  return width === TILE_WIDTH ? "" : `.p/${width}`;
}

export type ParsedPath = ({ readonly kind: "tile" } & TileAddress) | ({ readonly kind: "entries" } & BundleAddress);

const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** What a path below the log's address asks for, or null where no tree has it: only the one way to write each path is known. */
export function parsePath(path: string): ParsedPath | null {
  const [, what = "", number = "", partialWidth] = PATH.exec(path) ?? [];
  const width = partialWidth === undefined ? TILE_WIDTH : Number(partialWidth);
  const index = Number(number.replaceAll(/[x/]/g, ""));
  const isFullInName = partialWidth !== undefined && width >= TILE_WIDTH;
  if (what === "" || isFullInName || !Number.isSafeInteger(index * TILE_WIDTH) || numbered(index) !== number)
    return null;
  if (what === "entries") return { kind: "entries", index, width };
  const level = Number(what);
  return level > LEVEL_MAX ? null : { kind: "tile", level, index, width };
}

/** How many hashes tile `index` of a level has in a tree of `size` leaves: 0 to 256. */
export function widthAt(size: number, level: number, index: number): number {
  const hashes = Math.floor(size / powerOfTwo(TILE_HEIGHT * level));
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** All tiles of a tree of `size` leaves that one of `since` leaves did not have: new ones, and wider ones. */
export function tilesOf(size: number, since = 0): readonly TileAddress[] {
  const tiles: TileAddress[] = [];
  for (let level = 0; level <= LEVEL_MAX; level++) {
    const first = Math.floor(since / powerOfTwo(TILE_HEIGHT * (level + 1)));
    for (let index = first; widthAt(size, level, index) > 0; index++) {
      const width = widthAt(size, level, index);
      if (width > widthAt(since, level, index)) tiles.push({ level, index, width });
    }
  }
  return tiles;
}

/** All bundles of a log of `size` entries that one of `since` did not have: new ones, and wider ones. */
export function bundlesOf(size: number, since = 0): readonly BundleAddress[] {
  const bundles: BundleAddress[] = [];
  for (let index = Math.floor(since / TILE_WIDTH); widthAt(size, 0, index) > 0; index++) {
    const width = widthAt(size, 0, index);
    if (width > widthAt(since, 0, index)) bundles.push({ index, width });
  }
  return bundles;
}

/** A bundle: each leaf after its length, two bytes big-endian. */
export function encodeBundle(leaves: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(leaves.reduce((sum, leaf) => sum + 2 + leaf.length, 0));
  let at = 0;
  for (const leaf of leaves) {
    if (leaf.length !== LEAF_BYTES) throw new Error(`A leaf is ${LEAF_BYTES} bytes.`);
    bundle[at + 1] = leaf.length;
    bundle.set(leaf, at + 2);
    at += 2 + leaf.length;
  }
  return bundle;
}

/** The leaves of a bundle, or null where it is not 1 to 256 leaves of 40 bytes, each after its length. */
export function decodeBundle(bundle: Uint8Array): readonly Uint8Array[] | null {
  const count = Math.floor(bundle.length / (2 + LEAF_BYTES));
  if (count * (2 + LEAF_BYTES) !== bundle.length || count < 1 || count > TILE_WIDTH) return null;
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; at += 2 + LEAF_BYTES) {
    if (bundle[at] !== 0 || bundle[at + 1] !== LEAF_BYTES) return null;
    leaves.push(bundle.subarray(at + 2, at + 2 + LEAF_BYTES));
  }
  return leaves;
}

/** The hashes of a tile, or null where it has not the width asked for. */
export function decodeTile(tile: Uint8Array, width: number): readonly Uint8Array[] | null {
  if (tile.length !== width * HASH_BYTES) return null;
  return Array.from({ length: width }, (_, i) => tile.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}
