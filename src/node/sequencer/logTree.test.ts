/** The writer's tree is the tree of RFC 6962, grown in any steps, stored as tiles and opened again. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { idOf, sha256 } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { leafOf } from "../../core/log/entry.ts";
import { leafHash } from "../../core/log/merkle.ts";
import { Tree } from "../../core/log/tree.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { installNativeHash } from "../crypto/sha256.ts";
import type { FullTile, LogReader, StoredEntry } from "../ports/logStore.ts";
import { LogTree } from "./logTree.ts";
import { tilesOf } from "./tiles.ts";

installNativeHash();
const signature = new Uint8Array(64);
const entryAt = (index: number): StoredEntry => ({
  index,
  at: instantOf(index),
  bytes: utf8Of(`act ${index}`),
  signature,
});
const hashAt = (index: number): Uint8Array => {
  const { at, bytes } = entryAt(index);
  return leafHash(leafOf({ at, signed: { bytes, signature } }));
};

/** Only what the tree reads: entries made on demand, and the tiles it gave out itself. */
const readerOf = (size: number, tiles: readonly FullTile[]): LogReader => {
  const kept = new Map(tiles.map(({ level, index, bytes }) => [`${level}/${index}`, bytes]));
  const reader: Pick<LogReader, "entries" | "tile"> = {
    entries: (from, limit) =>
      Promise.resolve(Array.from({ length: Math.min(limit, size - from) }, (_, i) => entryAt(from + i))),
    tile: (level, index) => Promise.resolve(kept.get(`${level}/${index}`) ?? null),
  };
  return reader as LogReader;
};

const grown = (steps: readonly number[]): { tree: LogTree; tiles: FullTile[]; whole: Tree } => {
  let tree = LogTree.empty;
  const tiles: FullTile[] = [];
  const whole = new Tree();
  for (const step of steps) {
    const hashes = Array.from({ length: step }, (_, i) => hashAt(tree.size + i));
    for (const hash of hashes) whole.append(hash);
    const next = tree.grow(hashes);
    tree = next.tree;
    tiles.push(...next.tiles);
  }
  return { tree, tiles, whole };
};

test("a tree has the same root however it grew, and after it was opened again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 6 }), fc.nat(40), async (steps, more) => {
      const { tree, tiles, whole } = grown(steps);
      expect(tree.root()).toBe(idOf(whole.root()));
      const opened = await LogTree.of(tree.size, readerOf(tree.size, tiles));
      expect(opened.root()).toBe(tree.root());
      const rest = Array.from({ length: more }, (_, i) => hashAt(tree.size + i));
      expect(opened.grow(rest).tree.root()).toBe(tree.grow(rest).tree.root());
    }),
    { numRuns: 15 },
  );
});

test("a tree of 66,000 entries has tiles on three levels and opens again", { timeout: 30_000 }, async () => {
  const { tiles, whole } = grown([66_000]);
  expect(tiles.map(({ level }) => level).filter((level) => level === 1).length).toBe(1);
  expect((await LogTree.of(66_000, readerOf(66_000, tiles))).root()).toBe(idOf(whole.root()));
});

test("growing leaves the tree one grew from as it was", () => {
  const { tree } = grown([200]);
  const before = tree.root();
  tree.grow([hashAt(200), sha256(utf8Of("another"))]);
  expect(tree.root()).toBe(before);
});

test("tiles, bundles and proofs are those of the whole tree, and nothing beyond its size", async () => {
  const { tree, tiles, whole } = grown([600]);
  const served = tilesOf(readerOf(600, tiles), () => tree);
  for (const address of [
    { level: 0, index: 0, width: 256 },
    { level: 0, index: 1, width: 5 },
    { level: 0, index: 2, width: 88 },
    { level: 1, index: 0, width: 2 },
  ])
    expect(await served.tile(address)).toEqual(whole.tile(address));
  for (const address of [
    { level: 0, index: 2, width: 89 },
    { level: 0, index: 3, width: 1 },
    { level: 1, index: 0, width: 3 },
  ])
    expect(await served.tile(address)).toBeNull();
  expect(await served.bundle({ index: 2, width: 88 })).toHaveLength(88 * 42);
  expect(await served.bundle({ index: 2, width: 89 })).toBeNull();
  expect(await served.inclusionProof(300, 600)).toEqual(whole.inclusionProof(300, 600));
  expect(await served.consistencyProof(17, 599)).toEqual(whole.consistencyProof(17, 599));
  expect(await served.rootAt(300)).toEqual(whole.root(300));
});
