/**
 * Times and spans in words of a language. The surprising rule: an amount of time left is rounded down, so that nobody is
 * promised a minute that is gone; and whatever is near is said relatively, whatever is far by its date.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Beyond this a number of days says less than months do. */
const DAYS_SAID_MAX = 60;
const DAYS_PER_MONTH = 30;
/** Languages written in Arabic letters. */
const HAS_ITS_OWN_COMMA = /^(?:ar|fa|ps|ur)\b/;
export const commaOf = (tag: string): string => (HAS_ITS_OWN_COMMA.test(tag) ? "،" : ",");

type Unit = "minute" | "hour" | "day" | "month";

/** The amount in the unit that people would use: 90 minutes are 1 hour, 61 days are 2 months. */
const amountOf = (spanMs: number): { readonly amount: number; readonly unit: Unit } => {
  if (spanMs < HOUR_MS) return { amount: Math.floor(spanMs / MINUTE_MS), unit: "minute" };
  if (spanMs < 2 * DAY_MS) return { amount: Math.floor(spanMs / HOUR_MS), unit: "hour" };
  const days = Math.floor(spanMs / DAY_MS);
  if (days <= DAYS_SAID_MAX) return { amount: days, unit: "day" };
  return { amount: Math.floor(days / DAYS_PER_MONTH), unit: "month" };
};

export type Moments = {
  /** "Tuesday 3 March", with the year when it is not this one. */
  day(at: number, now: number): string;
  /** "March 2026" */
  month(at: number): string;
  /** "Tue 3", in a list by months. */
  dayOfMonth(at: number): string;
  /** "14:07" */
  clock(at: number): string;
  /** "Tuesday 3 March, 14:07" */
  full(at: number, now: number): string;
  /** "3/3/2026, 14:07", where space is short. */
  short(at: number): string;
  /** "in 3 days", "2 hours ago" */
  relative(at: number, now: number): string;
  /** "3 days" */
  span(spanMs: number): string;
  /** "1,204" */
  number(value: number): string;
  /** "Rosa, Tom and Noor" */
  list(items: readonly string[]): string;
};

/** @param tag the language, with a region where people write dates in more than one way. */
export const momentsIn = (tag: string, timeZone?: string): Moments => {
  const zone = timeZone === undefined ? {} : { timeZone };
  const dayThisYear = new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long", ...zone });
  const dayWithYear = new Intl.DateTimeFormat(tag, { day: "numeric", month: "long", year: "numeric", ...zone });
  const month = new Intl.DateTimeFormat(tag, { month: "long", year: "numeric", ...zone });
  const dayOfMonth = new Intl.DateTimeFormat(tag, { weekday: "short", day: "numeric", ...zone });
  const year = new Intl.DateTimeFormat("en", { year: "numeric", ...zone });
  const clock = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone });
  const short = new Intl.DateTimeFormat(tag, { dateStyle: "short", timeStyle: "short", ...zone });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: "always" });
  const rightNow = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  const numbers = new Intl.NumberFormat(tag);
  const lists = new Intl.ListFormat(tag);
  const comma = commaOf(tag);
  const day = (at: number, now: number): string =>
    (year.format(at) === year.format(now) ? dayThisYear : dayWithYear).format(at);
  return {
    day,
    month: (at) => month.format(at),
    dayOfMonth: (at) => dayOfMonth.format(at),
    clock: (at) => clock.format(at),
    full: (at, now) => `${day(at, now)}${comma} ${clock.format(at)}`,
    short: (at) => short.format(at),
    relative: (at, now) => {
      if (Math.abs(at - now) < MINUTE_MS) return rightNow.format(0, "second");
      const { amount, unit } = amountOf(Math.abs(at - now));
      return relative.format(at < now ? -amount : amount, unit);
    },
    span: (spanMs) => {
      const { amount, unit } = amountOf(spanMs);
      return new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }).format(amount);
    },
    number: (value) => numbers.format(value),
    list: (items) => lists.format(items),
  };
};
