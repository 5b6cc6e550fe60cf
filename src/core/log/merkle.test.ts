import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { referenceFiles, referenceText, testWithReference } from "../../../tests/reference.ts";
import { bytesOf, hexOf } from "../hash.ts";
import { fromBase64 } from "./base64.ts";
import {
  EMPTY_ROOT,
  leafHash,
  nodeHash,
  powerOfTwo,
  splitOf,
  verifyConsistency,
  verifyInclusion,
  type Hash,
} from "./merkle.ts";
import { Frontier } from "./frontier.ts";
import { TiledHashes } from "./tiledHashes.ts";
import { Tree } from "./tree.ts";
import { consistencyProof, frontierOf, inclusionProof, rootOf } from "./treeProof.ts";

const leaf = (i: number): Uint8Array => Uint8Array.of(i >> 8, i & 255);
const leaves = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => leaf(i));

/** RFC 6962, 2.1, word for word. */
function treeHash(data: readonly Uint8Array[]): Hash {
  const [first] = data;
  if (first === undefined) return EMPTY_ROOT;
  if (data.length === 1) return leafHash(first);
  const k = splitOf(data.length);
  return nodeHash(treeHash(data.slice(0, k)), treeHash(data.slice(k)));
}

function treeOf(data: readonly Uint8Array[]): Tree {
  const tree = new Tree();
  for (const one of data) tree.append(leafHash(one));
  return tree;
}

const hexes = (hashes: readonly Hash[]): string[] => hashes.map(hexOf);
const size = fc.integer({ min: 1, max: 700 });

describe("the tree hash", () => {
  test("is that of the usual example of eight leaves, at each size", () => {
    const data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const tree = treeOf(data.map(bytesOf));
    expect(hexOf(tree.root(0))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(hexOf(tree.root(1))).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    expect(hexOf(tree.root(2))).toBe("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    expect(hexOf(tree.root(7))).toBe("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
    expect(hexOf(tree.root())).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  });

  test("is the RFC's at every size, now and looking back", () => {
    const tree = treeOf(leaves(300));
    const growing = new Tree();
    for (const [i, one] of leaves(300).entries()) {
      growing.append(leafHash(one));
      const expected = hexOf(treeHash(leaves(i + 1)));
      expect([hexOf(growing.root()), hexOf(tree.root(i + 1))]).toEqual([expected, expected]);
    }
  });

  test("powers and splits are exact beyond 32 bits", () => {
    expect(powerOfTwo(52)).toBe(4_503_599_627_370_496);
    expect(splitOf(5_000_000_000)).toBe(4_294_967_296);
    expect([2, 3, 4, 5, 8, 9].map(splitOf)).toEqual([1, 2, 2, 4, 4, 8]);
  });
});

describe("proofs", () => {
  test("show each leaf at its place and at no other", () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (count, a, b) => {
        const [index, other] = [a % count, b % count];
        const tree = treeOf(leaves(count));
        const claim = {
          index,
          size: count,
          leafHash: leafHash(leaf(index)),
          root: tree.root(),
          proof: tree.inclusionProof(index),
        };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, index: other })).toBe(index === other);
        expect(verifyInclusion({ ...claim, leafHash: leafHash(leaf(other)) })).toBe(index === other);
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, claim.root] })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(claim.proof.length === 0);
      }),
    );
  });

  test("show that a tree begins with an earlier one, and with no other", () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (to, a, b) => {
        const [from, other] = [1 + (a % to), 1 + (b % to)];
        const tree = treeOf(leaves(to));
        const claim = { from, fromRoot: tree.root(from), to, toRoot: tree.root(), proof: tree.consistencyProof(from) };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, fromRoot: tree.root(other) })).toBe(from === other);
        expect(verifyConsistency({ ...claim, toRoot: tree.root(other) })).toBe(to === other);
        expect(verifyConsistency({ ...claim, proof: [...claim.proof, claim.toRoot] })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: claim.proof.slice(1) })).toBe(claim.proof.length === 0);
      }),
    );
  });

  test("a leaf beyond the tree, or a tree that shrinks, has none", () => {
    const tree = treeOf(leaves(5));
    expect(() => tree.inclusionProof(5)).toThrow();
    expect(() => tree.inclusionProof(-1)).toThrow();
    expect(() => tree.consistencyProof(6)).toThrow();
    expect(() => tree.consistencyProof(0)).toThrow();
    expect(() => tree.hash(3, 0)).toThrow();
    expect(() => tree.hash(9, 0)).toThrow();
    const claim = { from: 0, fromRoot: EMPTY_ROOT, to: 5, toRoot: tree.root(), proof: [] };
    expect(verifyConsistency(claim)).toBe(false);
    expect(verifyConsistency({ ...claim, from: 5, fromRoot: tree.root(), to: 4 })).toBe(false);
    expect(verifyInclusion({ index: 5, size: 5, leafHash: leafHash(leaf(0)), root: tree.root(), proof: [] })).toBe(
      false,
    );
    expect(verifyInclusion({ index: 0.5, size: 5, leafHash: leafHash(leaf(0)), root: tree.root(), proof: [] })).toBe(
      false,
    );
  });
});

describe("the same from tiles", () => {
  test("roots and proofs are those of the whole tree, for the size now and before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1500 }), fc.nat(), fc.nat(), (count, a, b) => {
        const tree = treeOf(leaves(count));
        const tiled = new TiledHashes(count, tree);
        const at = 1 + (a % count);
        const index = b % at;
        expect(hexOf(rootOf(at, tiled))).toBe(hexOf(tree.root(at)));
        expect(hexes(inclusionProof(index, at, tiled))).toEqual(hexes(tree.inclusionProof(index, at)));
        expect(hexes(consistencyProof(at, count, tiled))).toEqual(hexes(tree.consistencyProof(at, count)));
      }),
      { numRuns: 50 },
    );
  });

  test("a tree goes on from its tiles as if it had never stopped", () => {
    fc.assert(
      fc.property(fc.nat(600), fc.nat(20), (before, more) => {
        const tree = treeOf(leaves(before + more));
        const frontier = frontierOf(before, new TiledHashes(before + more, tree));
        for (const one of leaves(before + more).slice(before)) frontier.append(leafHash(one));
        expect(hexOf(frontier.root())).toBe(hexOf(tree.root()));
        expect(frontier.size).toBe(before + more);
      }),
      { numRuns: 50 },
    );
  });

  test("a frontier of the wrong number of subtrees is refused", () => {
    expect(() => new Frontier(3, [EMPTY_ROOT])).toThrow();
    expect(() => new Frontier(1, [new Uint8Array(31)])).toThrow();
    expect(() => new Frontier(0.5, [])).toThrow();
  });
});

const base64 = z.string().transform((text) => fromBase64(text) ?? new Uint8Array(0));
const proof = z.nullable(z.array(base64)).transform((hashes) => hashes ?? []);
const common = { proof, wantErr: z.boolean(), desc: z.string() };
const Inclusion = z.object({ leafIdx: z.number(), treeSize: z.number(), root: base64, leafHash: base64, ...common });
const Consistency = z.object({ size1: z.number(), size2: z.number(), root1: base64, root2: base64, ...common });

describe("the vectors of transparency-dev/merkle", () => {
  testWithReference("inclusion, valid and invalid", () => {
    const files = referenceFiles("rfc6962/inclusion");
    const verdicts = files.map((file) => {
      const one = Inclusion.parse(JSON.parse(referenceText(file)));
      const claim = {
        index: one.leafIdx,
        size: one.treeSize,
        leafHash: one.leafHash,
        root: one.root,
        proof: one.proof,
      };
      return verifyInclusion(claim) === one.wantErr ? file : "";
    });
    expect(files.length).toBeGreaterThan(90);
    expect(verdicts.filter((file) => file !== "")).toEqual([]);
  });

  testWithReference("consistency, valid and invalid", () => {
    const files = referenceFiles("rfc6962/consistency");
    const verdicts = files.map((file) => {
      const one = Consistency.parse(JSON.parse(referenceText(file)));
      const claim = { from: one.size1, fromRoot: one.root1, to: one.size2, toRoot: one.root2, proof: one.proof };
      return verifyConsistency(claim) === one.wantErr ? file : "";
    });
    expect(files.length).toBeGreaterThan(90);
    expect(verdicts.filter((file) => file !== "")).toEqual([]);
  });
});
