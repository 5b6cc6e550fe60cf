/**
 * What no founding and no amendment may write into a charter, whoever votes for it. Red lines and narrowings are allowed
 * over named acts only: a line over the acts by which people decide, are heard, appeal, leave or recover a lost phone could
 * shut the door behind itself, so none can be drawn there.
 */
import { refuse } from "../../kernel/refusal.ts";
import type { Id, Kind, Refusal } from "../../kernel/types.ts";
import { fits, type Measure } from "../../terms/measure.ts";
import { parameterAt } from "../../terms/parameters.ts";
import type { refusals } from "./refusals.ts";
import type { Line, Narrowing, Term } from "../../terms/shapes.ts";
import type { CharterState } from "./state.ts";

/** Acts that bind the community to somebody outside: what a red line may make void. */
const lineKinds: readonly Kind[] = ["accord.sign", "accord.reaffirm"];
/** Acts that a charter may reserve to fewer people without shutting anybody out of deciding, hearing or leaving. */
const narrowableKinds: readonly Kind[] = [
  "accord.sign",
  "accord.reaffirm",
  "member.invite",
  "member.sponsor",
  "member.renewGuest",
];

/** Rows of red lines and of narrowings, dropped and lapsed ones included: what one charter page can still show. */
const ROWS_MAX = 64;

const say = (kind: (typeof refusals)[number], law: string, data: Refusal["data"], madeBy: Id | null = null): Refusal =>
  refuse(kind, `law.${law}`, data, madeBy);

/** The first term that is unknown, named twice, or outside its bounds; null when all may stand. */
export const checkTerms = (terms: readonly Term[]): Refusal | null => {
  for (const { path, value } of terms) {
    const parameter = parameterAt(path);
    if (parameter === undefined) return say("charter.unknownParameter", "catalogue", { path });
    if (!fits(parameter.measure, value))
      return say("charter.outOfBounds", parameter.because, { path, value, ...boundsOf(parameter.measure) });
  }
  return checkDoubled(terms.map(({ path }) => path));
};

/** Bounds as data for the words of a refusal. */
const boundsOf = (measure: Measure): Refusal["data"] => {
  switch (measure.sort) {
    case "whole":
      return { min: measure.min, max: measure.max, unit: measure.unit };
    case "flag":
      return { allowed: "true, false" };
    case "choice":
      return { allowed: measure.words.join(", ") };
    case "share":
      return { moreThanHalf: measure.moreThanHalf, max: measure.ofMax };
  }
};

export const checkLines = (lines: readonly Line[]): Refusal | null =>
  checkKinds(
    lines.flatMap(({ kinds }) => kinds),
    lineKinds,
  ) ?? checkDoubled(lines.map(({ line }) => `redLine.${line}`));

export const checkNarrowings = (narrowings: readonly Narrowing[]): Refusal | null =>
  checkKinds(
    narrowings.map(({ act }) => act),
    narrowableKinds,
  ) ?? checkDoubled(narrowings.map(({ act }) => `narrowing.${act}`));

const checkKinds = (kinds: readonly Kind[], allowed: readonly Kind[]): Refusal | null => {
  const barred = kinds.find((kind) => !allowed.includes(kind));
  return barred === undefined ? null : say("charter.kindProtected", "protection", { act: barred });
};

/** The same thing twice in one act: which of the two is meant, nobody could say. */
export const checkDoubled = (paths: readonly string[]): Refusal | null => {
  const doubled = paths.find((path, place) => paths.indexOf(path) !== place);
  return doubled === undefined ? null : say("charter.doubled", "catalogue", { path: doubled });
};

/** Whether the state has room for the lines and narrowings that are new to it. */
export const checkRoom = (
  state: CharterState,
  lines: readonly Line[],
  narrowings: readonly Narrowing[],
): Refusal | null => {
  const knownLines = [...state.lines.entries()].map(([, { line }]) => line);
  const knownActs = [...state.narrowings.entries()].map(([, { act }]) => act);
  const rows = Math.max(
    knownLines.length + lines.filter(({ line }) => !knownLines.includes(line)).length,
    knownActs.length + narrowings.filter(({ act }) => !knownActs.includes(act)).length,
  );
  return rows > ROWS_MAX ? say("charter.tooMany", "limits", { rows, max: ROWS_MAX }) : null;
};
