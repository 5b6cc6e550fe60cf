/**
 * What is said in a ballot, and how it ends. The surprising rule: the ballot's deadline moves here, once, when the quorum is
 * first reached with less than the late-quorum time left (as in OpenZeppelin's GovernorPreventLateQuorum), so that
 * nobody can bring the last voters in the last minute.
 */
import type { Tally } from "../../counting.ts";
import { deadline, MINUTE_MS, pairKey } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import type { DeliberationEvent } from "./events.ts";
import { ballotOf, countedIn, procedureOf, put, rowAt } from "./rows.ts";
import type { BallotRow, DeliberationState, ProposalRow, Word } from "./state.ts";

type Event<K extends DeliberationEvent["kind"]> = Extract<DeliberationEvent, { kind: K }>;

/** A changed mind replaces what the member said before in the same ballot. */
export const said = (state: DeliberationState, event: Event<"proposal.said">, at: Instant): DeliberationState => {
  const { proposal, member, word, entry } = event;
  const row = rowAt(state, proposal);
  const key = pairKey(proposal, member);
  const earlier = state.words.get(key);
  const before = ballotOf(state, proposal, row);
  const after = counting(before, earlier?.ballot === row.ballot ? earlier.word : "withdrawn", word);
  const isReached = before.quorumAt === null && countedIn(row, after) >= procedureOf(row).quorumNeeded;
  const words = state.words.set(key, { ballot: row.ballot, word, entry });
  const ballots = state.ballots.set(pairKey(proposal, row.ballot), isReached ? { ...after, quorumAt: at } : after);
  const next = { ...state, words, ballots };
  return isReached ? put(next, proposal, row, withTimeLeft(row, at)) : next;
};

const counting = (ballot: BallotRow, before: Word, after: Word): BallotRow => ({
  yes: ballot.yes + change("yes", before, after),
  standAside: ballot.standAside + change("standAside", before, after),
  no: ballot.no + change("no", before, after),
  abstain: ballot.abstain + change("abstain", before, after),
  quorumAt: ballot.quorumAt,
});
/** Where each word counts. An objection withdrawn leaves none behind. */
const COUNTS: Readonly<Record<Word, keyof Tally | null>> = {
  consent: "yes",
  yes: "yes",
  standAside: "standAside",
  object: "no",
  no: "no",
  abstain: "abstain",
  withdrawn: null,
};
const change = (place: keyof Tally, before: Word, after: Word): number =>
  (COUNTS[after] === place ? 1 : 0) - (COUNTS[before] === place ? 1 : 0);

const withTimeLeft = (row: ProposalRow, at: Instant): ProposalRow => {
  const extended = deadline(at, procedureOf(row).lateQuorumMinutes * MINUTE_MS);
  return row.dueAt !== null && row.dueAt < extended ? { ...row, dueAt: extended } : row;
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
