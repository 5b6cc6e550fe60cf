/**
 * What was decided and still holds, with the day of its review; and the calendar of everything that ends by itself, whatever
 * institution it belongs to, the soonest first.
 */
import { accords, assembly, charter, community, deliberation } from "../../../core/registry.ts";
import type { Result } from "../../../core/institutions/assembly/questions.ts";
import type { DecisionClass, Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";
import { titleOf } from "./titles.ts";

export type DecisionLine = {
  readonly result: number;
  readonly id: Id;
  readonly proposal: number | null;
  readonly title: string | null;
  readonly decisionClass: DecisionClass;
  readonly recordedAt: number;
  readonly reviewUntil: number | null;
  /** An urgent decision that ends then unless it is ratified. */
  readonly ratifyBy: number | null;
};

export const decisionsInForce = (reading: Reading): readonly DecisionLine[] => {
  const register = reading.ask(assembly);
  return register
    .newest(register.count)
    .filter(({ isInForce }) => isInForce)
    .map((result) => lineOf(reading, result))
    .sort((a, b) => endOf(a) - endOf(b));
};

const endOf = ({ ratifyBy, reviewUntil }: DecisionLine): number => ratifyBy ?? reviewUntil ?? Infinity;

const lineOf = (reading: Reading, row: Result): DecisionLine => ({
  result: row.ordinal,
  id: row.decision,
  proposal: reading.ask(deliberation).resolve(row.decision) ?? null,
  title: titleOf(reading, row.decision),
  decisionClass: row.decisionClass,
  recordedAt: row.recordedAt,
  reviewUntil: row.reviewUntil,
  ratifyBy: row.ratifiedBy === null ? row.ratifyBy : null,
});

/** `what` says what ends; `ordinal` is that of the accord, proposal, or member it is about, where it has a screen. */
export type CalendarLine = {
  readonly what:
    | "accord"
    | "windDown"
    | "review"
    | "decision"
    | "ratify"
    | "rule"
    | "pilot"
    | "office"
    | "ballot"
    | "coolingOff"
    | "secondReading";
  readonly title: string | null;
  readonly at: number;
  readonly ordinal: number | null;
};

const ALL = 1000;

export const calendar = (reading: Reading): readonly CalendarLine[] =>
  [...ofAccords(reading), ...ofDecisions(reading), ...ofCharter(reading), ...ofPeople(reading), ...ofProposals(reading)]
    .filter(({ at }) => at > reading.now)
    .sort((a, b) => a.at - b.at);

const ofAccords = (reading: Reading): readonly CalendarLine[] => {
  const register = reading.ask(accords);
  return register.inForce().flatMap(({ accord, row, standing }): readonly CalendarLine[] => {
    const title = reading.text(register.partner(row.partner)?.name ?? null);
    if (standing.kind === "windingDown") return [{ what: "windDown", title, at: standing.until, ordinal: accord }];
    return [
      { what: "accord", title, at: row.expiresAt, ordinal: accord },
      { what: "review", title, at: row.reviewAt, ordinal: accord },
    ];
  });
};

const ofDecisions = (reading: Reading): readonly CalendarLine[] =>
  decisionsInForce(reading).flatMap(({ proposal, title, reviewUntil, ratifyBy }): readonly CalendarLine[] => {
    if (ratifyBy !== null) return [{ what: "ratify", title, at: ratifyBy, ordinal: proposal }];
    return reviewUntil === null ? [] : [{ what: "decision", title, at: reviewUntil, ordinal: proposal }];
  });

const ofCharter = (reading: Reading): readonly CalendarLine[] => {
  const rules = reading.ask(charter);
  const readings = rules.readings().map(({ decision, second }): CalendarLine => ({
    what: "secondReading",
    title: titleOf(reading, decision),
    at: reading.now < second.from ? second.from : second.until,
    ordinal: reading.ask(deliberation).resolve(decision) ?? null,
  }));
  const pilots = new Set(
    rules
      .systems()
      .flatMap(({ system, pilot }) => (pilot !== null && reading.now < pilot.endsAt ? [`systems.${system}`] : [])),
  );
  const clauses = rules.lapsesNext(ALL).map(({ path, endsAt }): CalendarLine => ({
    what: pilots.has(path) ? "pilot" : "rule",
    title: path,
    at: endsAt,
    ordinal: null,
  }));
  return [...clauses, ...readings];
};

const ofPeople = (reading: Reading): readonly CalendarLine[] =>
  reading
    .ask(community)
    .officeHolders()
    .map(({ office, until, member }) => ({ what: "office", title: office, at: until, ordinal: member }));

const ofProposals = (reading: Reading): readonly CalendarLine[] =>
  reading
    .ask(deliberation)
    .open()
    .flatMap(({ ordinal, phase, title, clock }): readonly CalendarLine[] => {
      if (clock.next === null || (phase !== "deciding" && phase !== "coolingOff")) return [];
      const what = phase === "deciding" ? "ballot" : "coolingOff";
      return [{ what, title: reading.text(title), at: clock.next.at, ordinal }];
    });
