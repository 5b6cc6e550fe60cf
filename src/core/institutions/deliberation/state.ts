/**
 * What deliberation remembers: a row per proposal with its running totals and its next due instant, a row per wording, per
 * member's word on it, per post. The surprising rule: a new ballot voids what was said in the one before by number alone
 * (`ballot`), so nothing is ever scanned or deleted when a revision voids a hundred consents.
 */
import type { Carried } from "../../carried.ts";
import type { Method, Tally, VoteMethod } from "../../counting.ts";
import type { ResultOutcome } from "../../result.ts";
import { Names } from "../../kernel/names.ts";
import { Table } from "../../kernel/table.ts";
import type { DecisionClass, Id, Instant } from "../../kernel/types.ts";

/** Where a proposal stands in the log; the phases that members see are finer and depend on the time asked (phases.ts). */
export type Stage = "draft" | "deliberating" | "round" | "vote" | "coolingOff" | "awaitingResult" | "closed";
/** `misrecorded`: the node recorded a result that the members' log does not bear out; nothing of the members' part runs. */
export type Ending = ResultOutcome | "withdrawn" | "expired" | "misrecorded";
/** What the members decided; `unfulfilled`: adopted, and its review date passed before a result was recorded. */
export type Decided = ResultOutcome;

/** The rules and the electorate that stood when the proposal opened. They stay, whatever the charter says later. */
export type Procedure = {
  readonly rules: number;
  readonly openedAt: Instant;
  readonly electors: number;
  readonly quorumNeeded: number;
  readonly callBacksNeeded: number;
  readonly method: Method;
  readonly fallback: VoteMethod | null;
  readonly thresholdNumerator: number;
  readonly thresholdDenominator: number;
  readonly deliberationEndsAt: Instant;
  readonly restMinutes: number;
  readonly voteMinutes: number;
  readonly coolingOffMinutes: number;
  readonly lateQuorumMinutes: number;
  readonly reviewDays: number;
  /** The charter asks for a secret ballot, which these methods are not: screens must say so before anybody votes. */
  readonly isSecret: boolean;
  /** Days after which what nobody takes further expires. */
  readonly idleDays: number;
};

export type ProposalRow = {
  readonly id: Id;
  readonly author: number;
  readonly decisionClass: DecisionClass;
  readonly draftedAt: Instant;
  readonly stage: Stage;
  readonly procedure: Procedure | null;
  /** The present wording: its ordinal, from 1, and the id of the act that made it. */
  readonly version: number;
  readonly versionId: Id;
  /** A wording revised during deliberation rests until then before it may be frozen. */
  readonly restUntil: Instant | null;
  /** Objections stood: it must be revised before another round. */
  readonly isSentBack: boolean;
  readonly summary: Id | null;
  /** Consent rounds begun, at most two. */
  readonly round: number;
  /** Ballots begun, rounds and votes alike: what was said in an earlier one is void. */
  readonly ballot: number;
  readonly decidedAt: Instant | null;
  readonly decided: Decided | null;
  /** How it was decided: the fallback's method where it came to that. */
  readonly decidedBy: Method | null;
  readonly callBacks: number;
  readonly ending: Ending | null;
  readonly endedAt: Instant | null;
  /** The ordinal of its recorded result in the assembly. */
  readonly result: number | null;
  readonly posts: number;
  /** What is due next: expiry, end of a ballot, end of cooling-off. */
  readonly dueAt: Instant | null;
};

export type AttachedCommand = Carried & { readonly isPublic: boolean };
export type VersionRow = {
  readonly id: Id;
  /** The log index of the act, where screens read the text. */
  readonly entry: number;
  readonly at: Instant;
  readonly title: Id;
  readonly commands: readonly AttachedCommand[];
  readonly reviewDays: number | null;
};

export type Word = "consent" | "standAside" | "object" | "yes" | "no" | "abstain" | "withdrawn";
/** What was said in one ballot so far. It is apart from the proposal's row because it changes with every word. */
export type BallotRow = Tally & {
  /** When it first had its quorum. */
  readonly quorumAt: Instant | null;
};

/** What one member said of one proposal, in which ballot, in which entry. */
export type WordRow = { readonly ballot: number; readonly word: Word; readonly entry: number };

export type Sort = "question" | "answer" | "concern" | "amendment" | "reply";
export type PostRow = {
  readonly entry: number;
  readonly at: Instant;
  readonly author: number;
  readonly sort: Sort;
  /** The ordinal of the post it answers, within the proposal. */
  readonly parent: number | null;
  readonly depth: number;
  readonly isAnswered: boolean;
};

export type Load = { readonly drafts: number; readonly open: number };
export type PostCount = { readonly day: number; readonly posts: number };

export type DeliberationState = {
  readonly proposals: Table<ProposalRow>;
  readonly count: number;
  /** By (proposal, version). */
  readonly versions: Table<VersionRow>;
  /** The ids of drafts and revisions: (proposal, version). */
  readonly names: Names;
  /** By (proposal, ballot); no row: nobody has spoken. */
  readonly ballots: Table<BallotRow>;
  /** By (proposal, member). */
  readonly words: Table<WordRow>;
  /** By (proposal, member): the log index of the call. */
  readonly callBacks: Table<number>;
  /** By (proposal, post). */
  readonly posts: Table<PostRow>;
  /** The ids of posts: (proposal, post). */
  readonly postNames: Names;
  /** By (proposal, member). */
  readonly postCounts: Table<PostCount>;
  /** By member. */
  readonly loads: Table<Load>;
  /** By (instant, proposal): at most one per proposal. */
  readonly dues: Table<true>;
  readonly live: Table<true>;
  readonly awaiting: Table<true>;
  /** By (last instant, proposal): adopted, but not done. */
  readonly notices: Table<true>;
};

export const initial: DeliberationState = {
  proposals: Table.empty(),
  count: 0,
  versions: Table.empty(),
  names: Names.empty,
  ballots: Table.empty(),
  words: Table.empty(),
  callBacks: Table.empty(),
  posts: Table.empty(),
  postNames: Names.empty,
  postCounts: Table.empty(),
  loads: Table.empty(),
  dues: Table.empty(),
  live: Table.empty(),
  awaiting: Table.empty(),
  notices: Table.empty(),
};
