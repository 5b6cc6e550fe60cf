/**
 * The phases of the moon and the turnings of the year as whole minutes, read from a table (2020 to 2100). The surprising rule:
 * beyond the table the mean moon goes on, so that a question about any time has an answer that is the same on every machine.
 */
import { instantOf, MINUTE_MS } from "../kernel/time.ts";
import type { Instant } from "../kernel/types.ts";
import { FIRST_NEW_MOON, FIRST_TURNING, MOON_STEPS, TURNING_STEPS } from "./table.ts";

const PHASES = ["new", "firstQuarter", "full", "lastQuarter"] as const;
export type MoonPhase = (typeof PHASES)[number];
/** By month, since what is spring in one half of the world is autumn in the other. */
const TURNINGS = ["march", "june", "september", "december"] as const;
export type Turning = (typeof TURNINGS)[number];

export type Moon = { readonly phase: MoonPhase; readonly at: Instant };
export type YearTurn = { readonly turning: Turning; readonly at: Instant };

const MOON_DIGITS = 3;
const TURNING_DIGITS = 4;
/** 29 days, 12 hours, 44 minutes. */
const MEAN_MOON_MINUTES = 42_524;

const unpacked = (first: number, steps: readonly string[], digits: number): readonly Instant[] => {
  const packed = steps.join("");
  const instants = [instantOf(first * MINUTE_MS)];
  let minutes = first;
  for (let place = 0; place < packed.length; place += digits) {
    minutes += Number.parseInt(packed.slice(place, place + digits), 36);
    instants.push(instantOf(minutes * MINUTE_MS));
  }
  return instants;
};

let unpackedMoons: readonly Instant[] | null = null;
let unpackedTurnings: readonly Instant[] | null = null;
const moons = (): readonly Instant[] => (unpackedMoons ??= unpacked(FIRST_NEW_MOON, MOON_STEPS, MOON_DIGITS));
const turnings = (): readonly Instant[] =>
  (unpackedTurnings ??= unpacked(FIRST_TURNING, TURNING_STEPS, TURNING_DIGITS));

/** The place of the first that is later than `at`; the length where there is none. */
const firstAfter = (instants: readonly Instant[], at: Instant): number => {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instants[middle] ?? at) > at) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** What of a table falls in from < t ≤ to, with its place. */
const within = (instants: readonly Instant[], from: Instant, to: Instant): readonly (readonly [number, Instant])[] => {
  const first = firstAfter(instants, from);
  return instants.slice(first, firstAfter(instants, to)).map((at, place) => [first + place, at] as const);
};

/** The phases in from < t ≤ to; none outside the table. */
export const moonsBetween = (from: Instant, to: Instant): readonly Moon[] =>
  within(moons(), from, to).flatMap(([place, at]) => {
    const phase = PHASES[place % PHASES.length];
    return phase === undefined ? [] : [{ phase, at }];
  });

/** Equinoxes and solstices in from < t ≤ to; none outside the table. */
export const turningsBetween = (from: Instant, to: Instant): readonly YearTurn[] =>
  within(turnings(), from, to).flatMap(([place, at]) => {
    const turning = TURNINGS[place % TURNINGS.length];
    return turning === undefined ? [] : [{ turning, at }];
  });

/** The new moon that comes `count` new moons after `at`; one that falls on `at` itself is not counted. */
export const newMoonAfter = (at: Instant, count = 1): Instant => {
  const all = moons();
  const place = Math.ceil(firstAfter(all, at) / PHASES.length) + count - 1;
  const known = all[place * PHASES.length];
  if (known !== undefined && at >= FIRST_NEW_MOON * MINUTE_MS) return known;
  // The mean moon, counted from the end of the table that is nearer.
  const edge = at < FIRST_NEW_MOON * MINUTE_MS ? 0 : all.length - PHASES.length;
  const edgeMinutes = Math.floor((all[edge] ?? at) / MINUTE_MS);
  const passed = Math.floor((Math.floor(at / MINUTE_MS) - edgeMinutes) / MEAN_MOON_MINUTES);
  return instantOf((edgeMinutes + (passed + count) * MEAN_MOON_MINUTES) * MINUTE_MS);
};
