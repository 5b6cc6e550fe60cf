/** Vectors for the Merkle tree and its tiles: roots, proofs, paths and contents of a log of three hundred plain leaves. */
import { bytesOf, hexOf, idOf, sha256 } from "../../src/core/hash.ts";
import { encodeLeaf } from "../../src/core/log/entry.ts";
import { leafHash } from "../../src/core/log/merkle.ts";
import { bundlePath, bundlesOf, encodeBundle, tilePath, tilesOf } from "../../src/core/log/tile.ts";
import { Tree } from "../../src/core/log/tree.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { noon, type Json, type Vectors } from "./cast.ts";

const SIZE = 300;

/** Leaf i: i minutes after noon, and the SHA-256 of i as four bytes, big-endian. */
export const leaves: readonly Uint8Array[] = Array.from({ length: SIZE }, (_, i) =>
  encodeLeaf({ at: instantOf(noon + 60_000 * i), hash: idOf(sha256(Uint8Array.of(0, 0, i >> 8, i & 255))) }),
);

export const tree = new Tree();
for (const leaf of leaves) tree.append(leafHash(leaf));

const ROOT_SIZES = [0, 1, 2, 3, 4, 7, 8, 9, 255, 256, 257, 299, 300];
const INCLUSIONS: readonly (readonly [number, number])[] = [
  [0, 1],
  [0, 2],
  [2, 3],
  [6, 7],
  [255, 256],
  [255, 257],
  [256, 257],
  [0, 300],
  [299, 300],
];
const CONSISTENCIES: readonly (readonly [number, number])[] = [
  [1, 1],
  [1, 2],
  [2, 3],
  [3, 7],
  [4, 8],
  [255, 256],
  [256, 257],
  [257, 300],
  [300, 300],
];

export function treeVectors(): Vectors {
  const inclusion = INCLUSIONS.map(([index, size]): Json => {
    const proof = tree.inclusionProof(index, size).map(hexOf);
    return { index, size, leaf: hexOf(leaves[index] ?? bytesOf("")), root: hexOf(tree.root(size)), proof };
  });
  const consistency = CONSISTENCIES.map(([from, to]): Json => {
    const proof = tree.consistencyProof(from, to).map(hexOf);
    return { from, fromRoot: hexOf(tree.root(from)), to, toRoot: hexOf(tree.root(to)), proof };
  });
  return {
    description:
      "A log of 300 leaves: leaf i is i minutes after `noon` and the SHA-256 of i as four bytes big-endian. Roots and proofs as in RFC 6962. " +
      "Invalid proofs do not verify.",
    noon,
    roots: ROOT_SIZES.map((size) => ({ size, root: hexOf(tree.root(size)) })),
    inclusion,
    consistency,
    invalidInclusion: invalidInclusion(),
    invalidConsistency: invalidConsistency(),
  };
}

function invalidInclusion(): readonly Json[] {
  const [index, size] = [6, 7];
  const proof = tree.inclusionProof(index, size).map(hexOf);
  const good = { index, size, leaf: hexOf(leaves[index] ?? bytesOf("")), root: hexOf(tree.root(size)), proof };
  return [
    { name: "another leaf", ...good, leaf: hexOf(leaves[5] ?? bytesOf("")) },
    { name: "another place", ...good, index: 5 },
    { name: "another size", ...good, size: 8 },
    { name: "a place beyond the tree", ...good, index: 7 },
    { name: "a hash too few", ...good, proof: proof.slice(1) },
    { name: "a hash too many", ...good, proof: [...proof, good.root] },
    { name: "in another order", ...good, proof: [...proof].reverse() },
    { name: "a short hash", ...good, proof: proof.map((hash) => hash.slice(2)) },
  ];
}

function invalidConsistency(): readonly Json[] {
  const [from, to] = [3, 7];
  const proof = tree.consistencyProof(from, to).map(hexOf);
  const good = { from, fromRoot: hexOf(tree.root(from)), to, toRoot: hexOf(tree.root(to)), proof };
  return [
    { name: "another old root", ...good, fromRoot: hexOf(tree.root(2)) },
    { name: "another new root", ...good, toRoot: hexOf(tree.root(8)) },
    { name: "another old size", ...good, from: 4 },
    { name: "a tree that shrinks", ...good, from: 7, fromRoot: good.toRoot, to: 3, toRoot: good.fromRoot },
    { name: "an old tree without leaves", ...good, from: 0, fromRoot: hexOf(tree.root(0)), proof: [] },
    { name: "a hash too few", ...good, proof: proof.slice(1) },
    { name: "a hash too many", ...good, proof: [...proof, good.toRoot] },
    { name: "equal sizes with a proof", ...good, to: 3, toRoot: good.fromRoot },
  ];
}

const BAD_PATHS = [
  "tile/0/0",
  "tile/0/0000",
  "tile/00/000",
  "tile/7/000",
  "tile/0/x000/000",
  "tile/0/x001",
  "tile/0/001/x234",
  "tile/0/000.p/0",
  "tile/0/000.p/256",
  "tile/0/000.p/01",
  "tile/0/000.p/",
  "tile/data/000",
  "tile/8/0/000",
  "/tile/0/000",
  "tile/0/000/",
  "tile/entries/0",
];

export function tileVectors(): Vectors {
  const bundle = encodeBundle(leaves.slice(256));
  return {
    description:
      "Paths of tiles and bundles below the log's address, and the SHA-256 of what is served there, for the 300 leaves of tree.json. " +
      "`sizes` lists the tiles of other trees. Invalid paths have no tile; invalid bundles are refused.",
    tiles: tilesOf(SIZE).map((address) => ({
      ...address,
      path: tilePath(address),
      sha256: hexOf(sha256(tree.tile(address))),
    })),
    bundles: bundlesOf(SIZE).map(({ index, width }) => {
      const bytes = encodeBundle(leaves.slice(256 * index, 256 * index + width));
      return { index, width, path: bundlePath({ index, width }), sha256: hexOf(sha256(bytes)) };
    }),
    partialTile: hexOf(tree.tile({ level: 1, index: 0, width: 1 })),
    partialBundle: hexOf(encodeBundle(leaves.slice(298))),
    sizes: [1, 255, 256, 257, 65_536, 65_537].map((size) => ({
      size,
      paths: tilesOf(size, Math.max(0, size - 1)).map(tilePath),
    })),
    paths: [
      { level: 0, index: 1_234_067, width: 256, path: "tile/0/x001/x234/067" },
      { level: 2, index: 999, width: 17, path: "tile/2/999.p/17" },
    ],
    invalidPaths: BAD_PATHS,
    invalidBundles: [
      { name: "empty", hex: "" },
      { name: "cut short", hex: hexOf(bundle.subarray(0, 83)) },
      { name: "a leaf of 39 bytes", hex: "0027" + "00".repeat(39) },
      { name: "a leaf of 41 bytes", hex: "0029" + "00".repeat(41) },
      { name: "257 leaves", hex: hexOf(encodeBundle(new Array<Uint8Array>(257).fill(new Uint8Array(40)))) },
    ],
  };
}
