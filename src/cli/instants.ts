/**
 * Times as they are typed and printed: ISO 8601, always in UTC. The surprising rule: a time without an offset is taken as UTC and not
 * as this machine's, so that one command means the same everywhere.
 */
import { instantOf } from "../core/kernel/time.ts";
import type { Instant } from "../core/kernel/types.ts";

const MILLISECONDS = /^\d{1,16}$/;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/i;
/** The end of the year 9999, the last that ISO 8601 writes with four digits. */
const LATEST = 253_402_300_799_999;

/** The instant that ISO 8601 or milliseconds since 1970 say; null for anything else. */
export const parseInstant = (text: string): Instant | null => {
  const said = MILLISECONDS.test(text) ? Number(text) : millisecondsOf(text);
  return Number.isSafeInteger(said) && said >= 0 && said <= LATEST ? instantOf(said) : null;
};

const millisecondsOf = (text: string): number => {
  const [, day, clock = "00:00", seconds = ":00", offset = "Z"] = ISO.exec(text) ?? [];
  const at = Date.parse(`${day}T${clock}${seconds}${offset.toUpperCase()}`);
  // "2026-02-30" must not become the second of March.
  const isThatDay = (offsetText: string): boolean =>
    new Date(at + offsetOf(offsetText)).toISOString().startsWith(day ?? "-");
  return Number.isNaN(at) || !isThatDay(offset) ? Number.NaN : at;
};

const MINUTE_MS = 60_000;
const offsetOf = (offset: string): number => {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
};

/** `2026-03-01T09:00:00.000Z`, for programs. */
export const isoOf = (at: Instant): string => new Date(at).toISOString();
export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : isoOf(at));

/** `2026-03-01 09:00 UTC`, for people. */
export const whenOf = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
