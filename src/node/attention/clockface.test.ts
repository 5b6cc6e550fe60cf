/** The member's own clock, over midnight and over both changes of summer time. */
import { describe, expect, it } from "vitest";
import { instantOf } from "../../core/kernel/time.ts";
import { faceAt, isBetween, nextDay, nextMinute } from "./clockface.ts";
import { FIRST_CHOICES, type Choices } from "./choices.ts";
import { sendAt } from "./planning.ts";

const at = (text: string) => instantOf(Date.parse(text));
const said = (instant: number): string => new Date(instant).toISOString();
const BERLIN = "Europe/Berlin";

describe("the clock where a member lives", () => {
  it("shows day and minute there", () => {
    expect(faceAt(BERLIN, at("2026-03-01T23:30:00Z"))).toEqual({ day: 1, minute: 30 });
    expect(faceAt("America/New_York", at("2026-03-01T23:30:00Z"))).toEqual({ day: 7, minute: 18 * 60 + 30 });
    expect(faceAt("Asia/Kathmandu", at("2026-03-01T00:00:00Z"))).toEqual({ day: 7, minute: 5 * 60 + 45 });
  });

  it("next shows a given minute today, tomorrow, or at once", () => {
    expect(said(nextMinute(BERLIN, at("2026-01-10T05:00:00Z"), 7 * 60))).toBe("2026-01-10T06:00:00.000Z");
    expect(said(nextMinute(BERLIN, at("2026-01-10T06:00:00.001Z"), 7 * 60))).toBe("2026-01-11T06:00:00.000Z");
    expect(said(nextMinute(BERLIN, at("2026-01-10T06:00:00Z"), 7 * 60))).toBe("2026-01-10T06:00:00.000Z");
  });

  it("keeps to the hour over both changes, and takes the first minute after a gap", () => {
    expect(said(nextMinute(BERLIN, at("2026-03-28T20:00:00Z"), 7 * 60))).toBe("2026-03-29T05:00:00.000Z");
    expect(said(nextMinute(BERLIN, at("2026-10-24T20:00:00Z"), 7 * 60))).toBe("2026-10-25T06:00:00.000Z");
    // 02:30 does not exist on that day: it is 03:30 that comes in its place.
    expect(said(nextMinute(BERLIN, at("2026-03-28T22:00:00Z"), 150))).toBe("2026-03-29T01:30:00.000Z");
  });

  it("next shows it on a given day of the week", () => {
    // The tenth of January 2026 is a Saturday.
    expect(said(nextDay("UTC", at("2026-01-10T12:00:00Z"), 7, 540))).toBe("2026-01-11T09:00:00.000Z");
    expect(said(nextDay("UTC", at("2026-01-10T12:00:00Z"), 6, 540))).toBe("2026-01-17T09:00:00.000Z");
  });

  it("knows spans over midnight", () => {
    const night = (minute: number) => isBetween(minute, 22 * 60, 7 * 60);
    expect([night(21 * 60 + 59), night(22 * 60), night(0), night(419), night(420)]).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect([isBetween(60, 60, 120), isBetween(120, 60, 120)]).toEqual([true, false]);
  });
});

describe("a notice goes out", () => {
  const NIGHT = { from: 22 * 60, until: 7 * 60 };
  const quiet: Choices = { ...FIRST_CHOICES, zone: BERLIN, quiet: NIGHT };
  const daily: Choices = { ...quiet, digest: { kind: "daily", minute: 18 * 60 } };
  const weekly: Choices = { ...FIRST_CHOICES, digest: { kind: "weekly", day: 1, minute: 9 * 60 } };
  const talk = { category: "talk", deadline: null } as const;
  const goes = (category: "talk" | "needsMe" | "safety", choices: Choices, now: string, deadline?: string): string =>
    said(sendAt({ category, deadline: deadline === undefined ? null : at(deadline) }, choices, at(now)));

  it("at once, and after the quiet hours, to the minute", () => {
    expect(goes("talk", quiet, "2026-01-10T20:59:59Z")).toBe("2026-01-10T20:59:59.000Z");
    expect(goes("talk", quiet, "2026-01-10T21:00:00Z")).toBe("2026-01-11T06:00:00.000Z");
    expect(goes("talk", quiet, "2026-01-11T06:00:00Z")).toBe("2026-01-11T06:00:00.000Z");
  });

  it("in quiet hours too where it is about the member's keys, and whatever the digest", () => {
    expect(goes("safety", daily, "2026-01-10T23:00:00Z")).toBe("2026-01-10T23:00:00.000Z");
  });

  it("with the digest of the day or the week", () => {
    expect(goes("talk", daily, "2026-01-10T12:00:00Z")).toBe("2026-01-10T17:00:00.000Z");
    expect(goes("talk", weekly, "2026-01-10T12:00:00Z")).toBe("2026-01-12T09:00:00.000Z");
  });

  it("before the digest where that would be too late, but not in quiet hours", () => {
    expect(goes("needsMe", weekly, "2026-01-10T12:00:00Z", "2026-01-11T12:00:00Z")).toBe("2026-01-10T12:00:00.000Z");
    expect(goes("needsMe", daily, "2026-01-10T22:00:00Z", "2026-01-11T12:00:00Z")).toBe("2026-01-11T06:00:00.000Z");
    expect(goes("needsMe", weekly, "2026-01-10T12:00:00Z", "2026-01-20T12:00:00Z")).toBe("2026-01-12T09:00:00.000Z");
  });

  it("however it is chosen, at some time", () =>
    expect(sendAt(talk, daily, at("2026-03-29T00:59:00Z"))).toBeGreaterThan(0));
});
