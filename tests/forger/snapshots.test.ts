/**
 * The page on snapshots is exact: pages rebuilt from their rows have the same names, the numbers that authors used are those the
 * forger counted, and both state roots follow from the head.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { reported, rootAsked, snapshotAsked, type Snapshot } from "./asking.ts";
import { hexOf, type Bytes } from "./keys.ts";
import type { Ledger } from "./ledger.ts";
import { wholeLife } from "./life.ts";
import {
  bytesIn,
  decoded,
  listIn,
  numberIn,
  rowsUnder,
  stateRoot,
  tableOver,
  type Packed,
  type Row,
} from "./snapshots.ts";

const PUBLIC = ["charter", "assembly", "accords"];
const KEY_DIGITS = 13; // 52 bits

let ledger: Ledger;
let snapshot: Snapshot;
let head: readonly Packed[];
beforeAll(async () => {
  ({ ledger } = await wholeLife(rootAsked));
  snapshot = snapshotAsked(ledger);
  head = listIn(decoded(snapshot.head));
});

const read = (name: string): Bytes => snapshot.pages.get(name) ?? expect.fail(`no page ${name}`);
const statesOf = (isPublic: boolean): readonly Packed[] =>
  listIn(head[5] ?? null).filter((state) => PUBLIC.includes(String(listIn(state)[0])) === isPublic);

/** The ranges of numbers that each author used in a stratum, by the first 52 bits of the author's key. */
const usedIn = (isPublic: boolean): readonly Row[] => {
  const seqs = new Map<number, number[]>();
  for (const { act } of ledger.entries.filter((entry) => entry.isPublic === isPublic)) {
    const [, , , author, seq] = listIn(decoded(act));
    const key = Number.parseInt(hexOf(bytesIn(author)).slice(0, KEY_DIGITS), 16);
    seqs.set(key, [...(seqs.get(key) ?? []), numberIn(seq)]);
  }
  return [...seqs].sort(([a], [b]) => a - b).map(([key, numbers]) => [key, rangesOf(numbers)]);
};

const rangesOf = (numbers: readonly number[]): readonly number[] =>
  numbers.reduce<readonly number[]>(
    (ranges, n) => (ranges.at(-1) === n - 1 ? [...ranges.slice(0, -1), n] : [...ranges, n, n]),
    [],
  );

describe("a snapshot", () => {
  it("holds tables whose pages follow from their rows", () => {
    const states = [head[4] ?? null, ...listIn(head[5] ?? null).map((state) => listIn(state)[1] ?? null)];
    const tables = states
      .flatMap((state) => listIn(state))
      .map((field) => listIn(listIn(field)[1] ?? null))
      .filter(([kind, , rows]) => kind !== 0 && rows !== 0);
    expect(tables.length).toBeGreaterThan(20);
    for (const [, name, rows] of tables) {
      const found = rowsUnder(bytesIn(name), read);
      expect(tableOver(found, new Map())).toEqual([1, name, rows]);
    }
  });

  it("says which numbers each author has used", () => {
    expect(head[4]).toEqual([
      ["members", tableOver(usedIn(false), new Map())],
      ["public", tableOver(usedIn(true), new Map())],
    ]);
  });

  it("has the state roots that the verifier reports", async () => {
    const { publicRoot, membersRoot } = await reported(ledger.export(false).bytes);
    for (const [isPublic, root] of [
      [true, publicRoot],
      [false, membersRoot],
    ] as const)
      expect(hexOf(stateRoot(tableOver(usedIn(isPublic), new Map()), statesOf(isPublic)))).toBe(root);
  });
});
