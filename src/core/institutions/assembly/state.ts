/**
 * What the assembly remembers: one row per recorded result, and what devices say of it. The surprising rule: nothing marks a
 * decision as over when its review date passes; it is in force until then and not after, by comparison.
 */
import type { Method } from "../../counting.ts";
import type { ResultOutcome, Totals } from "../../result.ts";
import { Names } from "../../kernel/names.ts";
import { Table } from "../../kernel/table.ts";
import type { DecisionClass, Id, Instant } from "../../kernel/types.ts";

export type ResultRow = {
  readonly decision: Id;
  readonly decisionClass: DecisionClass;
  readonly method: Method;
  readonly outcome: ResultOutcome;
  readonly totals: Totals;
  /** The log index of the result, where its attached acts and its reasons are. */
  readonly entry: number;
  readonly openedAt: Instant;
  readonly decidedAt: Instant;
  readonly recordedAt: Instant;
  readonly membersRoot: Id;
  readonly membersSize: number;
  readonly title: Id | null;
  readonly summary: Id | null;
  /** In force until then; null where nothing came into force. */
  readonly reviewUntil: Instant | null;
  /** The decision that reaffirmed it last. */
  readonly reaffirmedBy: Id | null;
  /** An urgent decision ends then unless it is ratified. */
  readonly ratifyBy: Instant | null;
  readonly ratifiedBy: Id | null;
  readonly endedAt: Instant | null;
  /** The decision that ended it; null where it ended unratified, or has not. */
  readonly endedBy: Id | null;
  readonly attested: number;
  readonly disputed: number;
};

export type DisputeReason = "outcome" | "totals" | "commands" | "root" | "procedure";
export type Statement = "attested" | DisputeReason;

export type AssemblyState = {
  readonly results: Table<ResultRow>;
  readonly count: number;
  /** By decision. */
  readonly names: Names;
  /** Urgent decisions by (last instant, result) until they are ratified. */
  readonly dues: Table<true>;
  /** What came into force, by (review date, result). */
  readonly reviews: Table<true>;
  /** Device keys that ever said anything of a result, by order. */
  readonly devices: Names;
  readonly deviceCount: number;
  /** By (result, device). */
  readonly statements: Table<Statement>;
};

export const initial: AssemblyState = {
  results: Table.empty(),
  count: 0,
  names: Names.empty,
  dues: Table.empty(),
  reviews: Table.empty(),
  devices: Names.empty,
  deviceCount: 0,
  statements: Table.empty(),
};

export const resultAt = (state: AssemblyState, result: number): ResultRow => {
  const row = state.results.get(result);
  if (row === undefined) throw new RangeError(`there is no result ${result}`);
  return row;
};

export const isInForceAt = ({ reviewUntil, endedAt }: ResultRow, at: Instant): boolean =>
  reviewUntil !== null && endedAt === null && at < reviewUntil;
