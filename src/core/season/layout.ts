/**
 * The season line as geometry: where moons, turnings, months and endings stand on a line from a month ago to the coming season.
 * Places are whole hundredths of a percent of its length, so that one drawing fits every width. The surprising rule: where more
 * things meet than there are rows, the last bead of a row counts those it stands for, and nothing is left out.
 */
import { monthsAfter, monthStart } from "../calendar.ts";
import { DAY_MS, instantOf } from "../kernel/time.ts";
import type { Instant } from "../kernel/types.ts";
import { moonsBetween, turningsBetween, type MoonPhase, type Turning } from "./sky.ts";

/** The whole length. */
export const LENGTH = 10_000;
export const DAYS_PAST = 30;
/** A quarter of a year, and the day that is left over. */
export const DAYS_AHEAD = 92;
/** Rows of beads; what does not fit is counted. */
const ROWS_MAX = 4;
/** How much of the length a bead takes where the line is at its shortest. */
const BEAD_ROOM = 460;
/** The same for the name of a month. */
const NAME_ROOM = 2000;

export type Span = { readonly from: Instant; readonly to: Instant };

/** From the first minute of the day (UTC) a month ago. */
export const seasonAround = (now: Instant): Span => {
  const today = Math.floor(now / DAY_MS);
  return {
    from: instantOf(Math.max(0, today - DAYS_PAST) * DAY_MS),
    to: instantOf((today + DAYS_AHEAD) * DAY_MS),
  };
};

/** Where an instant stands, from 0 to `LENGTH`. */
export const placeOf = ({ from, to }: Span, at: Instant): number =>
  Math.min(LENGTH, Math.max(0, Math.floor(((at - from) * LENGTH) / (to - from))));

export type Bead<T> = {
  readonly x: number;
  /** 0 stands on the line, 1 on that bead. */
  readonly row: number;
  readonly isPast: boolean;
  /** Usually one; more where they found no place of their own. The first in time comes first. */
  readonly things: readonly [T, ...T[]];
};
export type Standing<P> = P & { readonly x: number; readonly at: Instant };
export type SeasonDrawing<T> = {
  readonly today: number;
  readonly beads: readonly Bead<T>[];
  readonly rows: number;
  readonly moons: readonly Standing<{ readonly phase: MoonPhase }>[];
  readonly turnings: readonly Standing<{ readonly turning: Turning }>[];
  /** `isNamed`: there is room for its name before the end of the line. */
  readonly months: readonly Standing<{ readonly isNamed: boolean }>[];
};

/** The drawing of these things around `now`; things outside its span are left out. */
export const drawingOf = <T extends { readonly at: Instant }>(now: Instant, things: readonly T[]): SeasonDrawing<T> => {
  const span = seasonAround(now);
  const standing = <P extends { readonly at: Instant }>(each: P) => ({ ...each, x: placeOf(span, each.at) });
  const shown = things.filter(({ at }) => at > span.from && at < span.to).sort((a, b) => a.at - b.at);
  const beads = beadsOf(span, now, shown);
  return {
    today: placeOf(span, now),
    beads,
    rows: beads.reduce((most, { row }) => Math.max(most, row + 1), 1),
    moons: moonsBetween(span.from, span.to).map(standing),
    turnings: turningsBetween(span.from, span.to).map(standing),
    months: monthsIn(span).map((at) => ({ ...standing({ at }), isNamed: placeOf(span, at) < LENGTH - NAME_ROOM })),
  };
};

/** Each thing in the lowest row that has room; where none has, with the bead of the highest row. */
const beadsOf = <T extends { readonly at: Instant }>(
  span: Span,
  now: Instant,
  things: readonly T[],
): readonly Bead<T>[] => {
  const beads: Bead<T>[] = [];
  const lastIn: (number | null)[] = Array.from({ length: ROWS_MAX }, () => null);
  for (const thing of things) {
    const x = placeOf(span, thing.at);
    const isFree = (place: number | null): boolean => place === null || (beads[place]?.x ?? 0) + BEAD_ROOM <= x;
    const row = lastIn.findIndex(isFree);
    if (row >= 0) {
      lastIn[row] = beads.length;
      beads.push({ x, row, isPast: thing.at <= now, things: [thing] });
      continue;
    }
    const full = lastIn[ROWS_MAX - 1] ?? 0;
    const bead = beads[full];
    if (bead !== undefined)
      beads[full] = { ...bead, isPast: bead.isPast && thing.at <= now, things: [...bead.things, thing] };
  }
  return beads;
};

/** The first instants of months (UTC) in from ≤ t < to. */
const monthsIn = ({ from, to }: Span): readonly Instant[] => {
  const starts: Instant[] = [];
  for (let at = monthStart(from); at < to; at = monthsAfter(at, 1)) if (at >= from) starts.push(at);
  return starts;
};

/**
 * The tide through full and new moons as an SVG path, in a box of `LENGTH` by `height`, from edge to edge: half a wave between
 * each full moon and new moon, level at both.
 */
export const tidePath = (now: Instant, height: number): string => {
  const span = seasonAround(now);
  const beyond = { from: instantOf(Math.max(0, span.from - 30 * DAY_MS)), to: instantOf(span.to + 30 * DAY_MS) };
  const extremes = moonsBetween(beyond.from, beyond.to).flatMap(({ phase, at }) => {
    const x = Math.floor(((at - span.from) * LENGTH) / (span.to - span.from));
    if (phase === "full") return [{ x, y: 0 }];
    return phase === "new" ? [{ x, y: height }] : [];
  });
  const [first, ...rest] = extremes;
  if (first === undefined) return "";
  let before = first;
  const halves = rest.map((point) => {
    const middle = Math.floor((before.x + point.x) / 2);
    const half = `C${middle} ${before.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    before = point;
    return half;
  });
  return `M${first.x} ${first.y}${halves.join("")}`;
};
