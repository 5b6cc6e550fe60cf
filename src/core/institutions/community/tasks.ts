/**
 * What is to come for one member: their own deadlines, and what others wait for them to do. The surprising rule: only the member
 * and those who must act are told; nothing here says anything about somebody else's case.
 */
import type { Id, Instant } from "../../kernel/types.ts";
import { memberAt, officeAt, type HearingRow, type MemberRow, type State } from "./state.ts";

export type TaskSort =
  | "probationEnds"
  | "stayEnds"
  | "leaveBegins"
  | "leaveEnds"
  | "officeEnds"
  | "hearingEnds"
  | "exclusionMayBeDecided"
  | "appealBefore"
  | "commitBefore"
  | "revealBefore"
  | "panelDecides"
  | "panelVoteBefore"
  | "assemblyHearsAppeal"
  | "recoveryLapses"
  | "objectBefore"
  | "recoveryCompletes";
/** `thing`: the id of the hearing, appeal or recovery, or the office's word; null where it is about the member alone. */
export type Task = { readonly sort: TaskSort; readonly at: Instant; readonly thing: Id | string | null };

const task = (sort: TaskSort, at: Instant | null, thing: Task["thing"] = null): readonly Task[] =>
  at === null ? [] : [{ sort, at, thing }];

const personal = (state: State, row: MemberRow): readonly Task[] => [
  ...task("probationEnds", row.probationUntil),
  ...task("stayEnds", row.guestUntil),
  ...task("leaveBegins", row.away ? null : row.leaveFrom),
  ...task("leaveEnds", row.leaveUntil),
  ...row.offices.flatMap((ordinal) => {
    const { office, until } = officeAt(state, ordinal);
    return task("officeEnds", until, office);
  }),
];

/** What the phase of a case means to the person it is about. */
const aboutMe: Readonly<Record<HearingRow["phase"], TaskSort>> = {
  hearing: "hearingEnds",
  heard: "exclusionMayBeDecided",
  excluded: "appealBefore",
  committing: "commitBefore",
  revealing: "revealBefore",
  panel: "panelDecides",
  assembly: "assemblyHearsAppeal",
};
const ownHearing = (state: State, row: MemberRow): readonly Task[] => {
  const hearing = state.hearings.get(row.hearing);
  return hearing === undefined ? [] : task(aboutMe[hearing.phase], hearing.dueAt, hearing.id);
};

/** Appeals are few and short, so those under way are read through. */
const panelDuties = (state: State, member: number): readonly Task[] =>
  [...state.appeals.entries()].flatMap(([hearing, { id, panel, votes }]) => {
    const seat = panel.indexOf(member);
    const dueAt = state.hearings.get(hearing)?.dueAt ?? null;
    return seat >= 0 && votes[seat] === null ? task("panelVoteBefore", dueAt, id) : [];
  });

const ownRecovery = (state: State, row: MemberRow): readonly Task[] => {
  const recovery = state.recoveries.get(row.recovery);
  if (recovery === undefined) return [];
  const { id, phase, dueAt } = recovery;
  switch (phase) {
    case "gathering":
    case "contested":
      return task("recoveryLapses", dueAt, id);
    case "waiting":
      return task("objectBefore", dueAt, id);
    case "finalWaiting":
      return task("recoveryCompletes", dueAt, id);
    case "closed":
      return [];
  }
};

/** Soonest first; nothing for somebody who is gone. */
export const tasksOf = (state: State, member: number): readonly Task[] => {
  const row = memberAt(state, member);
  if (row.ended === "gone") return [];
  const own = row.ended === null ? [...personal(state, row), ...panelDuties(state, member)] : [];
  return [...own, ...ownHearing(state, row), ...ownRecovery(state, row)].sort((a, b) => a.at - b.at);
};
