/**
 * What becomes due by itself: the end of a ballot, the end of cooling-off, the expiry of whatever nobody took further. At
 * most one instant is due per proposal, and settling it always moves or ends it. What was decided never expires: the node was
away, perhaps for long, and the members are still owed its result on record.
 */
import { accept } from "../../kernel/refusal.ts";
import { daysAfter, deadline, dueOf, MINUTE_MS } from "../../kernel/time.ts";
import type { Due, Step } from "../../kernel/types.ts";
import type { DeliberationEvent } from "./events.ts";
import { ballotOf, procedureOf, rowAt, wordingOf } from "./rows.ts";
import type { DeliberationState, ProposalRow } from "./state.ts";
import { coolingOffEndsAt, methodOf, reviewUntil, verdictOn } from "./verdict.ts";

export const nextDue = ({ dues }: DeliberationState): Due | null => {
  const first = dues.first();
  return first === null ? null : dueOf(first[0]);
};

export const settle = (state: DeliberationState, due: Due): Step<DeliberationEvent> => {
  const proposal = due.key;
  const row = rowAt(state, proposal);
  switch (row.stage) {
    case "draft":
    case "deliberating":
      return accept({ kind: "proposal.closed", proposal, ending: "expired", result: null });
    case "awaitingResult":
      return accept({ kind: "proposal.overdue", proposal });
    case "round":
    case "vote":
      return accept(ballotEnd(state, proposal, row, due));
    case "coolingOff":
      return accept({ kind: "proposal.cooledOff", proposal, expiresAt: lastDayOf(state, proposal, row, due) });
    case "closed":
      throw new Error(`proposal ${proposal} is over and has nothing due`);
  }
};

const ballotEnd = (state: DeliberationState, proposal: number, row: ProposalRow, { at }: Due): DeliberationEvent => {
  const { idleDays, voteMinutes } = procedureOf(row);
  const outcome = verdictOn(row, ballotOf(state, proposal, row));
  const common = { kind: "proposal.decided", proposal, method: methodOf(row) } as const;
  switch (outcome) {
    case "noQuorum":
    case "rejected":
      return { ...common, outcome, coolingOffEnds: null, expiresAt: null };
    case "adopted": {
      const ends = coolingOffEndsAt(row, at);
      const expiresAt = reviewUntil(row, wordingOf(state, proposal), at);
      return { ...common, outcome, coolingOffEnds: ends > at ? ends : null, expiresAt };
    }
    case "sentBack":
      return { kind: "proposal.sentBack", proposal, expiresAt: daysAfter(at, idleDays) };
    case "fallbackVote":
      return { kind: "proposal.fellBack", proposal, deadline: deadline(at, voteMinutes * MINUTE_MS) };
  }
};

/** What took effect when its review is already past would be over before it began. */
const lastDayOf = (state: DeliberationState, proposal: number, row: ProposalRow, { at }: Due): Due["at"] =>
  reviewUntil(row, wordingOf(state, proposal), row.decidedAt ?? at);
