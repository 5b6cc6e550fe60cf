/**
 * The charter as a reader sees it: every rule with its value, what it falls back to, who made it and until when; red lines,
 * offices, systems; and the amendments that were read once and wait for their second reading.
 */
import { assembly, charter, community } from "../../../core/registry.ts";
import type { Condition } from "../../../core/condition.ts";
import type { Made } from "../../../core/institutions/charter/state.ts";
import { parameterAt, type Law } from "../../../core/terms/parameters.ts";
import type { Measure } from "../../../core/terms/measure.ts";
import { resultShape } from "../../../core/result.ts";
import { commandOf } from "../../../core/carried.ts";
import type { Datum, Id } from "../../../core/kernel/types.ts";
import type { OwnWording } from "../../../words/speaker.ts";
import type { Reading } from "../reading.ts";
import { amendmentOf, type AmendmentShown } from "./amendments.ts";
import { bodyAt } from "./bodies.ts";
import { decisionShown, type DecisionShown } from "./titles.ts";

/** `by` null: the founding terms, which never end. */
export type MakerShown = {
  readonly by: DecisionShown;
  readonly reaffirmedBy: DecisionShown | null;
  readonly endsAt: number;
};
export type RuleShown = {
  readonly path: string;
  readonly value: Datum;
  readonly floor: Datum;
  readonly made: MakerShown | null;
  readonly isForLater: boolean;
  readonly measure: Measure;
  /** The law that keeps its value within bounds. */
  readonly because: Law;
};
export type LineRule = {
  readonly line: string;
  readonly wording: string | null;
  readonly kinds: readonly string[];
  readonly when: Condition;
  readonly madeBy: DecisionShown | null;
  readonly endsAt: number | null;
};
export type OfficeShown = {
  readonly office: string;
  readonly seats: number;
  readonly powers: readonly string[];
  readonly holders: readonly { readonly ordinal: number; readonly name: string | null; readonly until: number }[];
};
export type SystemShown = {
  readonly system: string;
  readonly isOn: boolean;
  readonly made: MakerShown | null;
  readonly pilot: {
    readonly question: string | null;
    readonly startedAt: number;
    readonly endsAt: number;
    readonly isRunning: boolean;
    readonly by: DecisionShown;
  } | null;
};
export type PendingShown = {
  readonly decision: DecisionShown;
  readonly readAt: number;
  readonly from: number;
  readonly until: number;
  readonly isOpen: boolean;
  /** Null where the result that read it is not on this device. */
  readonly amendment: AmendmentShown | null;
};
export type CharterShown = {
  readonly foundedAt: number | null;
  readonly template: string;
  readonly rulesVersion: number;
  readonly rulesBy: DecisionShown | null;
  readonly rules: readonly RuleShown[];
  readonly lines: readonly LineRule[];
  readonly offices: readonly OfficeShown[];
  readonly systems: readonly SystemShown[];
  readonly words: readonly (OwnWording & { readonly made: MakerShown | null })[];
  readonly pending: readonly PendingShown[];
};

export const charterReader = (reading: Reading): CharterShown => {
  const rules = reading.ask(charter);
  return {
    foundedAt: rules.foundedAt,
    template: rules.template,
    rulesVersion: rules.rules,
    rulesBy: rules.rulesBy === null ? null : decisionShown(reading, rules.rulesBy),
    rules: rules.rulesInForce().flatMap(({ path, value, floor, made }) => {
      const parameter = parameterAt(path);
      if (parameter === undefined) return [];
      const { isForLater, measure, because } = parameter;
      return [{ path, value, floor, made: makerOf(reading, made), isForLater, measure, because }];
    }),
    lines: rules.redLines().map(({ madeBy, wording, ...line }) => ({
      ...line,
      wording: reading.text(wording),
      madeBy: madeBy === null ? null : decisionShown(reading, madeBy),
    })),
    offices: officesOf(reading),
    systems: systemsOf(reading),
    words: rules.ownWords().flatMap((word) => {
      const wording = reading.text(word.wording);
      return wording === null
        ? []
        : [{ term: word.term, language: word.language, wording, made: makerOf(reading, word) }];
    }),
    pending: pendingOf(reading),
  };
};

const makerOf = (reading: Reading, made: Made | null): MakerShown | null =>
  made === null
    ? null
    : {
        by: decisionShown(reading, made.madeBy),
        reaffirmedBy: made.reaffirmedBy === null ? null : decisionShown(reading, made.reaffirmedBy),
        endsAt: made.endsAt,
      };

const officesOf = (reading: Reading): readonly OfficeShown[] => {
  const people = reading.ask(community);
  const holders = people.officeHolders();
  return reading
    .ask(charter)
    .offices()
    .map(({ office, seats, powers }) => ({
      office,
      seats,
      powers,
      holders: holders
        .filter((each) => each.office === office)
        .map(({ member, until }) => ({
          ordinal: member,
          name: reading.text(people.member(member)?.name ?? null),
          until,
        })),
    }));
};

const systemsOf = (reading: Reading): readonly SystemShown[] =>
  reading
    .ask(charter)
    .systems()
    .map(({ system, isOn, pilot, made }) => ({
      system,
      isOn,
      made: makerOf(reading, made),
      pilot:
        pilot === null
          ? null
          : {
              question: reading.text(pilot.question),
              startedAt: pilot.startedAt,
              endsAt: pilot.endsAt,
              isRunning: reading.now < pilot.endsAt,
              by: decisionShown(reading, pilot.madeBy),
            },
    }));

const pendingOf = (reading: Reading): readonly PendingShown[] =>
  reading
    .ask(charter)
    .readings()
    .map(({ decision, readAt, second }) => ({
      decision: decisionShown(reading, decision),
      readAt,
      from: second.from,
      until: second.until,
      isOpen: reading.now >= second.from,
      amendment: readIn(reading, decision),
    }));

/** The changes as they stand in the result that read them. */
const readIn = (reading: Reading, decision: Id): AmendmentShown | null => {
  const result = reading.ask(assembly).byDecision(decision);
  if (result === null) return null;
  const body = bodyAt(reading, result.entry, { kind: "result.record", shape: resultShape });
  for (const carried of body?.commands ?? []) {
    const amendment = amendmentOf(reading, commandOf(carried));
    if (amendment !== null) return amendment;
  }
  return null;
};
