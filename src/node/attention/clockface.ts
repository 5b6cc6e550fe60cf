/**
 * The member's own clock: what minute of which day it is where they live, and when it will next be a given one. The surprising rule: a
 * minute that a change to summer time leaves out is the first one after the gap, so nothing waits for a time that never comes.
 */
import { DAY_MS, instantOf, MINUTE_MS } from "../../core/kernel/time.ts";
import type { Instant } from "../../core/kernel/types.ts";

const MINUTES_PER_DAY = 1440;
const MINUTES_PER_HOUR = 60;
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const faces = new Map<string, Intl.DateTimeFormat>();
const faceOf = (zone: string): Intl.DateTimeFormat => {
  const face =
    faces.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  faces.set(zone, face);
  return face;
};

/** `day`: 1 is Monday. */
export type Face = { readonly day: number; readonly minute: number };

export const faceAt = (zone: string, at: Instant): Face => {
  const parts = new Map(
    faceOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const minute = Number(parts.get("hour")) * MINUTES_PER_HOUR + Number(parts.get("minute"));
  return { day: DAYS.indexOf(parts.get("weekday") ?? "") + 1, minute };
};

const wrapped = (minutes: number): number => ((minutes % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
/** Minutes from one minute of the day to another, the short way round: -30 for a clock that stands half an hour beyond. */
const apart = (from: number, to: number): number => {
  const ahead = wrapped(to - from);
  return ahead > MINUTES_PER_DAY / 2 ? ahead - MINUTES_PER_DAY : ahead;
};

/** The first whole minute, at `from` or later, at which it is this minute of the day there. */
export const nextMinute = (zone: string, from: Instant, minute: number): Instant => {
  const start = Math.ceil(from / MINUTE_MS) * MINUTE_MS;
  const plain = instantOf(start + wrapped(minute - faceAt(zone, instantOf(start)).minute) * MINUTE_MS);
  const off = apart(faceAt(zone, plain).minute, minute);
  const mended = instantOf(plain + off * MINUTE_MS);
  // In the gap of a change there is no such minute: the first after it counts.
  const found = off === 0 || faceAt(zone, mended).minute !== minute ? plain : mended;
  return found >= from ? found : nextMinute(zone, instantOf(found + DAY_MS / 2), minute);
};

/** The same on a given day of the week. */
export const nextDay = (zone: string, from: Instant, day: number, minute: number): Instant => {
  let at = nextMinute(zone, from, minute);
  for (let tries = 0; faceAt(zone, at).day !== day && tries < DAYS.length; tries += 1)
    at = nextMinute(zone, instantOf(at + MINUTE_MS), minute);
  return at;
};

/** Whether the minute of the day lies from one to another, over midnight where the second is the smaller. */
export const isBetween = (minute: number, from: number, until: number): boolean =>
  from <= until ? from <= minute && minute < until : from <= minute || minute < until;
