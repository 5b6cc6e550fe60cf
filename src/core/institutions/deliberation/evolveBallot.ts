/**
 * What is said in a ballot, and how it ends. The surprising rule: the ballot's deadline moves here, once, when the quorum is
 * first reached with less than the late-quorum time left (as in OpenZeppelin's GovernorPreventLateQuorum), so that
 * nobody can bring the last voters in the last minute.
 */
import { type Tally } from "../../counting.ts";
import { deadline, MINUTE_MS, pairKey } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import type { DeliberationEvent } from "./events.ts";
import { countedIn, procedureOf, put, rowAt } from "./rows.ts";
import type { DeliberationState, ProposalRow, Word } from "./state.ts";

type Event<K extends DeliberationEvent["kind"]> = Extract<DeliberationEvent, { kind: K }>;

/** A changed mind replaces what the member said before in the same ballot. */
export const said = (state: DeliberationState, event: Event<"proposal.said">, at: Instant): DeliberationState => {
  const { proposal, member, word, entry } = event;
  const row = rowAt(state, proposal);
  const key = pairKey(proposal, member);
  const earlier = state.words.get(key);
  const rest = earlier?.ballot === row.ballot ? counting(row.tally, earlier.word, -1) : row.tally;
  const next = withQuorum({ ...row, tally: counting(rest, word, 1) }, at);
  return {
    ...put(state, proposal, row, next),
    words: state.words.set(key, { ballot: row.ballot, word, entry }),
  };
};

const counting = (tally: Tally, word: Word, change: 1 | -1): Tally => {
  switch (word) {
    case "consent":
    case "yes":
      return { ...tally, yes: tally.yes + change };
    case "object":
    case "no":
      return { ...tally, no: tally.no + change };
    case "standAside":
      return { ...tally, standAside: tally.standAside + change };
    case "abstain":
      return { ...tally, abstain: tally.abstain + change };
    case "withdrawn":
      return tally;
  }
};

const withQuorum = (row: ProposalRow, at: Instant): ProposalRow => {
  const { quorumNeeded, lateQuorumMinutes } = procedureOf(row);
  if (row.quorumAt !== null || countedIn(row) < quorumNeeded) return row;
  const extended = deadline(at, lateQuorumMinutes * MINUTE_MS);
  return {
    ...row,
    quorumAt: at,
    dueAt: row.dueAt !== null && row.dueAt < extended ? extended : row.dueAt,
  };
};

export const decided = (state: DeliberationState, event: Event<"proposal.decided">, at: Instant): DeliberationState => {
  const row = rowAt(state, event.proposal);
  return put(state, event.proposal, row, {
    ...row,
    stage: event.coolingOffEnds === null ? "awaitingResult" : "coolingOff",
    decided: event.outcome,
    decidedAt: at,
    decidedBy: event.method,
    dueAt: event.coolingOffEnds ?? event.expiresAt,
  });
};

export const calledBackBy = (state: DeliberationState, event: Event<"proposal.calledBackBy">): DeliberationState => {
  const row = rowAt(state, event.proposal);
  return {
    ...put(state, event.proposal, row, { ...row, callBacks: row.callBacks + 1 }),
    callBacks: state.callBacks.set(pairKey(event.proposal, event.member), event.entry),
  };
};
