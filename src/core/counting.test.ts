/** The arithmetic of deciding, against cases worked out by hand. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countedAt, isAtLeast, isCarried, NO_TALLY, peopleNeeded } from "./counting.ts";

const twoThirds = { thresholdNumerator: 2, thresholdDenominator: 3 };

describe("how many are needed", () => {
  it.each([
    [100, 15, 5, 15],
    [101, 15, 5, 16], // 15.15 people are 16
    [20, 15, 5, 5], // the floor of five people
    [4, 15, 5, 4], // but never more than there are
    [0, 50, 5, 1], // and never nobody
    [6, 50, 2, 3],
    [7, 50, 2, 4],
    [60_000_000, 33, 5, 19_800_000],
  ])("of %i people, %i %% and at least %i, are %i", (base, percent, floor, needed) => {
    expect(peopleNeeded(base, percent, floor)).toBe(needed);
  });

  it("is the exact share rounded up, for any size of community", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 67_108_864 }), fc.integer({ min: 1, max: 100 }), (base, percent) => {
        const needed = BigInt(peopleNeeded(base, percent, 1));
        expect(needed * 100n >= BigInt(base * percent)).toBe(true);
        expect((needed - 1n) * 100n < BigInt(base * percent)).toBe(true);
      }),
    );
  });
});

describe("what carries", () => {
  it("is two thirds exactly, and not one voice less", () => {
    expect(isCarried("supermajority", { ...NO_TALLY, yes: 2, no: 1 }, twoThirds)).toBe(true);
    expect(isCarried("supermajority", { ...NO_TALLY, yes: 199, no: 100 }, twoThirds)).toBe(false);
    expect(isCarried("supermajority", { ...NO_TALLY, yes: 200, no: 100 }, twoThirds)).toBe(true);
  });
  it("is never a ballot in which nobody said yes", () => {
    for (const method of ["consent", "majority", "supermajority"] as const)
      expect(isCarried(method, { ...NO_TALLY, abstain: 9, standAside: 9 }, twoThirds)).toBe(false);
  });
  it("by majority is more for than against", () => {
    expect(isCarried("majority", { ...NO_TALLY, yes: 3, no: 3 }, twoThirds)).toBe(false);
    expect(isCarried("majority", { ...NO_TALLY, yes: 4, no: 3 }, twoThirds)).toBe(true);
  });
  it("by consent is anything nobody objects to", () => {
    expect(isCarried("consent", { ...NO_TALLY, yes: 1, standAside: 8 }, twoThirds)).toBe(true);
    expect(isCarried("consent", { ...NO_TALLY, yes: 99, no: 1 }, twoThirds)).toBe(false);
  });
});

it("who stands aside counts toward the quorum under version 1 of the rules, and not since version 2", () => {
  const tally = { yes: 2, standAside: 3, no: 1, abstain: 1 };
  expect(countedAt(1)(tally)).toBe(7);
  expect(countedAt(2)(tally)).toBe(4);
  expect(countedAt(7)(tally)).toBe(4);
});

it("an urgent decision ranks below every other", () => {
  expect(isAtLeast("urgent", "urgent")).toBe(true);
  expect(isAtLeast("urgent", "ordinary")).toBe(false);
  expect(isAtLeast("constitutional", "weighty")).toBe(true);
});
