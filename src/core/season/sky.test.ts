/**
 * The tables of moon and year against others: an almanac's published minutes, and a whole ephemeris of other authors
 * (astronomy-engine: VSOP87 and a lunar theory of its own) over all of them.
 */
import { readFileSync } from "node:fs";
import { SearchMoonPhase, Seasons } from "astronomy-engine";
import { describe, expect, it } from "vitest";
import { TABLE, tableText } from "../../../docs/formats/writeMoons.ts";
import { DAY_MS, instantOf, MINUTE_MS } from "../kernel/time.ts";
import type { Instant } from "../kernel/types.ts";
import { moonsBetween, newMoonAfter, turningsBetween } from "./sky.ts";

const utc = (text: string): Instant => instantOf(Date.parse(`${text}Z`));
const START = utc("2019-12-26T00:00");
const END = utc("2101-02-01T00:00");
const minutesApart = (one: number, other: number): number => Math.abs(one - other) / MINUTE_MS;

/** New moons as the U.S. Naval Observatory publishes them, in universal time. */
const PUBLISHED = `2025-07-24T19:11 2025-08-23T06:06 2025-09-21T19:54 2025-10-21T12:25 2025-11-20T06:47 2025-12-20T01:43
2026-01-18T19:52 2026-02-17T12:01 2026-03-19T01:23 2026-04-17T11:52 2026-05-16T20:01 2026-06-15T02:54 2026-07-14T09:43
2026-08-12T17:37 2026-09-11T03:27 2026-10-10T15:50 2026-11-09T07:02 2026-12-09T00:52 2027-01-07T20:24 2027-02-06T15:56
2027-03-08T09:29 2027-04-06T23:51 2027-05-06T10:58 2027-06-04T19:40 2027-07-04T03:02 2027-08-02T10:05 2027-08-31T17:41
2027-09-30T02:36 2027-10-29T13:36 2027-11-28T03:24 2027-12-27T20:12 2028-01-26T15:12 2028-02-25T10:37 2028-03-26T04:31
2028-04-24T19:47 2028-05-24T08:16 2028-06-22T18:27 2028-07-22T03:02 2028-08-20T10:44 2028-09-18T18:24 2028-10-18T02:57
2028-11-16T13:18 2028-12-16T02:06 2029-01-14T17:24 2029-02-13T10:31 2029-03-15T04:19 2029-04-13T21:40 2029-05-13T13:42
2029-06-12T03:50 2029-07-11T15:51 2029-08-10T01:56 2029-09-08T10:44 2029-10-07T19:14 2029-11-06T04:24 2029-12-05T14:52`;
const PUBLISHED_TURNINGS = `2026-03-20T14:46 2026-06-21T08:25 2026-09-23T00:06 2026-12-21T20:50 2027-03-20T20:25
2027-06-21T14:11 2027-09-23T06:01 2027-12-22T02:42 2028-03-20T02:17 2028-06-20T20:02 2028-09-22T11:45 2028-12-21T08:20`;

describe("the table of moons and turnings", () => {
  it("is what the algorithm writes", () => {
    expect(readFileSync(TABLE, "utf8")).toBe(tableText());
  });

  it("gives the new moons that an almanac publishes, within a minute", () => {
    const published = PUBLISHED.split(/\s/).map(utc);
    const own = moonsBetween(instantOf(utc("2025-07-24T00:00")), utc("2030-01-01T00:00"))
      .filter(({ phase }) => phase === "new")
      .map(({ at }) => at);
    expect(own).toHaveLength(published.length);
    const differences = own.map((at, place) => minutesApart(at, published[place] ?? 0));
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  });

  it("gives the equinoxes and solstices that an almanac publishes, within a minute", () => {
    const published = PUBLISHED_TURNINGS.split(/\s/).map(utc);
    const own = turningsBetween(utc("2026-01-01T00:00"), utc("2029-01-01T00:00"));
    expect(own.map(({ turning }) => turning).slice(0, 4)).toEqual(["march", "june", "september", "december"]);
    const differences = own.map(({ at }, place) => minutesApart(at, published[place] ?? 0));
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  });

  it("agrees with another ephemeris on all phases of 81 years, within a minute and a half", () => {
    const angles = { new: 0, firstQuarter: 90, full: 180, lastQuarter: 270 };
    const all = moonsBetween(START, END);
    expect(all).toHaveLength(4012);
    const differences = all.map(({ phase, at }) => {
      const other = SearchMoonPhase(angles[phase], new Date(at - DAY_MS), 2);
      return other === null ? Infinity : minutesApart(at, other.date.getTime());
    });
    expect(Math.max(...differences)).toBeLessThan(1.5);
  });

  it("agrees with another ephemeris on all turnings of 81 years, within a minute", () => {
    const others = Array.from({ length: 81 }, (_, place) => Seasons(2020 + place)).flatMap((year) =>
      [year.mar_equinox, year.jun_solstice, year.sep_equinox, year.dec_solstice].map(({ date }) => date.getTime()),
    );
    const own = turningsBetween(START, END);
    expect(own).toHaveLength(others.length);
    expect(Math.max(...own.map(({ at }, place) => minutesApart(at, others[place] ?? 0)))).toBeLessThan(1);
  });
});

describe("the next new moon", () => {
  const first = utc("2026-12-09T00:52");
  it("is the real one, and at its very minute the one after it", () => {
    expect(minutesApart(newMoonAfter(utc("2026-11-22T00:00")), first)).toBeLessThanOrEqual(1);
    const own = newMoonAfter(utc("2026-11-22T00:00"));
    expect(newMoonAfter(instantOf(own - 1))).toBe(own);
    expect(minutesApart(newMoonAfter(own), utc("2027-01-07T20:24"))).toBeLessThanOrEqual(1);
  });

  it("can be counted on: three moons are the third new moon", () => {
    const at = utc("2026-11-22T00:00");
    expect(newMoonAfter(at, 3)).toBe(newMoonAfter(newMoonAfter(newMoonAfter(at))));
  });

  it("goes on as the mean moon before and after the table, always later than the time asked about", () => {
    for (const year of [1970, 2019, 2100, 2101, 2200]) {
      const at = utc(`${year}-12-31T23:59`);
      const next = newMoonAfter(at);
      expect(next).toBeGreaterThan(at);
      expect(next - at).toBeLessThan(30 * DAY_MS);
      expect(newMoonAfter(next)).toBeGreaterThan(next);
    }
  });
});
