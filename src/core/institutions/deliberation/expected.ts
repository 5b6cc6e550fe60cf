/**
 * What the node must record about a decided proposal: everything that follows from the members' log. Whether the whole batch
 * would be accepted is not known here; whoever asks rehearses it and makes `adopted` into `unfulfilled` (judge.ts).
 */
import type { Tally } from "../../counting.ts";
import type { Totals, ExpectedResult } from "../../result.ts";
import { ballotOf, procedureOf, rowAt, wordingOf } from "./rows.ts";
import type { DeliberationState, ProposalRow } from "./state.ts";
import { methodOf, reviewUntil } from "./verdict.ts";

/** The result of a proposal that waits for one, else null. With texts only where the charter publishes decisions. */
export const expectedResult = (
  state: DeliberationState,
  proposal: number,
  publishes: boolean,
): ExpectedResult | null => {
  const row = rowAt(state, proposal);
  const { stage, decided, decidedAt } = row;
  if (stage !== "awaitingResult" || decided === null || decidedAt === null) return null;
  const wording = wordingOf(state, proposal);
  const isAdopted = decided === "adopted";
  const { rules, openedAt } = procedureOf(row);
  return {
    decision: row.id,
    decisionClass: row.decisionClass,
    method: row.decidedBy ?? methodOf(row),
    outcome: decided,
    totals: totalsOf(row, ballotOf(state, proposal, row)),
    commands: isAdopted
      ? wording.commands.filter(({ isPublic }) => isPublic).map(({ kind, body }) => ({ kind, body }))
      : [],
    rules,
    openedAt,
    decidedAt,
    reviewUntil: isAdopted ? reviewUntil(row, wording, decidedAt) : null,
    title: publishes ? wording.title : null,
    summary: publishes ? row.summary : null,
  };
};

const totalsOf = (row: ProposalRow, tally: Tally): Totals => {
  const { electors, quorumNeeded } = procedureOf(row);
  const { yes, standAside, no, abstain } = tally;
  return { electors, yes, standAside, no, abstain, quorumNeeded, callBacks: row.callBacks };
};
