/**
 * What a draft can be about: the classes of decision with what each asks, and the things a proposal can touch (accords,
 * decisions, rules, systems, offices, hearings) as they stand now. Forms choose among these; the core judges the choice.
 */
import { accords, assembly, charter, community } from "../../../core/registry.ts";
import type { ClassRule } from "../../../core/institutions/charter/standing.ts";
import type { HearingPhase } from "../../../core/institutions/community/state.ts";
import { decisionClasses, parameterAt } from "../../../core/terms/parameters.ts";
import type { Measure } from "../../../core/terms/measure.ts";
import type { Datum, DecisionClass, Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";
import { titleOf } from "./titles.ts";

export type ClassChoice = { readonly of: DecisionClass; readonly rule: ClassRule };
export type Choosable = {
  readonly accords: readonly {
    readonly id: Id;
    readonly accord: number;
    readonly partner: string | null;
    readonly standing: "inForce" | "windingDown";
    readonly until: number;
  }[];
  readonly decisions: readonly {
    readonly id: Id;
    readonly title: string | null;
    readonly decisionClass: DecisionClass;
    readonly reviewUntil: number | null;
    readonly ratifyBy: number | null;
  }[];
  readonly rules: readonly { readonly path: string; readonly value: Datum; readonly measure: Measure }[];
  /** Rules that a decision made: they end unless they are reaffirmed. */
  readonly ending: readonly { readonly path: string; readonly endsAt: number }[];
  readonly lines: readonly { readonly line: string; readonly wording: string | null }[];
  readonly systems: readonly { readonly system: string; readonly isOn: boolean; readonly isPilot: boolean }[];
  readonly offices: readonly {
    readonly office: string;
    readonly seats: number;
    readonly holders: readonly { readonly id: Id; readonly name: string | null; readonly until: number }[];
  }[];
  readonly members: readonly { readonly id: Id; readonly ordinal: number; readonly name: string | null }[];
  readonly hearings: readonly {
    readonly id: Id;
    readonly name: string | null;
    readonly phase: HearingPhase;
    readonly dueAt: number;
  }[];
};
export type Drafting = Choosable & {
  readonly classes: readonly ClassChoice[];
  readonly electors: number;
  readonly pilotDaysMax: number;
  readonly officeMonthsMax: number;
  readonly accordMonths: { readonly byDefault: number; readonly atMost: number };
  readonly coolingDays: number;
};

export const drafting = (reading: Reading): Drafting => {
  const rules = reading.ask(charter);
  return {
    classes: decisionClasses.map((of) => ({ of, rule: rules.classRule(of) })),
    electors: reading.ask(community).electors,
    pilotDaysMax: rules.whole("pilot.daysMaximum"),
    officeMonthsMax: rules.whole("office.termMonths"),
    accordMonths: { byDefault: rules.whole("accord.defaultMonths"), atMost: rules.whole("accord.maximumMonths") },
    coolingDays: rules.whole("negotiation.coolingDays"),
    accords: accordsNow(reading),
    decisions: decisionsNow(reading),
    ...rulesNow(reading),
    ...peopleNow(reading),
  };
};

const accordsNow = (reading: Reading): Choosable["accords"] => {
  const register = reading.ask(accords);
  return register.inForce().flatMap(({ accord, row, standing }) => {
    const isRunning = standing.kind === "inForce" || standing.kind === "windingDown";
    if (!isRunning) return [];
    const partner = reading.text(register.partner(row.partner)?.name ?? null);
    return [{ id: row.id, accord, partner, standing: standing.kind, until: standing.until }];
  });
};

const decisionsNow = (reading: Reading): Choosable["decisions"] => {
  const register = reading.ask(assembly);
  return register
    .newest(register.count)
    .filter(({ isInForce }) => isInForce)
    .map(({ decision, decisionClass, reviewUntil, ratifyBy, ratifiedBy }) => ({
      id: decision,
      title: titleOf(reading, decision),
      decisionClass,
      reviewUntil,
      ratifyBy: ratifiedBy === null ? ratifyBy : null,
    }));
};

const ALL = 1000;
const rulesNow = (reading: Reading): Pick<Choosable, "rules" | "ending" | "lines" | "systems"> => {
  const rules = reading.ask(charter);
  return {
    rules: rules.rulesInForce().flatMap(({ path, value }) => {
      const parameter = parameterAt(path);
      return parameter === undefined || parameter.isForLater ? [] : [{ path, value, measure: parameter.measure }];
    }),
    ending: rules.lapsesNext(ALL).map(({ path, endsAt }) => ({ path, endsAt })),
    lines: rules.redLines().map(({ line, wording }) => ({ line, wording: reading.text(wording) })),
    systems: rules.systems().map(({ system, isOn, pilot }) => ({
      system,
      isOn,
      isPilot: pilot !== null && reading.now < pilot.endsAt,
    })),
  };
};

const peopleNow = (reading: Reading): Pick<Choosable, "offices" | "members" | "hearings"> => {
  const people = reading.ask(community);
  const nameOf = (ordinal: number): string | null => reading.text(people.member(ordinal)?.name ?? null);
  const holders = people.officeHolders();
  return {
    offices: reading
      .ask(charter)
      .offices()
      .map(({ office, seats }) => ({
        office,
        seats,
        holders: holders
          .filter((each) => each.office === office)
          .flatMap(({ member, until }) => {
            const row = people.member(member);
            return row === undefined ? [] : [{ id: row.id, name: nameOf(member), until }];
          }),
      })),
    members: people
      .members()
      .filter(({ ended, role }) => ended === null && role === "member")
      .map(({ id, ordinal }) => ({ id, ordinal, name: nameOf(ordinal) })),
    hearings: people.hearings().map(({ id, member, phase, dueAt }) => ({ id, name: nameOf(member), phase, dueAt })),
  };
};
