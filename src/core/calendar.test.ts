/** Months by integers agree with the calendar that everybody uses. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthsAfter } from "./calendar.ts";
import { MINUTE_MS } from "./kernel/time.ts";
import type { Instant } from "./kernel/types.ts";

const at = (iso: string): Instant => Date.parse(iso) as Instant;
const shown = (instant: Instant): string => new Date(instant).toISOString();

describe("a term in months", () => {
  it.each([
    ["2026-01-15T10:00:00.000Z", 6, "2026-07-15T10:00:00.000Z"],
    ["2026-01-31T10:00:00.000Z", 1, "2026-02-28T10:00:00.000Z"],
    ["2027-12-31T23:59:00.000Z", 2, "2028-02-29T23:59:00.000Z"],
    ["2026-11-30T00:00:00.001Z", 1, "2026-12-30T00:01:00.000Z"],
    ["1970-01-01T00:00:00.000Z", 1200, "2070-01-01T00:00:00.000Z"],
  ])("from %s, %i months end at %s", (from, months, to) => {
    expect(shown(monthsAfter(at(from), months))).toBe(to);
  });

  it("agrees with the host's calendar wherever the day exists in both months", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), fc.integer({ min: 0, max: 240 }), (ms, months) => {
        const host = new Date(ms);
        fc.pre(host.getUTCDate() <= 28);
        host.setUTCMonth(host.getUTCMonth() + months);
        expect(monthsAfter(ms as Instant, months)).toBe(Math.ceil(host.getTime() / MINUTE_MS) * MINUTE_MS);
      }),
    );
  });

  it("never passes the end of the month it lands in", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), fc.integer({ min: 1, max: 240 }), (ms, months) => {
        const from = new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS);
        const to = new Date(monthsAfter(from.getTime() as Instant, months));
        const counted = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
        expect(counted).toBe(months);
      }),
    );
  });
});
