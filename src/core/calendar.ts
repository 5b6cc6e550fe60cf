/**
 * Calendar months as integers (proleptic Gregorian, UTC), for terms that people count in months. The surprising rule: a month
 * after 31 January is 28 or 29 February, the last day there is; no time zone or host calendar is consulted.
 */
import { DAY_MS, deadline } from "./kernel/time.ts";
import type { Instant } from "./kernel/types.ts";

const DAYS_PER_ERA = 146_097; // 400 years
const DAYS_TO_1970 = 719_468; // from 0000-03-01, where the computational year starts

type Day = { readonly year: number; readonly month: number; readonly day: number };

/** The same day and time of day, `months` later, on the next whole minute; the last day of a shorter month. */
export const monthsAfter = (at: Instant, months: number): Instant => {
  const days = Math.floor(at / DAY_MS);
  const { year, month, day } = dayOf(days);
  const counted = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(counted / 12), month: (counted % 12) + 1 };
  const later = daysTo({ ...target, day: Math.min(day, daysIn(target.year, target.month)) });
  return deadline(at, (later - days) * DAY_MS);
};

/** The first instant of the month that it falls in. */
export const monthStart = (at: Instant): Instant => {
  const { year, month } = dayOf(Math.floor(at / DAY_MS));
  return deadline(at, daysTo({ year, month, day: 1 }) * DAY_MS - at);
};

export type UtcTime = Day & { readonly hour: number; readonly minute: number; readonly second: number };
/** The date and time of day in UTC. */
export const utcOf = (at: Instant): UtcTime => {
  const days = Math.floor(at / DAY_MS);
  const second = Math.floor((at - days * DAY_MS) / 1000);
  return {
    ...dayOf(days),
    hour: Math.floor(second / 3600),
    minute: Math.floor(second / 60) % 60,
    second: second % 60,
  };
};

/** Days since 1970-01-01 to a date, and back: Howard Hinnant, "chrono-compatible low-level date algorithms". */
const daysTo = ({ year, month, day }: Day): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
};

const dayOf = (days: number): Day => {
  const shifted = days + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
};

const daysIn = (year: number, month: number): number =>
  month === 12 ? 31 : daysTo({ year, month: month + 1, day: 1 }) - daysTo({ year, month, day: 1 });
