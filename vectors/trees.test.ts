/** The vectors of the Merkle tree and its tiles, run as another implementation would. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { bytesOf, concatBytes, hexOf, sha256 } from "../src/core/hash.ts";
import { leafHash, verifyConsistency, verifyInclusion } from "../src/core/log/merkle.ts";
import { bundlePath, decodeBundle, encodeBundle, parsePath, tilePath, tilesOf } from "../src/core/log/tile.ts";
import { Tree } from "../src/core/log/tree.ts";

const read = <T>(name: string, shape: z.ZodType<T>): T =>
  shape.parse(JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")));

const name = z.string();
const hex = z.string().transform(bytesOf);

/** Leaf i of the log that tree.json describes. */
function leafAt(noon: number, i: number): Uint8Array {
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(noon + 60_000 * i));
  return concatBytes(time, sha256(Uint8Array.of(0, 0, i >> 8, i & 255)));
}

const Inclusion = z.object({ index: z.number(), size: z.number(), leaf: hex, root: hex, proof: z.array(hex) });
const Consistency = z.object({ from: z.number(), fromRoot: hex, to: z.number(), toRoot: hex, proof: z.array(hex) });
const trees = read(
  "tree.json",
  z.object({
    noon: z.number(),
    roots: z.array(z.object({ size: z.number(), root: z.string() })),
    inclusion: z.array(Inclusion),
    consistency: z.array(Consistency),
    invalidInclusion: z.array(Inclusion.extend({ name })),
    invalidConsistency: z.array(Consistency.extend({ name })),
  }),
);
const tree = new Tree();
const leaves = Array.from({ length: 300 }, (_, i) => leafAt(trees.noon, i));
for (const leaf of leaves) tree.append(leafHash(leaf));

describe("tree.json", () => {
  test.each(trees.roots)("the root at size $size", ({ size, root }) => {
    expect(hexOf(tree.root(size))).toBe(root);
  });
  test.each(trees.inclusion)("leaf $index of $size", (one) => {
    expect(verifyInclusion({ ...one, leafHash: leafHash(one.leaf) })).toBe(true);
    expect(tree.inclusionProof(one.index, one.size).map(hexOf)).toEqual(one.proof.map(hexOf));
  });
  test.each(trees.consistency)("$from to $to", (one) => {
    expect(verifyConsistency(one)).toBe(true);
    expect(tree.consistencyProof(one.from, one.to).map(hexOf)).toEqual(one.proof.map(hexOf));
  });
  test.each(trees.invalidInclusion)("not: $name", (one) => {
    expect(verifyInclusion({ ...one, leafHash: leafHash(one.leaf) })).toBe(false);
  });
  test.each(trees.invalidConsistency)("not: $name", (one) => {
    expect(verifyConsistency(one)).toBe(false);
  });
});

describe("tiles.json", () => {
  const address = { level: z.number(), index: z.number(), width: z.number(), path: z.string() };
  const vectors = read(
    "tiles.json",
    z.object({
      tiles: z.array(z.object({ ...address, sha256: z.string() })),
      bundles: z.array(z.object({ index: z.number(), width: z.number(), path: z.string(), sha256: z.string() })),
      partialTile: z.string(),
      partialBundle: hex,
      sizes: z.array(z.object({ size: z.number(), paths: z.array(z.string()) })),
      paths: z.array(z.object(address)),
      invalidPaths: z.array(z.string()),
      invalidBundles: z.array(z.object({ name, hex })),
    }),
  );
  test.each(vectors.tiles)("$path", ({ path, sha256: digest, ...where }) => {
    expect([tilePath(where), hexOf(sha256(tree.tile(where)))]).toEqual([path, digest]);
  });
  test.each(vectors.bundles)("$path", ({ path, sha256: digest, index, width }) => {
    const bundle = encodeBundle(leaves.slice(256 * index, 256 * index + width));
    expect([bundlePath({ index, width }), hexOf(sha256(bundle))]).toEqual([path, digest]);
  });
  test("partial contents, byte for byte", () => {
    expect(hexOf(tree.tile({ level: 1, index: 0, width: 1 }))).toBe(vectors.partialTile);
    expect(decodeBundle(vectors.partialBundle)?.map(hexOf)).toEqual(leaves.slice(298).map(hexOf));
  });
  test.each(vectors.sizes)("what size $size adds", ({ size, paths }) => {
    expect(tilesOf(size, size - 1).map(tilePath)).toEqual(paths);
  });
  test.each(vectors.paths)("$path is read back", ({ path, ...where }) => {
    expect(parsePath(path)).toEqual({ kind: "tile", ...where });
  });
  test.each(vectors.invalidPaths)("not: %s", (path) => {
    expect(parsePath(path)).toBeNull();
  });
  test.each(vectors.invalidBundles)("not: $name", ({ hex: bytes }) => {
    expect(decodeBundle(bytes)).toBeNull();
  });
});
