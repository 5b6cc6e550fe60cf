/**
 * What deliberation asks of the charter, of the community and of the kernel. The registry wires it; here is only what is
 * needed, and the few readings of it that several acts share.
 */
import type { ClassRule } from "../../counting.ts";
import type { Audience, Batch, Cause, Context, DecisionClass, Datum, Id, Kind, Refusal } from "../../kernel/types.ts";

export type DeliberationView = {
  readonly charter: {
    classRule(decisionClass: DecisionClass): ClassRule;
    parameter(path: string): Datum;
    madeBy(path: string): Id | null;
  };
  readonly community: {
    readonly electors: number;
    isElector(member: number, openedAt: number): boolean;
    holdsPower(member: number, power: string): boolean;
  };
  audienceOf(kind: Kind): Audience | undefined;
  rehearse(batch: Batch): { readonly index: number; readonly refusal: Refusal } | null;
};
export type Deliberating = Context<DeliberationView>;

/** Who may freeze and open what others proposed. */
export const FACILITATE = "facilitate";

/** Days after which what nobody takes further expires: the default is expiry. */
export const IDLE_DAYS = "deliberation.draftDays";
/** Hours that a revised wording rests before it may be frozen. */
export const REST_HOURS = "deliberation.restAfterRevisionHours";

/** The member behind an act. Authority lets only members' devices this far; anything else is a bug. */
export const memberOf = (cause: Cause): number => {
  if (cause.kind !== "device" || cause.member === null) throw new Error(`a ${cause.kind} has no voice in deliberation`);
  return cause.member;
};

export const numberAt = ({ charter }: DeliberationView, path: string): number => {
  const value = charter.parameter(path);
  if (typeof value !== "number") throw new Error(`the charter gives no number for ${path}`);
  return value;
};

/** A rule of the proposal's class, as the clause that refuses and the decision that made it. */
export const classClause = (
  { charter }: DeliberationView,
  decisionClass: DecisionClass,
  rule: string,
): { readonly clause: string; readonly madeBy: Id | null } => {
  const path = `classes.${decisionClass}.${rule}`;
  return { clause: `charter.${path}`, madeBy: charter.madeBy(path) };
};
