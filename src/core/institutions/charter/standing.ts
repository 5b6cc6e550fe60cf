/**
 * The state of a charter read at an instant: a clause while it lasts, the floor of the founding from its end on. Everything
 * that answers for a charter reads it through here, so that a lapse has one meaning.
 */
import type { Datum, DecisionClass, Id, Instant, Kind, Who } from "../../kernel/types.ts";
import type { Condition } from "../../condition.ts";
import { parseShare, type Share } from "../../terms/measure.ts";
import { classBase, classFields, parameterAt, parameterNumbered, type Parameter } from "../../terms/parameters.ts";
import type { LineSpec } from "../../terms/shapes.ts";
import { daysAfter, pairKey } from "../../kernel/time.ts";
import type { CharterState, Clause, LineRow, Made, Reading } from "./state.ts";

export type ClassRule = {
  readonly quorumPercent: number;
  readonly percentFloorPeople: number;
  readonly method: "consent" | "majority" | "supermajority";
  /** What decides when two consent rounds did not; null: nothing does, and the proposal has failed. */
  readonly fallback: "majority" | "supermajority" | null;
  readonly thresholdNumerator: number;
  readonly thresholdDenominator: number;
  readonly deliberationMinutes: number;
  readonly voteMinutes: number;
  readonly coolingOffMinutes: number;
  readonly lateQuorumMinutes: number;
  readonly callBackPercent: number;
  readonly reviewDays: number;
  readonly secret: boolean;
  /** Days within which an urgent decision must be ratified; null for the other classes. */
  readonly ratifyDays: number | null;
};
export type RedLine = {
  readonly line: string;
  readonly kinds: readonly Kind[];
  readonly when: Condition;
  readonly wording: Id | null;
  /** Null: as founded. */
  readonly madeBy: Id | null;
  readonly endsAt: Instant | null;
};

export const isInForce = (made: Made, at: Instant): boolean => at < made.endsAt;

// ---- parameters

/** The parameter of this path; throws on one that is not in the catalogue, which only a bug can ask for. */
export const known = (path: string): Parameter => {
  const parameter = parameterAt(path);
  if (parameter === undefined) throw new RangeError(`${path} is not in the catalogue of parameters`);
  return parameter;
};
const numbered = (number: number): Parameter => {
  const parameter = parameterNumbered(number);
  if (parameter === undefined) throw new RangeError(`no parameter ${number}`);
  return parameter;
};

export const clauseAt = (state: CharterState, number: number, at: Instant): Clause | null => {
  const clause = state.clauses.get(number);
  return clause !== undefined && isInForce(clause, at) ? clause : null;
};
export const floorOf = (state: CharterState, { number, unset }: Parameter): Datum => state.floor.get(number) ?? unset;
export const valueAt = (state: CharterState, parameter: Parameter, at: Instant): Datum =>
  clauseAt(state, parameter.number, at)?.value ?? floorOf(state, parameter);

const asWhole = (value: Datum): number => {
  if (typeof value !== "number") throw new TypeError(`${String(value)} is no number`);
  return value;
};
const asShare = (value: Datum): Share => {
  const share = parseShare(String(value));
  if (share === null) throw new TypeError(`${String(value)} is no share`);
  return share;
};
export const wholeAt = (state: CharterState, parameter: Parameter, at: Instant): number =>
  asWhole(valueAt(state, parameter, at));
export const shareAt = (state: CharterState, parameter: Parameter, at: Instant): Share =>
  asShare(valueAt(state, parameter, at));

// ---- classes of decision

const classRule = (of: DecisionClass, read: (parameter: Parameter) => Datum): ClassRule => {
  const value = (field: keyof typeof classFields): Datum => read(numbered(classBase[of] + classFields[field]));
  const whole = (field: keyof typeof classFields): number => asWhole(value(field));
  const threshold = asShare(value("threshold"));
  return {
    quorumPercent: whole("quorumPercent"),
    percentFloorPeople: asWhole(read(floorPeople)),
    method: methodOf(value("method")),
    fallback: fallbackOf(value("fallback")),
    thresholdNumerator: threshold.count,
    thresholdDenominator: threshold.of,
    deliberationMinutes: whole("deliberationMinutes"),
    voteMinutes: whole("voteMinutes"),
    coolingOffMinutes: whole("coolingOffMinutes"),
    lateQuorumMinutes: whole("lateQuorumMinutes"),
    callBackPercent: whole("callBackPercent"),
    reviewDays: whole("reviewDays"),
    secret: value("secret") === true,
    ratifyDays: of === "urgent" ? whole("ratifyDays") : null,
  };
};
export const classRuleAt = (state: CharterState, of: DecisionClass, at: Instant): ClassRule =>
  classRule(of, (parameter) => valueAt(state, parameter, at));

/**
 * What a class asked at an earlier instant, for results of what opened then. Null at the very instant of a change, where
 * only the order of the entries could tell which of the two stood.
 */
export const classRuleOn = (state: CharterState, of: DecisionClass, earlier: Instant): ClassRule | null => {
  const numbers = [floorPeople.number, ...Object.values(classFields).map((field) => classBase[of] + field)];
  const isChanging = numbers.some((number) => clausesOf(state, number).some(({ madeAt }) => madeAt === earlier));
  return isChanging ? null : classRule(of, (parameter) => valueOn(state, parameter, earlier));
};
const valueOn = (state: CharterState, parameter: Parameter, earlier: Instant): Datum => {
  const stood = clausesOf(state, parameter.number).findLast(({ madeAt }) => madeAt < earlier);
  return stood !== undefined && isInForce(stood, earlier) ? stood.value : floorOf(state, parameter);
};
/** Every clause a parameter ever had, the oldest first. */
const clausesOf = (state: CharterState, number: number): readonly Clause[] => {
  const present = state.clauses.get(number);
  if (present === undefined) return [];
  const former = [...state.formerClauses.entries(pairKey(number, 0), pairKey(number + 1, 0))];
  return [...former.map(([, clause]) => clause), present];
};

const floorPeople = known("percentages.floorPeople");
const methodOf = (value: Datum): ClassRule["method"] =>
  value === "consent" || value === "majority" ? value : "supermajority";
const fallbackOf = (value: Datum): ClassRule["fallback"] =>
  value === "majority" || value === "supermajority" ? value : null;

// ---- red lines and narrowings

export const linesAt = (state: CharterState, at: Instant): readonly RedLine[] =>
  [...state.lines.entries()].flatMap(([, row]) => {
    const spec = lineAt(row, at);
    const clause = row.clause !== null && isInForce(row.clause, at) ? row.clause : null;
    if (spec === null) return [];
    return [{ line: row.line, ...spec, madeBy: clause?.madeBy ?? null, endsAt: clause?.endsAt ?? null }];
  });
const lineAt = ({ floor, clause }: LineRow, at: Instant): LineSpec | null =>
  clause !== null && isInForce(clause, at) ? clause.spec : floor;

export const narrowingsAt = (state: CharterState, kind: Kind, at: Instant): readonly Who[] => {
  for (const [, { act, floor, clause }] of state.narrowings.entries())
    if (act === kind) return clause !== null && isInForce(clause, at) ? clause.who : floor;
  return [];
};

// ---- who made what

/** Every clause that a decision made, by path, those that lapsed included. */
export function* madeClauses(state: CharterState): Generator<readonly [path: string, made: Made]> {
  for (const [number, clause] of state.clauses.entries()) yield [numbered(number).path, clause];
  for (const [, { line, clause }] of state.lines.entries()) if (clause !== null) yield [`redLine.${line}`, clause];
  for (const [, { act, clause }] of state.narrowings.entries()) if (clause !== null) yield [`narrowing.${act}`, clause];
}

/** The clause in force at a path, if a decision made it; null where the founding still speaks. */
export const madeAt = (state: CharterState, path: string, at: Instant): Made | null => {
  const parameter = parameterAt(path);
  if (parameter !== undefined) return clauseAt(state, parameter.number, at);
  for (const [made, clause] of madeClauses(state)) if (made === path) return isInForce(clause, at) ? clause : null;
  return null;
};

// ---- amendments

export type Window = { readonly from: Instant; readonly until: Instant };
/** From when and until when (half-open) the second reading may be taken, as the charter stands at `at`. */
export const secondReading = (state: CharterState, { readAt }: Reading, at: Instant): Window => ({
  from: daysAfter(readAt, wholeAt(state, known("amendment.seasonDays"), at)),
  until: daysAfter(readAt, wholeAt(state, known("amendment.withinDays"), at)),
});
