import { describe, expect, it } from "vitest";
import { parseId } from "../hash.ts";
import { Names } from "./names.ts";
import { packValue } from "./pack.ts";
import { freeze } from "./page.ts";
import { encodeValue } from "../log/cbor.ts";
import type { Id } from "./types.ts";

/** An id that begins with these digits. */
const id = (start: string): Id => {
  const parsed = parseId(start.padEnd(64, "0"));
  if (parsed === null) throw new Error(`${start} begins no id`);
  return parsed;
};
const IDS = ["ab01", "ab02", "ab0200000000001", "ab0177", "cd", "ab0133", "00", "ffffffffffffffff"].map(id);

describe("names", () => {
  const all = IDS.reduce((names, each, ordinal) => names.with(each, ordinal), Names.empty);

  it("answer the ordinal of each id, however alike the ids begin", () => {
    expect(IDS.map((each) => all.resolve(each))).toEqual(
      IDS.map((_, ordinal) => (ordinal === 1 ? undefined : ordinal)),
    );
  });

  it("are taken by any id of the same first 52 bits, and answer only for the one they stand for", () => {
    expect(all.isTaken(id("ab02000000000"))).toBe(true);
    expect(all.resolve(id("ab0200000000001"))).toBe(2);
    expect(all.resolve(id("ab020000000000f"))).toBeUndefined();
    expect(all.isTaken(id("ab0155"))).toBe(false);
  });

  it("are the same whatever the order in which they were given", () => {
    const rows = (names: Names): unknown =>
      [...names.table.entries()].map(([key, row]) => [key, encodeValue(packValue(row))]);
    const some = [0, 3, 4, 5, 6];
    const given = (order: readonly number[]): Names =>
      order.reduce((names, ordinal) => names.with(IDS[ordinal] ?? id("ee"), ordinal), Names.empty);
    expect(rows(given(some.toReversed()))).toEqual(rows(given(some)));
  });

  it("are forgotten one by one, until nothing is left", () => {
    freeze();
    const fewer = all.without(id("ab01")).without(id("77"));
    expect(fewer.resolve(id("ab01"))).toBeUndefined();
    expect(fewer.resolve(id("ab0177"))).toBe(3);
    freeze();
    const none = IDS.reduce((names, each) => names.without(each), all);
    expect(none.table.size).toBe(0);
  });
});
