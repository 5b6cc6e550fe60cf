import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Id, Instant } from "../kernel/types.ts";
import { hexOf, idOf, sha256 } from "../hash.ts";
import { decodeLeaf, encodeLeaf, leafOf, signedHash } from "./entry.ts";
import { leafHash } from "./merkle.ts";
import {
  bundlePath,
  bundlesOf,
  decodeBundle,
  decodeTile,
  encodeBundle,
  parsePath,
  tilePath,
  tilesOf,
  widthAt,
  type TileAddress,
} from "./tile.ts";
import { TiledHashes, tilesReadBy } from "./tiledHashes.ts";
import { Tree } from "./tree.ts";
import { consistencyProof, inclusionProof, rootOf } from "./treeProof.ts";

const hash = idOf(sha256(Uint8Array.of(1)));
const leaf = (ms: number): Uint8Array => encodeLeaf({ at: ms as Instant, hash });

describe("a leaf", () => {
  test("is a time and a hash, and read back", () => {
    expect(hexOf(leaf(1_700_000_000_123))).toBe("0000018bcfe5687b" + hash);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
        expect(decodeLeaf(leaf(ms))).toEqual({ at: ms, hash });
      }),
    );
  });
  test("of another length, or after the year 9999, is none", () => {
    expect(decodeLeaf(leaf(1).subarray(1))).toBeNull();
    expect(decodeLeaf(Uint8Array.of(...leaf(1), 0))).toBeNull();
    expect(decodeLeaf(leaf(253_402_300_799_999))).not.toBeNull();
    expect(decodeLeaf(leaf(253_402_300_800_000))).toBeNull();
    expect(decodeLeaf(new Uint8Array(40).fill(255))).toBeNull();
    expect(() => encodeLeaf({ at: 1 as Instant, hash: "zz".repeat(32) as Id })).toThrow();
  });
  test("is the same for an act that is here and one that is withheld", () => {
    const signed = { bytes: Uint8Array.of(1, 2), signature: Uint8Array.of(3) };
    const withheld = signedHash(signed.bytes, signed.signature);
    expect(withheld).toBe(hexOf(sha256(Uint8Array.of(1, 2, 3))));
    expect(hexOf(leafOf({ at: 7 as Instant, signed: { withheld } }))).toBe("0000000000000007" + withheld);
  });
});

describe("paths", () => {
  test.each<[TileAddress, string]>([
    [{ level: 0, index: 0, width: 256 }, "tile/0/000"],
    [{ level: 0, index: 1_234_067, width: 256 }, "tile/0/x001/x234/067"],
    [{ level: 1, index: 999, width: 17 }, "tile/1/999.p/17"],
    [{ level: 2, index: 1000, width: 1 }, "tile/2/x001/000.p/1"],
  ])("%j", (address, path) => {
    expect(tilePath(address)).toBe(path);
    expect(parsePath(path)).toEqual({ kind: "tile", ...address });
    const { index, width } = address;
    expect(parsePath(bundlePath({ index, width }))).toEqual({ kind: "entries", index, width });
  });

  test.each([
    "",
    "tile",
    "tile/0",
    "tile/0/",
    "tile/00/000",
    "tile/7/000",
    "tile/0/0",
    "tile/0/0000",
    "tile/0/x000/001",
    "tile/0/x001",
    "tile/0/001/x234",
    "tile/0/001/234",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/999",
    "tile/0/000.p/01",
    "tile/0/000.p/",
    "tile/0/000.p",
    "/tile/0/000",
    "tile/0/000/",
    "tile/0/-01",
    "tile/entries/1",
    "tile/data/000",
    "tile/entries/x001/x000/x000/x000/x000/x000",
    "tile/0/../000",
    `tile/0/${"x999/".repeat(6)}999`,
    "tile/0/000\n",
  ])("%j is none", (path) => {
    expect(parsePath(path)).toBeNull();
  });

  test("each tile has one path", () => {
    fc.assert(
      fc.property(fc.nat(6), fc.nat(2 ** 40), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(parsePath(tilePath({ level, index, width }))).toEqual({ kind: "tile", level, index, width });
      }),
    );
  });
});

describe("which tiles a tree has", () => {
  test("the specification's example of 70,000 leaves", () => {
    const tiles = tilesOf(70_000);
    const count = (level: number, isFull: boolean): number =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === isFull).length;
    expect([count(0, true), count(0, false), count(1, true), count(1, false), count(2, false)]).toEqual([
      273, 1, 1, 1, 1,
    ]);
    expect(tiles.filter((tile) => tile.width < 256).map(tilePath)).toEqual([
      "tile/0/273.p/112",
      "tile/1/001.p/17",
      "tile/2/000.p/1",
    ]);
    expect(tilesOf(256).map(tilePath)).toEqual(["tile/0/000", "tile/1/000.p/1"]);
    expect(tilesOf(0)).toEqual([]);
    expect(bundlesOf(257).map(bundlePath)).toEqual(["tile/entries/000", "tile/entries/001.p/1"]);
    expect(widthAt(2 ** 52, 6, 0)).toBe(16);
  });

  test("growing tells exactly what is new or wider", () => {
    expect(tilesOf(256, 255).map(tilePath)).toEqual(["tile/0/000", "tile/1/000.p/1"]);
    expect(tilesOf(257, 256).map(tilePath)).toEqual(["tile/0/001.p/1"]);
    expect(bundlesOf(256, 256)).toEqual([]);
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (a, b) => {
        const [since, size] = [Math.min(a, b), Math.max(a, b)];
        const before = new Set(tilesOf(since).map(tilePath));
        expect(tilesOf(size, since).map(tilePath)).toEqual(
          tilesOf(size)
            .map(tilePath)
            .filter((path) => !before.has(path)),
        );
      }),
    );
  });
});

describe("what is in them", () => {
  const tree = new Tree();
  for (let i = 0; i < 70_000; i++) tree.append(leafHash(Uint8Array.of(i >> 16, (i >> 8) & 255, i & 255)));

  test("a tile above is made of the roots of the full tiles below", () => {
    const [first] = decodeTile(tree.tile({ level: 1, index: 0, width: 256 }), 256) ?? [];
    const below = new Tree();
    for (const one of decodeTile(tree.tile({ level: 0, index: 0, width: 256 }), 256) ?? []) below.append(one);
    expect(hexOf(first ?? new Uint8Array(0))).toBe(hexOf(below.root()));
    expect(decodeTile(new Uint8Array(31), 1)).toBeNull();
  });

  test("what a proof will read can be asked first, and is enough", () => {
    const needed = tilesReadBy(70_000, (hashes) => [
      inclusionProof(69_999, 70_000, hashes),
      consistencyProof(300, 70_000, hashes),
    ]);
    const fetched = new Map(needed.map((address) => [tilePath(address), tree.tile(address)]));
    const source = { tile: (address: TileAddress): Uint8Array => fetched.get(tilePath(address)) ?? new Uint8Array(0) };
    const tiled = new TiledHashes(70_000, source);
    expect(inclusionProof(69_999, 70_000, tiled).map(hexOf)).toEqual(tree.inclusionProof(69_999).map(hexOf));
    expect(consistencyProof(300, 70_000, tiled).map(hexOf)).toEqual(tree.consistencyProof(300).map(hexOf));
    expect(needed.length).toBeLessThan(8);
    expect(() => inclusionProof(1000, 70_000, tiled)).toThrow();
  });

  test("a growing tree is read on, wider tiles included", () => {
    const tiled = new TiledHashes(100, tree);
    expect(hexOf(rootOf(100, tiled))).toBe(hexOf(tree.root(100)));
    expect(() => rootOf(101, tiled)).toThrow();
    tiled.grow(300);
    expect(hexOf(rootOf(300, tiled))).toBe(hexOf(tree.root(300)));
    expect(() => tiled.grow(299)).toThrow();
  });

  test("more tiles than are kept cost nothing but time", () => {
    const big = new TiledHashes(70_000, { tile: (address) => tree.tile(address) });
    for (let round = 0; round < 2; round++) for (let index = 0; index < 70_000; index += 100) big.hash(0, index);
    expect(hexOf(rootOf(70_000, big))).toBe(hexOf(tree.root()));
  });
});

describe("a bundle", () => {
  const leaves = [leaf(1), leaf(2), leaf(3)];
  test("is its leaves, each after its length", () => {
    const bundle = encodeBundle(leaves);
    expect(bundle.length).toBe(3 * 42);
    expect(hexOf(bundle.subarray(0, 2))).toBe("0028");
    expect(decodeBundle(bundle)?.map(hexOf)).toEqual(leaves.map(hexOf));
  });
  test("of anything else is none", () => {
    const bundle = encodeBundle(leaves);
    expect(decodeBundle(new Uint8Array(0))).toBeNull();
    expect(decodeBundle(bundle.subarray(1))).toBeNull();
    expect(decodeBundle(new Uint8Array(42).fill(1))).toBeNull();
    expect(decodeBundle(encodeBundle(new Array<Uint8Array>(256).fill(leaf(1))))).toHaveLength(256);
    expect(decodeBundle(encodeBundle(new Array<Uint8Array>(257).fill(leaf(1))))).toBeNull();
    expect(() => encodeBundle([new Uint8Array(39)])).toThrow();
  });
});
