/**
 * What a charter answers: the values in force at an instant, who made each, when it lapses. It has an answer for every
 * parameter at every time, before the founding too, so that whoever asks never has to decide for itself.
 */
import type { Datum, DecisionClass, Id, Instant, Kind, Who } from "../../kernel/types.ts";
import type { Share } from "../../terms/measure.ts";
import { parameters } from "../../terms/parameters.ts";
import type { Office } from "../../terms/shapes.ts";
import {
  classRuleAt,
  classRuleOn,
  clauseAt,
  floorOf,
  isInForce,
  known,
  linesAt,
  madeAt,
  madeClauses,
  narrowingsAt,
  secondReading,
  shareAt,
  valueAt,
  wholeAt,
  type ClassRule,
  type RedLine,
  type Window,
} from "./standing.ts";
import type { CharterState, Founding, Made, OwnWord, Pilot, Reading } from "./state.ts";
import { systems } from "../../terms/systems.ts";

/** One rule as the charter reader shows it: the value, what it falls back to, who made it, and until when. */
export type Rule = {
  readonly path: string;
  readonly value: Datum;
  readonly floor: Datum;
  readonly made: Made | null;
};
export type SystemStanding = {
  readonly system: string;
  readonly isOn: boolean;
  readonly pilot: Pilot | null;
  readonly made: Made | null;
};
export type PendingReading = Reading & { readonly second: Window };
export type Lapse = { readonly path: string; readonly endsAt: Instant; readonly madeBy: Id };

const NO_LINES: readonly RedLine[] = [];
const NOBODY_NARROWER: readonly Who[] = [];

export class CharterQuestions {
  readonly #state: CharterState;
  readonly #at: Instant;
  constructor(state: CharterState, at: Instant) {
    this.#state = state;
    this.#at = at;
  }

  // ---- the founding

  get founding(): Founding | null {
    return this.#state.founding;
  }
  get founded(): boolean {
    return this.#state.founding !== null;
  }
  get origin(): Id | null {
    return this.#state.founding?.origin ?? null;
  }
  get nodeKey(): Id | null {
    return this.#state.founding?.nodeKey ?? null;
  }
  get foundedAt(): Instant | null {
    return this.#state.founding?.foundedAt ?? null;
  }
  get template(): string {
    return this.#state.founding?.template ?? "";
  }
  get rules(): number {
    return this.#state.rules;
  }
  /** The decision that chose the rules' version; null: the founding did. */
  get rulesBy(): Id | null {
    return this.#state.rulesBy;
  }

  // ---- parameters

  /** The value in force; throws on a path that is not in the catalogue, which only a bug can ask for. */
  parameter(path: string): number | boolean | string {
    const value = valueAt(this.#state, known(path), this.#at);
    if (value === null) throw new RangeError(`${path} has no value`);
    return value;
  }
  whole(path: string): number {
    return wholeAt(this.#state, known(path), this.#at);
  }
  isSet(path: string): boolean {
    return valueAt(this.#state, known(path), this.#at) === true;
  }
  share(path: string): Share {
    return shareAt(this.#state, known(path), this.#at);
  }
  /** The decision that made the clause in force at this path (`redLine.` and `narrowing.` too); null: founding terms. */
  madeBy(path: string): Id | null {
    return this.made(path)?.madeBy ?? null;
  }
  /** The clause in force at this path, if a decision made it. */
  made(path: string): Made | null {
    return madeAt(this.#state, path, this.#at);
  }
  /** All that a class of decision asks, as in force; a few table reads, so keep it rather than ask twice. */
  classRule(of: DecisionClass): ClassRule {
    return classRuleAt(this.#state, of, this.#at);
  }
  /** What a class asked when something opened; null at the very instant of a change. */
  classRuleOn(of: DecisionClass, earlier: Instant): ClassRule | null {
    return classRuleOn(this.#state, of, earlier);
  }
  /** Every parameter in order, as the charter reader shows it. */
  rulesInForce(): readonly Rule[] {
    return parameters.map((parameter) => ({
      path: parameter.path,
      value: valueAt(this.#state, parameter, this.#at),
      floor: floorOf(this.#state, parameter),
      made: clauseAt(this.#state, parameter.number, this.#at),
    }));
  }

  // ---- red lines, narrowings, offices

  redLinesOn(kind: Kind): readonly RedLine[] {
    if (!this.#state.linedKinds.includes(kind)) return NO_LINES;
    return this.redLines().filter((line) => line.kinds.includes(kind));
  }
  redLines(): readonly RedLine[] {
    return linesAt(this.#state, this.#at);
  }
  /** Who else must agree with the ceiling of this kind; empty: nothing narrows it. */
  narrowings(kind: Kind): readonly Who[] {
    return this.#state.narrowedKinds.includes(kind) ? narrowingsAt(this.#state, kind, this.#at) : NOBODY_NARROWER;
  }
  offices(): readonly Office[] {
    return [...this.#state.offices.entries()].map(([, office]) => office);
  }
  powersOf(office: string): readonly string[] {
    return this.offices().find((each) => each.office === office)?.powers ?? [];
  }

  // ---- words

  /** The community's own words in force, each with its language and its end. */
  ownWords(): readonly OwnWord[] {
    const rows = this.#state.words === undefined ? [] : [...this.#state.words.entries()];
    return rows.map(([, word]) => word).filter((word) => word.wording !== null && isInForce(word, this.#at));
  }

  // ---- systems and pilots

  isOn(system: string): boolean {
    return this.isSet(`systems.${system}`);
  }
  systems(): readonly SystemStanding[] {
    return systems.map(({ system, path }) => {
      const { number } = known(path);
      const pilot = this.#state.pilots.get(number) ?? null;
      return { system, isOn: this.isOn(system), pilot, made: clauseAt(this.#state, number, this.#at) };
    });
  }

  // ---- what is to come

  /** Amendments taken once that wait for their second reading, with its window. */
  readings(): readonly PendingReading[] {
    const pending = [...this.#state.readings.entries()].map(([, reading]) => ({
      ...reading,
      second: secondReading(this.#state, reading, this.#at),
    }));
    return pending.filter(({ second }) => this.#at < second.until);
  }
  /** Clauses made by decisions, those that lapse first in front. */
  lapsesNext(limit: number): readonly Lapse[] {
    return this.lapsesSince(this.#at)
      .slice(0, limit)
      .map(({ path, endsAt, madeBy }) => ({ path, endsAt, madeBy }));
  }
  /** The same with those that lapsed after `from`, unless another took their place. */
  lapsesSince(from: Instant): readonly (Made & { readonly path: string })[] {
    const lasting = [...madeClauses(this.#state)].filter(([, made]) => isInForce(made, from));
    return lasting
      .map(([path, { madeBy, madeAt, reaffirmedBy, endsAt }]) => ({ path, madeBy, madeAt, reaffirmedBy, endsAt }))
      .sort((a, b) => a.endsAt - b.endsAt || (a.path < b.path ? -1 : 1));
  }
}
