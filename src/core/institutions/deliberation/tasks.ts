/**
 * What asks one member to act, and by when: what Home shows. Only live proposals are looked at, and they are few, since each
 * member may have only so many.
 */
import type { Instant } from "../../kernel/types.ts";
import { deadline, dueKey, dueOf, pairKey } from "../../kernel/time.ts";
import { phaseAt } from "./phases.ts";
import { rowAt } from "./rows.ts";
import type { DeliberationState, ProposalRow } from "./state.ts";

/** `undone`: it was adopted and could not be done, so its author is asked what now. */
export type Task = {
  readonly what: "decide" | "open" | "freeze" | "revise" | "undone";
  readonly proposal: number;
  readonly by: Instant;
};

/** The member's tasks, the most pressing first. @param isElector whether the member may decide on what opened then. */
export const tasksOf = (
  state: DeliberationState,
  member: number,
  isElector: (openedAt: Instant) => boolean,
  at: Instant,
): readonly Task[] => {
  const tasks: Task[] = [];
  const add = (what: Task["what"] | null, proposal: number, by: Instant | null): void => {
    if (what !== null && by !== null) tasks.push({ what, proposal, by });
  };
  for (const [proposal] of state.live.entries()) {
    const row = rowAt(state, proposal);
    add(asksElector(state, proposal, row, member, isElector) ? "decide" : null, proposal, row.dueAt);
    add(row.author === member ? asksAuthor(row, at) : null, proposal, row.dueAt);
  }
  for (const [proposal, by] of noticesAt(state, at)) {
    add(rowAt(state, proposal).author === member ? "undone" : null, proposal, by);
  }
  return tasks.sort((a, b) => a.by - b.by || a.proposal - b.proposal);
};

/** Proposals adopted and not done, with the instant until which that is still before the assembly. */
export function* noticesAt({ notices }: DeliberationState, at: Instant): Generator<readonly [number, Instant]> {
  for (const [key] of notices.entries(dueKey(deadline(at, 1), 0))) {
    const due = dueOf(key);
    yield [due.key, due.at];
  }
}

const asksElector = (
  { words }: DeliberationState,
  proposal: number,
  { stage, ballot, procedure }: ProposalRow,
  member: number,
  isElector: (openedAt: Instant) => boolean,
): boolean => {
  if (procedure === null || (stage !== "round" && stage !== "vote")) return false;
  return words.get(pairKey(proposal, member))?.ballot !== ballot && isElector(procedure.openedAt);
};

const asksAuthor = (row: ProposalRow, at: Instant): "open" | "freeze" | "revise" | null => {
  switch (phaseAt(row, at)) {
    case "draft":
      return "open";
    case "mayFreeze":
      return "freeze";
    case "revising":
      return "revise";
    case "deliberating":
    case "deciding":
    case "coolingOff":
    case "awaitingResult":
    case "closed":
      return null;
  }
};
