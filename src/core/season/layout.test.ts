/** Where things stand on the season line: in proportion to time, in rows that do not overlap, and nothing left out. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, instantOf } from "../kernel/time.ts";
import { DAYS_AHEAD, DAYS_PAST, drawingOf, LENGTH, placeOf, seasonAround, tidePath } from "./layout.ts";

const NOW = instantOf(Date.UTC(2026, 10, 22, 10, 0));
const inDays = (days: number) => ({ at: instantOf(NOW + days * DAY_MS), days });

describe("the span of the season line", () => {
  it("is a month back and a season ahead, from the first minute of a day", () => {
    const { from, to } = seasonAround(NOW);
    expect(new Date(from).toISOString()).toBe("2026-10-23T00:00:00.000Z");
    expect(to - from).toBe((DAYS_PAST + DAYS_AHEAD) * DAY_MS);
  });

  it("stays the same all day long", () => {
    expect(seasonAround(instantOf(Date.UTC(2026, 10, 22)))).toEqual(
      seasonAround(instantOf(Date.UTC(2026, 10, 23) - 1)),
    );
  });

  it("gives each instant a place in proportion to time, and never one beyond the line", () => {
    const span = seasonAround(NOW);
    expect([placeOf(span, span.from), placeOf(span, span.to)]).toEqual([0, LENGTH]);
    expect(placeOf(span, instantOf(span.from - DAY_MS))).toBe(0);
    expect(placeOf(span, instantOf(span.to + DAY_MS))).toBe(LENGTH);
    expect(placeOf(span, instantOf(span.from + 61 * DAY_MS))).toBe(LENGTH / 2);
  });
});

describe("beads on the season line", () => {
  it("stand on the line where they are alone, and above each other where they meet", () => {
    const { beads, rows } = drawingOf(NOW, [inDays(3), inDays(4), inDays(40)]);
    expect(beads.map(({ row, things }) => [things[0].days, row])).toEqual([
      [3, 0],
      [4, 1],
      [40, 0],
    ]);
    expect(rows).toBe(2);
  });

  it("are past from the minute of the end on", () => {
    const { beads } = drawingOf(NOW, [inDays(-1), inDays(0), inDays(1)]);
    expect(beads.map(({ isPast }) => isPast)).toEqual([true, true, false]);
  });

  it("leave out what is outside the season", () => {
    expect(drawingOf(NOW, [inDays(-40), inDays(93)]).beads).toEqual([]);
  });

  it("count what finds no row, in the order of time", () => {
    const { beads } = drawingOf(NOW, [1, 1, 1, 1, 2, 1].map(inDays));
    expect(beads.map(({ things }) => things.map(({ days }) => days))).toEqual([[1], [1], [1], [1, 1, 2]]);
  });

  it("never lie on one another, and hold everything exactly once, whatever ends when", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30 * 24, max: 91 * 24 }), { maxLength: 60 }), (hours) => {
        const things = hours.map((hour, key) => ({ at: instantOf(NOW + (hour * DAY_MS) / 24), key }));
        const { beads, rows } = drawingOf(NOW, things);
        const shown = beads.flatMap((bead) => bead.things.map(({ key }) => key));
        const inSpan = things.filter(({ at }) => at > seasonAround(NOW).from);
        expect(shown.sort((a, b) => a - b)).toEqual(inSpan.map(({ key }) => key));
        for (const row of Array.from({ length: rows }, (_, each) => each)) {
          const places = beads.filter((bead) => bead.row === row).map(({ x }) => x);
          for (const [place, x] of places.entries())
            if (place > 0) expect(x - (places[place - 1] ?? 0)).toBeGreaterThan(400);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("the sky of the season line", () => {
  const { moons, turnings, months, today } = drawingOf(NOW, []);

  it("has each moon at its place, some seven days apart", () => {
    expect(moons.map(({ phase }) => phase).slice(0, 5)).toEqual(["full", "lastQuarter", "new", "firstQuarter", "full"]);
    for (const [place, { x }] of moons.entries())
      if (place > 0) expect(Math.abs(x - (moons[place - 1]?.x ?? 0) - 605)).toBeLessThan(110);
  });

  it("has the turning of the year and the beginnings of months in it", () => {
    expect(turnings.map(({ turning }) => turning)).toEqual(["december"]);
    expect(months.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
      "2026-11-01",
      "2026-12-01",
      "2027-01-01",
      "2027-02-01",
    ]);
    expect(today).toBe(2493);
  });

  it("has a tide from edge to edge that is level at full and new moons", () => {
    const path = tidePath(NOW, 24);
    const ends = [...path.matchAll(/(-?\d+) (?:0|24)(?=C|$)/g)].map(([, x]) => Number(x));
    expect(path).toMatch(/^M-\d+ (?:0|24)(?:C-?\d+ (?:0|24) -?\d+ (?:0|24) -?\d+ (?:0|24))+$/);
    expect(Math.max(...ends)).toBeGreaterThan(LENGTH);
  });
});
