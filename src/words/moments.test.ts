/** Times and spans as people say them: rounded so that nobody is promised a minute that is gone. */
import { expect, it } from "vitest";
import { momentsIn } from "./moments.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 2, 3, 14, 7);
const said = momentsIn("en-GB", "UTC");

it("a date says its year only when it is not this one", () => {
  expect(said.day(NOW, NOW)).toBe("Tuesday 3 March");
  expect(said.day(NOW + 400 * DAY_MS, NOW)).toBe("7 April 2027");
  expect(said.full(NOW, NOW)).toBe("Tuesday 3 March, 14:07");
  expect(said.clock(NOW)).toBe("14:07");
});

it("what is left is rounded down, and said in the unit that people would use", () => {
  expect(said.relative(NOW + 59_999, NOW)).toBe("now");
  expect(said.relative(NOW + 119_999, NOW)).toBe("in 1 minute");
  expect(said.relative(NOW + 47 * HOUR_MS, NOW)).toBe("in 47 hours");
  expect(said.relative(NOW + 3 * DAY_MS - 1, NOW)).toBe("in 2 days");
  expect(said.relative(NOW - 90 * DAY_MS, NOW)).toBe("3 months ago");
  expect(said.span(2 * DAY_MS)).toBe("2 days");
});

it("what stands in a row is joined as the language does", () => {
  expect(said.list(["Rosa", "Tom", "Noor"])).toBe("Rosa, Tom and Noor");
  const arabic = momentsIn("ar", "UTC");
  expect(arabic.list(["روزا", "توم"])).toBe("روزا وتوم");
  expect(arabic.full(NOW, NOW)).toContain("،");
});
