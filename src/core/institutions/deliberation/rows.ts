/**
 * Reading and replacing rows. A proposal's row is written here only, because its place in the index of dues, in the list
 * of what lives and in its author's load must follow it.
 */
import { countedAt, NO_TALLY, type Tally } from "../../counting.ts";
import { dueKey, firstOf, pairKey } from "../../kernel/time.ts";
import type { Batch, Id, Instant } from "../../kernel/types.ts";
import type {
  AttachedCommand,
  BallotRow,
  DeliberationState,
  Load,
  Procedure,
  ProposalRow,
  Stage,
  VersionRow,
} from "./state.ts";

export const rowAt = (state: DeliberationState, proposal: number): ProposalRow => {
  const row = state.proposals.get(proposal);
  if (row === undefined) throw new RangeError(`there is no proposal ${proposal}`);
  return row;
};

/** The procedure of a proposal past its opening. */
export const procedureOf = (row: ProposalRow): Procedure => {
  if (row.procedure === null) throw new RangeError(`proposal ${row.id} was not opened`);
  return row.procedure;
};

/** The present wording. */
export const wordingOf = (state: DeliberationState, proposal: number): VersionRow => {
  const { version } = rowAt(state, proposal);
  const wording = state.versions.get(pairKey(proposal, version));
  if (wording === undefined) throw new RangeError(`proposal ${proposal} has no version ${version}`);
  return wording;
};

/** The decision that the proposal is or will be, as the cause of what it does. */
export const decisionBy = ({ id, decisionClass, procedure }: ProposalRow): Omit<Batch, "commands"> => ({
  decision: id,
  decisionClass,
  openedAt: procedure?.openedAt ?? null,
});

/** As they will run: the public ones with the result, then the members'. */
export const inRunningOrder = (commands: readonly AttachedCommand[]): readonly AttachedCommand[] => [
  ...commands.filter(({ isPublic }) => isPublic),
  ...commands.filter(({ isPublic }) => !isPublic),
];

/** The proposal that an id names: that of its draft or of any of its revisions. */
export const resolve = (state: DeliberationState, id: Id): number | undefined => {
  const key = state.names.resolve(id);
  return key === undefined ? undefined : firstOf(key);
};

/** What was said in the proposal's present or last ballot. */
export const ballotOf = ({ ballots }: DeliberationState, proposal: number, { ballot }: ProposalRow): BallotRow =>
  ballots.get(pairKey(proposal, ballot)) ?? NO_BALLOT;
const NO_BALLOT: BallotRow = { ...NO_TALLY, quorumAt: null };

/** How many of what was said count toward the quorum. */
export const countedIn = (row: ProposalRow, tally: Tally): number => countedAt(procedureOf(row).rules)(tally);

/** The row with a new ballot open until `deadline`: whatever was said before is void. */
export const withBallot = (row: ProposalRow, stage: "round" | "vote", deadline: Instant): ProposalRow => ({
  ...row,
  stage,
  round: stage === "round" ? row.round + 1 : row.round,
  ballot: row.ballot + 1,
  dueAt: deadline,
});

const NO_LOAD: Load = { drafts: 0, open: 0 };
export const loadOf = (state: DeliberationState, member: number): Load => state.loads.get(member) ?? NO_LOAD;

/** The state with `after` in place of `before` (null: it is new). */
export const put = (
  state: DeliberationState,
  proposal: number,
  before: ProposalRow | null,
  after: ProposalRow,
): DeliberationState => {
  const moved = before?.stage !== after.stage ? restage(state, proposal, before, after) : state;
  return {
    ...moved,
    proposals: moved.proposals.set(proposal, after),
    dues: redue(moved, proposal, before?.dueAt ?? null, after.dueAt),
  };
};

const redue = (
  { dues }: DeliberationState,
  proposal: number,
  before: Instant | null,
  after: Instant | null,
): DeliberationState["dues"] => {
  if (before === after) return dues;
  const rest = before === null ? dues : dues.delete(dueKey(before, proposal));
  return after === null ? rest : rest.set(dueKey(after, proposal), true);
};

type Duty = keyof Load | null;
const dutyAt = (stage: Stage): Duty => {
  switch (stage) {
    case "draft":
      return "drafts";
    case "deliberating":
    case "round":
    case "vote":
      return "open";
    case "coolingOff":
    case "awaitingResult":
    case "closed":
      return null;
  }
};

const restage = (
  state: DeliberationState,
  proposal: number,
  before: ProposalRow | null,
  { author, stage }: ProposalRow,
): DeliberationState => ({
  ...state,
  loads: reload(state, author, before === null ? null : dutyAt(before.stage), dutyAt(stage)),
  live:
    stage === "closed" ? state.live.delete(proposal) : before === null ? state.live.set(proposal, true) : state.live,
  awaiting: stage === "awaitingResult" ? state.awaiting.set(proposal, true) : state.awaiting.delete(proposal),
});

const reload = (state: DeliberationState, member: number, from: Duty, to: Duty): DeliberationState["loads"] => {
  if (from === to) return state.loads;
  const { drafts, open } = loadOf(state, member);
  const change = (duty: keyof Load): number => (to === duty ? 1 : 0) - (from === duty ? 1 : 0);
  const load = { drafts: drafts + change("drafts"), open: open + change("open") };
  return load.drafts + load.open === 0 ? state.loads.delete(member) : state.loads.set(member, load);
};
