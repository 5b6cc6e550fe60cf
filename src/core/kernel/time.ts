/**
 * Time as integers. Every deadline is rounded up to a whole minute, so that (deadline, ordinal) fits one table key and
 * people read 14:07, not 14:06:32.113. Intervals are half-open: at its end instant a thing is over.
 */
import type { Instant } from "./types.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** Ordinals of members, proposals, accords are below this, so that a pair of them is one exact table key. */
export const ORDINAL_MAX = 67_108_864;

/** A whole number of milliseconds as an instant; throws on anything else. */
export const instantOf = (milliseconds: number): Instant => {
  if (!Number.isSafeInteger(milliseconds)) throw new RangeError(`not a whole number of milliseconds: ${milliseconds}`);
  return milliseconds as Instant;
};

/** The deadline `durationMs` after `at`, on the next whole minute. */
export const deadline = (at: Instant, durationMs: number): Instant =>
  (Math.ceil((at + durationMs) / MINUTE_MS) * MINUTE_MS) as Instant;
export const daysAfter = (at: Instant, days: number): Instant => deadline(at, days * DAY_MS);
export const hoursAfter = (at: Instant, hours: number): Instant => deadline(at, hours * HOUR_MS);

/** One table key for two ordinals, ordered by the first. */
export const pairKey = (a: number, b: number): number => a * ORDINAL_MAX + b;
export const firstOf = (pair: number): number => Math.floor(pair / ORDINAL_MAX);
export const secondOf = (pair: number): number => pair % ORDINAL_MAX;

/** Whether it can be a deadline: what an act says it ends must be asked this before it is owed. */
export const isWholeMinute = (at: Instant): boolean => at % MINUTE_MS === 0;

/** The key of a due index: `at` must be a `deadline` (a whole minute). */
export const dueKey = (at: Instant, ordinal: number): number => {
  const minutes = at / MINUTE_MS;
  if (!Number.isInteger(minutes)) throw new RangeError(`a deadline falls on a whole minute, not at ${at}`);
  return minutes * ORDINAL_MAX + ordinal;
};
export const dueOf = (key: number): { readonly at: Instant; readonly key: number } => ({
  at: (firstOf(key) * MINUTE_MS) as Instant,
  key: secondOf(key),
});
