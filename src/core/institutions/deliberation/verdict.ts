/**
 * What a ballot has come to: the one place where the rules of deciding are read. It is asked at the deadline for what is
 * so, and before it by the screens for what would be so if nobody said anything more.
 */
import { isCarried, type Method, type Tally } from "../../counting.ts";
import { daysAfter, deadline, MINUTE_MS } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import { countedIn, procedureOf } from "./rows.ts";
import type { ProposalRow, VersionRow } from "./state.ts";

export type Verdict = "adopted" | "rejected" | "noQuorum" | "sentBack" | "fallbackVote";

/** Two consent rounds, then the vote. */
const ROUNDS_MAX = 2;

export const methodOf = (row: ProposalRow): Method => {
  const { method, fallback } = procedureOf(row);
  return row.stage === "vote" && method === "consent" ? (fallback ?? method) : method;
};

export const verdictOn = (row: ProposalRow, tally: Tally): Verdict => {
  const procedure = procedureOf(row);
  if (countedIn(row, tally) < procedure.quorumNeeded) return "noQuorum";
  if (isCarried(methodOf(row), tally, procedure)) return "adopted";
  if (row.stage !== "round" || tally.no === 0) return "rejected";
  if (row.round < ROUNDS_MAX) return "sentBack";
  return procedure.fallback === null ? "rejected" : "fallbackVote";
};

/** When a decision of `decidedAt` takes effect, if nobody calls it back. */
export const coolingOffEndsAt = (row: ProposalRow, decidedAt: Instant): Instant =>
  deadline(decidedAt, procedureOf(row).coolingOffMinutes * MINUTE_MS);

/** Until when an adopted decision is in force unless it is reaffirmed; also the last day on which it can take effect. */
export const reviewUntil = (row: ProposalRow, { reviewDays }: VersionRow, decidedAt: Instant): Instant => {
  const latest = procedureOf(row).reviewDays;
  return daysAfter(coolingOffEndsAt(row, decidedAt), Math.min(reviewDays ?? latest, latest));
};
