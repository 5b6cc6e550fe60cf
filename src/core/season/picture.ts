/**
 * How the season line is drawn, whoever draws it: heights in sixteenths of the letters' size, so that it grows with them, and the small
 * signs that stand in its beads. The moon is shown as it is seen from the north, as almanacs do; it is the same moon in the south.
 */
import type { MoonPhase } from "./sky.ts";
import type { EndingSort } from "./endings.ts";

/** From the top: names of turnings, the tide with its moons, rows of beads, the line, names of months, today. */
export const TURNING_LABEL_Y = 18;
export const TIDE_TOP = 35;
export const TIDE_HEIGHT = 24;
const BEADS_TOP = 74;
const ROW_HEIGHT = 28;
const STEM = 8;
export const BEAD_RADIUS = 12;
export const MOON_RADIUS = 7;

export type Heights = {
  readonly line: number;
  readonly months: number;
  readonly today: number;
  readonly whole: number;
};
export const heightsFor = (rows: number): Heights => {
  const line = BEADS_TOP + rows * ROW_HEIGHT + STEM;
  return { line, months: line + 20, today: line + 40, whole: line + 50 };
};
/** The middle of a bead in this row. */
export const beadY = ({ line }: Heights, row: number): number => line - STEM - BEAD_RADIUS - row * ROW_HEIGHT;
/** The middle of a moon on the tide. */
export const moonY = (phase: MoonPhase): number =>
  TIDE_TOP + (phase === "full" ? 0 : phase === "new" ? TIDE_HEIGHT : Math.floor(TIDE_HEIGHT / 2));

/** The lit part of a disc around 0 with `MOON_RADIUS`; null where nothing of it is lit. */
export const MOON_LIGHT: Readonly<Record<MoonPhase, string | null>> = {
  new: null,
  firstQuarter: "M0-7A7 7 0 0 1 0 7Z",
  full: "M0-7A7 7 0 0 1 0 7A7 7 0 0 1 0-7Z",
  lastQuarter: "M0-7A7 7 0 0 0 0 7Z",
};

/** What an ending belongs to, for whoever looks at the line from afar. */
export type Family = "accord" | "decision" | "charter" | "office" | "proposal";

const FAMILIES: Readonly<Record<EndingSort, Family>> = {
  accord: "accord",
  windDown: "accord",
  review: "accord",
  decision: "decision",
  ratify: "decision",
  rule: "charter",
  word: "charter",
  pilot: "charter",
  secondReading: "charter",
  office: "office",
  ballot: "proposal",
  coolingOff: "proposal",
};
export const familyOf = (what: EndingSort): Family => FAMILIES[what];

/** Strokes around 0 that fill a square of 12: two rings, a tick, a page, a person, a word. */
export const SIGNS: Readonly<Record<Family, string>> = {
  accord: "M-5.6 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0M-1.2 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0",
  decision: "M-4.8.6L-1.4 4 5-3.6",
  charter: "M-3.8-5.2h7.6v10.4h-7.6zM-1.4-1.8h2.8M-1.4 1.4h2.8",
  office: "M-2.4-2.8a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0M-4.8 5.2c0-2.8 2-4.2 4.8-4.2s4.8 1.4 4.8 4.2",
  proposal: "M-5-4.4h10v6.8h-5.6l-2.8 2.8v-2.8h-1.6z",
};
