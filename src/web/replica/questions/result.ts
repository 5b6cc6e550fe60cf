/** The public result of a decision as screens show it: what was recorded, until when it holds, what devices say of it. */
import { assembly } from "../../../core/registry.ts";
import type { Result } from "../../../core/institutions/assembly/questions.ts";
import type { Statement } from "../../../core/institutions/assembly/state.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";
import { decisionShown, type DecisionShown } from "./titles.ts";

export type ResultShown = Pick<
  Result,
  | "ordinal"
  | "outcome"
  | "entry"
  | "recordedAt"
  | "reviewUntil"
  | "isInForce"
  | "endedAt"
  | "ratifyBy"
  | "attested"
  | "disputed"
> & {
  readonly ratifiedBy: DecisionShown | null;
  readonly endedBy: DecisionShown | null;
  readonly reaffirmedBy: DecisionShown | null;
  /** What this device said of it. */
  readonly mine: Statement | null;
};

/** Null until the node has recorded it. */
export const resultShown = (reading: Reading, decision: Id): ResultShown | null => {
  const register = reading.ask(assembly);
  const row = register.byDecision(decision);
  if (row === null) return null;
  const shown = (by: Id | null): DecisionShown | null => (by === null ? null : decisionShown(reading, by));
  return {
    ordinal: row.ordinal,
    outcome: row.outcome,
    entry: row.entry,
    recordedAt: row.recordedAt,
    reviewUntil: row.reviewUntil,
    isInForce: row.isInForce,
    endedAt: row.endedAt,
    ratifyBy: row.ratifyBy,
    attested: row.attested,
    disputed: row.disputed,
    ratifiedBy: shown(row.ratifiedBy),
    endedBy: shown(row.endedBy),
    reaffirmedBy: shown(row.reaffirmedBy),
    mine: reading.me === null ? null : register.statementOf(row.ordinal, reading.me),
  };
};
