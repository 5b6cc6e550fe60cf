/**
 * The phase of a proposal at an instant, with its clock: what happens next and when, and what happens if nobody does
 * anything more. Phases are finer than the stages of the log, because passing the least deliberation is no event: it is
 * simply so from then on.
 */
import type { Tally } from "../../counting.ts";
import type { Instant } from "../../kernel/types.ts";
import type { ProposalRow } from "./state.ts";
import { coolingOffEndsAt, verdictOn } from "./verdict.ts";

export type Phase =
  "draft" | "deliberating" | "mayFreeze" | "revising" | "deciding" | "coolingOff" | "awaitingResult" | "closed";

/** What an instant brings. `adopted` begins to cool off; `takesEffect` once its result is recorded. */
export type Happening =
  | "expires"
  | "mayFreeze"
  | "ballotEnds"
  | "adopted"
  | "rejected"
  | "noQuorum"
  | "sentBack"
  | "fallbackVote"
  | "takesEffect";
export type Tick = { readonly at: Instant; readonly what: Happening };
export type Clock = {
  /** The next instant that changes what can be done; null: only somebody's act changes it. */
  readonly next: Tick | null;
  /** Where it goes by itself. */
  readonly ifNothing: Tick | null;
};

/** From when it may be frozen; null where a revision is needed first, or where it is not in deliberation. */
const mayFreezeAt = ({ stage, procedure, restUntil, isSentBack }: ProposalRow): Instant | null => {
  if (stage !== "deliberating" || procedure === null || isSentBack) return null;
  const { deliberationEndsAt } = procedure;
  return restUntil !== null && restUntil > deliberationEndsAt ? restUntil : deliberationEndsAt;
};

export const phaseAt = (row: ProposalRow, at: Instant): Phase => {
  switch (row.stage) {
    case "deliberating": {
      const from = mayFreezeAt(row);
      return from === null ? "revising" : at < from ? "deliberating" : "mayFreeze";
    }
    case "round":
    case "vote":
      return "deciding";
    case "draft":
    case "coolingOff":
    case "awaitingResult":
    case "closed":
      return row.stage;
  }
};

const tick = (at: Instant | null, what: Happening): Tick | null => (at === null ? null : { at, what });

export const clockAt = (row: ProposalRow, tally: Tally, at: Instant): Clock => {
  switch (phaseAt(row, at)) {
    case "draft":
    case "mayFreeze":
    case "revising":
      return { next: null, ifNothing: tick(row.dueAt, "expires") };
    case "deliberating":
      return { next: tick(mayFreezeAt(row), "mayFreeze"), ifNothing: tick(row.dueAt, "expires") };
    case "deciding":
      return { next: tick(row.dueAt, "ballotEnds"), ifNothing: tick(row.dueAt, verdictOn(row, tally)) };
    case "coolingOff": {
      const effect = tick(row.decidedAt === null ? null : coolingOffEndsAt(row, row.decidedAt), "takesEffect");
      return { next: effect, ifNothing: effect };
    }
    case "awaitingResult":
      return { next: null, ifNothing: tick(row.dueAt, "expires") };
    case "closed":
      return { next: null, ifNothing: null };
  }
};
