/**
 * Who may do an act, checked in one place and from data before any institution sees it. Denied unless something allows it:
 * first the ceiling that the kind of act declares, then what the charter narrows, switches off or forbids by a red line.
 * The surprising rule: a red line looks only at facts, so it refuses everybody alike, whoever voted for the act.
 */
import { isAtLeast } from "./counting.ts";
import { evaluate, reasonOf, type Condition } from "./condition.ts";
import { refuse } from "./kernel/refusal.ts";
import type { Ask, KindDefinition } from "./kernel/wiring.ts";
import { systemOf } from "./terms/systems.ts";
import type { Cause, Facts, Id, Instant, Kind, Refusal, Who } from "./kernel/types.ts";

export const refusals = [
  "authority.notFounded",
  "authority.notEntitled",
  "authority.narrowed",
  "system.off",
  "redLine.crossed",
] as const satisfies readonly Kind[];

type RedLine = {
  readonly line: string;
  readonly when: Condition;
  readonly wording: Id | null;
  readonly madeBy: Id | null;
};
export type Charter = {
  readonly founded: boolean;
  readonly nodeKey: Id | null;
  isOn(system: string): boolean;
  madeBy(path: string): Id | null;
  narrowings(kind: Kind): readonly Who[];
  redLinesOn(kind: Kind): readonly RedLine[];
};
type Standing = string;
type Personal = "participant" | "member" | "elector" | "former";
export type People = {
  personOf(key: Id): { readonly member: number; readonly standing: Standing } | null;
  isAmong(standing: Standing, who: Personal): boolean;
  holdsPower(member: number, power: string): boolean;
};
type Judged = { readonly cause: Cause; readonly kind: Kind; readonly charter: Charter; readonly people: () => People };
const judgedAs = (cause: Cause, kind: Kind, charter: Charter, people: () => People): Judged => ({
  cause,
  kind,
  charter,
  people,
});

/** The check of a registry, given how it asks its charter and its people; the people are asked for members' acts only. */
export const authorityOver =
  (charterOf: (ask: Ask) => Charter, peopleOf: (ask: Ask) => People) =>
  (cause: Cause, { act }: KindDefinition, facts: () => Facts, _at: Instant, ask: Ask): Refusal | null => {
    const judged = judgedAs(cause, act.kind, charterOf(ask), () => peopleOf(ask));
    return overCeiling(judged, act.who) ?? narrowed(judged) ?? switchedOff(judged) ?? crossed(judged, facts);
  };

// ---- the ceiling

const overCeiling = (judged: Judged, who: readonly Who[]): Refusal | null => {
  const { kind, charter } = judged;
  if (!charter.founded && !who.some((each) => each.kind === "founder"))
    return refuse("authority.notFounded", "law.founding", { act: kind });
  if (who.some((each) => allows(each, judged))) return null;
  return refuse("authority.notEntitled", "law.authority", denial(judged, who));
};

const allows = (who: Who, { cause, charter, people }: Judged): boolean => {
  switch (who.kind) {
    case "founder": // whoever signs the first act; `charter.found` sees to it that there is one
      return cause.kind === "device";
    case "anyDevice":
      return cause.kind === "device";
    case "node":
      return cause.kind === "node" && cause.key === charter.nodeKey;
    case "decision":
      return cause.kind === "decision" && isAtLeast(cause.decisionClass, who.atLeast);
    case "power":
      return cause.kind === "device" && cause.member !== null && people().holdsPower(cause.member, who.power);
    case "participant":
    case "member":
    case "elector":
    case "former":
      return isStanding(who.kind, cause, people);
  }
};

const isStanding = (who: Personal, cause: Cause, people: () => People): boolean => {
  const standing = standingOf(cause, people);
  return standing !== null && people().isAmong(standing, who);
};
/** Public acts carry no member, so nothing public ever depends on who is one. */
const standingOf = (cause: Cause, people: () => People): Standing | null =>
  cause.kind === "device" && cause.member !== null ? (people().personOf(cause.key)?.standing ?? null) : null;

/** What the words of a refusal need: what would have been enough, and who asked. */
const denial = ({ cause, kind, people }: Judged, who: readonly Who[]): Refusal["data"] => ({
  act: kind,
  needs: who.map(described).join(", "),
  by: cause.kind,
  standing: standingOf(cause, people),
  decisionClass: cause.kind === "decision" ? cause.decisionClass : null,
});
const described = (who: Who): string => {
  if (who.kind === "power") return `power:${who.power}`;
  return who.kind === "decision" ? `decision:${who.atLeast}` : who.kind;
};

// ---- the charter

const narrowed = (judged: Judged): Refusal | null => {
  const { kind, charter } = judged;
  const narrower = charter.narrowings(kind);
  if (narrower.length === 0 || narrower.some((who) => allows(who, judged))) return null;
  const clause = `narrowing.${kind}`;
  return refuse("authority.narrowed", clause, denial(judged, narrower), charter.madeBy(clause));
};

const switchedOff = ({ kind, charter }: Judged): Refusal | null => {
  const system = systemOf(kind);
  if (system === undefined || charter.isOn(system.system)) return null;
  return refuse(
    "system.off",
    `charter.${system.path}`,
    { system: system.system, act: kind },
    charter.madeBy(system.path),
  );
};

const crossed = ({ kind, charter }: Judged, facts: () => Facts): Refusal | null => {
  const lines = charter.redLinesOn(kind);
  if (lines.length === 0) return null;
  const found = facts();
  const line = lines.find(({ when }) => evaluate(when, found));
  if (line === undefined) return null;
  const reason = reasonOf(line.when, found);
  const data = { line: line.line, fact: reason?.fact ?? null, value: reason?.value ?? null, wording: line.wording };
  return refuse("redLine.crossed", `redLine.${line.line}`, data, line.madeBy);
};
