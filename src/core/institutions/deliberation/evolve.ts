/**
 * How each event changes the state. No rule is decided here: `decide`, `due` and `hear` have decided, and an event only
 * says what is so from now on. What belongs to one ballot is in evolveBallot.ts, the thread in evolveThread.ts.
 */
import { daysAfter, dueKey, pairKey } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import { calledBackBy, decided, said } from "./evolveBallot.ts";
import { answered, discussed } from "./evolveThread.ts";
import type { DeliberationEvent } from "./events.ts";
import { NOTICE_DAYS } from "./limits.ts";
import { procedureOf, put, rowAt, withBallot } from "./rows.ts";
import type { DeliberationState, Ending, ProposalRow } from "./state.ts";

type Event<K extends DeliberationEvent["kind"]> = Extract<DeliberationEvent, { kind: K }>;

export function evolve(state: DeliberationState, event: DeliberationEvent, at: Instant): DeliberationState {
  switch (event.kind) {
    case "proposal.said":
      return said(state, event, at);
    case "proposal.discussed":
      return discussed(state, event, at);
    case "proposal.answered":
      return answered(state, event);
    case "proposal.drafted":
      return drafted(state, event, at);
    case "proposal.revised":
      return revised(state, event);
    case "proposal.decided":
      return decided(state, event, at);
    case "proposal.calledBackBy":
      return calledBackBy(state, event);
    case "proposal.closed":
      return closed(state, event, at);
    case "proposal.unfulfilled":
      return unfulfilled(state, event, at);
    case "proposal.opened":
    case "proposal.frozen":
    case "proposal.fellBack":
    case "proposal.sentBack":
    case "proposal.cooledOff":
    case "proposal.overdue":
      return change(state, event.proposal, (row) => advanced(row, event));
  }
}

type Advance = Event<
  | "proposal.opened"
  | "proposal.frozen"
  | "proposal.fellBack"
  | "proposal.sentBack"
  | "proposal.cooledOff"
  | "proposal.overdue"
>;
/** The row at its next stage. */
const advanced = (row: ProposalRow, event: Advance): ProposalRow => {
  switch (event.kind) {
    case "proposal.opened":
      return { ...row, stage: "deliberating", procedure: event.procedure, dueAt: event.expiresAt };
    case "proposal.frozen": {
      const ballot = procedureOf(row).method === "consent" ? "round" : "vote";
      return { ...withBallot(row, ballot, event.deadline), summary: event.summary };
    }
    case "proposal.fellBack":
      return withBallot(row, "vote", event.deadline);
    case "proposal.sentBack":
      return { ...row, stage: "deliberating", isSentBack: true, dueAt: event.expiresAt };
    case "proposal.cooledOff":
      return { ...row, stage: "awaitingResult", dueAt: event.expiresAt };
    case "proposal.overdue":
      return { ...row, decided: "unfulfilled", dueAt: null };
  }
};

const change = (
  state: DeliberationState,
  proposal: number,
  to: (row: ProposalRow) => ProposalRow,
): DeliberationState => {
  const row = rowAt(state, proposal);
  return put(state, proposal, row, to(row));
};

const drafted = (state: DeliberationState, event: Event<"proposal.drafted">, at: Instant): DeliberationState => {
  const proposal = state.count;
  const row: ProposalRow = {
    id: event.version.id,
    author: event.author,
    decisionClass: event.decisionClass,
    draftedAt: at,
    stage: "draft",
    procedure: null,
    version: 1,
    versionId: event.version.id,
    restUntil: null,
    isSentBack: false,
    summary: null,
    round: 0,
    ballot: 0,
    decidedAt: null,
    decided: null,
    decidedBy: null,
    callBacks: 0,
    ending: null,
    endedAt: null,
    result: null,
    posts: 0,
    dueAt: event.expiresAt,
  };
  return put({ ...state, count: proposal + 1, ...versioned(state, proposal, 1, event.version) }, proposal, null, row);
};

const versioned = (
  state: DeliberationState,
  proposal: number,
  version: number,
  row: Event<"proposal.revised">["version"],
): Pick<DeliberationState, "names" | "versions"> => {
  const key = pairKey(proposal, version);
  return { names: state.names.with(row.id, key), versions: state.versions.set(key, row) };
};

/** A revision during a round ends the round: what was said of the wording before is void. */
const revised = (state: DeliberationState, event: Event<"proposal.revised">): DeliberationState => {
  const { proposal, version: wording } = event;
  const row = rowAt(state, proposal);
  const version = row.version + 1;
  const next = { ...state, ...versioned(state, proposal, version, wording) };
  return put(next, proposal, row, {
    ...row,
    stage: row.stage === "draft" ? "draft" : "deliberating",
    version,
    versionId: wording.id,
    restUntil: event.restUntil,
    isSentBack: false,
    summary: null,
    dueAt: event.expiresAt,
  });
};

const closed = (state: DeliberationState, event: Event<"proposal.closed">, at: Instant): DeliberationState => {
  const { proposal, ending, result } = event;
  const next = change(state, proposal, (row) => ({
    ...row,
    stage: "closed",
    ending,
    endedAt: at,
    result,
    dueAt: null,
  }));
  return NOTICED.has(ending) ? noticed(next, proposal, at) : next;
};

const unfulfilled = (
  state: DeliberationState,
  { proposal }: Event<"proposal.unfulfilled">,
  at: Instant,
): DeliberationState =>
  noticed(
    change(state, proposal, (row) => ({ ...row, ending: "unfulfilled" })),
    proposal,
    at,
  );

const NOTICED: ReadonlySet<Ending> = new Set(["unfulfilled", "misrecorded"]);
const noticed = (state: DeliberationState, proposal: number, at: Instant): DeliberationState => ({
  ...state,
  notices: state.notices.set(dueKey(daysAfter(at, NOTICE_DAYS), proposal), true),
});
