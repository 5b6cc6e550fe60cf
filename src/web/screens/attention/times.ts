/**
 * Minutes of a day as a browser's own field for times has them, and the days of the week in the reader's language. The clock is the reader's own;
 * the node is told their time zone with what they choose.
 */
const MINUTES_PER_HOUR = 60;
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const two = (number: number): string => String(number).padStart(2, "0");

/** 1320 is "22:00". */
export const fieldOf = (minute: number): string =>
  `${two(Math.floor(minute / MINUTES_PER_HOUR))}:${two(minute % MINUTES_PER_HOUR)}`;
/** Null while it is being typed. */
export const minuteIn = (field: string): number | null => {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(field) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * MINUTES_PER_HOUR + Number(minutes);
};

/** Monday first, as numbers from 1 and by name. */
export const daysIn = (language: string): readonly { readonly value: string; readonly label: string }[] => {
  const names = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: names.format(MONDAY + (day - 1) * DAY_MS) }));
};

export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
