import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeze } from "./page.ts";
import { Table } from "./table.ts";

const keys = fc.oneof(
  fc.nat(40),
  fc.nat(5_000),
  fc.maxSafeNat(),
  fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => a * 67_108_864 + b),
);
const ops = fc.array(fc.record({ kind: fc.constantFrom("set", "set", "set", "delete", "fork"), key: keys }), {
  maxLength: 300,
});

const same = (table: Table<number>, model: ReadonlyMap<number, number>): void => {
  const sorted = [...model].sort((a, b) => a[0] - b[0]);
  expect([...table.entries()]).toEqual(sorted);
  expect(table.size).toBe(model.size);
};

describe("a persistent table", () => {
  it("answers like a Map and leaves older versions as they were", () => {
    fc.assert(
      fc.property(ops, (list) => {
        let table = Table.empty<number>();
        const model = new Map<number, number>();
        const kept: { table: Table<number>; model: Map<number, number> }[] = [];
        for (const [step, op] of list.entries()) {
          if (op.kind === "fork") {
            freeze();
            kept.push({ table, model: new Map(model) });
          } else if (op.kind === "set") {
            table = table.set(op.key, step);
            model.set(op.key, step);
          } else {
            table = table.delete(op.key);
            model.delete(op.key);
          }
          expect(table.get(op.key)).toBe(model.get(op.key));
        }
        same(table, model);
        for (const old of kept) same(old.table, old.model);
      }),
    );
  });

  it("lists the largest key that there can be", () => {
    const largest = Number.MAX_SAFE_INTEGER;
    const table = Table.empty<string>().set(0, "first").set(largest, "last");
    expect([...table.entries()]).toEqual([
      [0, "first"],
      [largest, "last"],
    ]);
    expect(table.first(1)).toEqual([largest, "last"]);
    expect([...table.entries(0, largest)]).toHaveLength(1);
  });

  it("finds the least key from any start, and ranges", () => {
    fc.assert(
      fc.property(fc.uniqueArray(keys, { maxLength: 120 }), keys, keys, (all, from, to) => {
        const table = all.reduce((made, key) => made.set(key, key), Table.empty<number>());
        const sorted = [...all].sort((a, b) => a - b);
        expect(table.first(from)?.[0] ?? null).toBe(sorted.find((key) => key >= from) ?? null);
        expect([...table.entries(from, to)].map(([key]) => key)).toEqual(
          sorted.filter((key) => key >= from && key < to),
        );
      }),
    );
  });

  it("has one shape per content, whatever the order of writing", () => {
    fc.assert(
      fc.property(fc.uniqueArray(keys, { maxLength: 80 }), fc.uniqueArray(keys, { maxLength: 20 }), (all, extra) => {
        const plain = all.reduce((made, key) => made.set(key, key), Table.empty<number>());
        let detour = [...all].reverse().reduce((made, key) => made.set(key, 0), Table.empty<number>());
        for (const key of extra) detour = detour.set(key, 1);
        for (const key of extra) if (!all.includes(key)) detour = detour.delete(key);
        for (const key of all) detour = detour.set(key, key);
        const shape = (table: Table<number>): string =>
          JSON.stringify(table.root, (name, value: unknown) =>
            name === "made" || name === "hash" ? undefined : value,
          );
        expect(shape(detour)).toBe(shape(plain));
      }),
    );
  });
});
