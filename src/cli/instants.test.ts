/** Times as people type them. */
import { expect, test } from "vitest";
import { isoOf, parseInstant, whenOf } from "./instants.ts";

test("a time without an offset is UTC, wherever this runs", () => {
  expect(parseInstant("2026-03-01T09:00")).toBe(Date.UTC(2026, 2, 1, 9));
  expect(parseInstant("2026-03-01 09:00:30.5")).toBe(Date.UTC(2026, 2, 1, 9, 0, 30, 500));
  expect(parseInstant("2026-03-01")).toBe(Date.UTC(2026, 2, 1));
  expect(parseInstant("2026-03-01T01:00+14:00")).toBe(Date.UTC(2026, 1, 28, 11));
  expect(parseInstant("1772355600000")).toBe(1_772_355_600_000);
});

test("what is no time is none", () => {
  for (const text of ["", "soon", "2026-02-30", "2026-13-01", "2026-03-01T25:00Z", "-1", "1e3", "99999999999999999"])
    expect([text, parseInstant(text)]).toEqual([text, null]);
});

test("a time is printed the same for programs and legibly for people", () => {
  const at = parseInstant("2026-03-01T09:07:30Z");
  expect(at === null ? null : [isoOf(at), whenOf(isoOf(at))]).toEqual([
    "2026-03-01T09:07:30.000Z",
    "2026-03-01 09:07 UTC",
  ]);
});
