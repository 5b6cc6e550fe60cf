/** What was decided and still holds, with the day of its review, the soonest first. */
import { assembly, deliberation } from "../../../core/registry.ts";
import type { Result } from "../../../core/institutions/assembly/questions.ts";
import type { DecisionClass, Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";
import { titleOf } from "./titles.ts";

export type DecisionLine = {
  readonly result: number;
  readonly id: Id;
  readonly proposal: number | null;
  readonly title: string | null;
  readonly decisionClass: DecisionClass;
  readonly recordedAt: number;
  readonly reviewUntil: number | null;
  /** An urgent decision that ends then unless it is ratified. */
  readonly ratifyBy: number | null;
};

export const decisionsInForce = (reading: Reading): readonly DecisionLine[] => {
  const register = reading.ask(assembly);
  return register
    .newest(register.count)
    .filter(({ isInForce }) => isInForce)
    .map((result) => lineOf(reading, result))
    .sort((a, b) => endOf(a) - endOf(b));
};

const endOf = ({ ratifyBy, reviewUntil }: DecisionLine): number => ratifyBy ?? reviewUntil ?? Infinity;

const lineOf = (reading: Reading, row: Result): DecisionLine => ({
  result: row.ordinal,
  id: row.decision,
  proposal: reading.ask(deliberation).resolve(row.decision) ?? null,
  title: titleOf(reading, row.decision),
  decisionClass: row.decisionClass,
  recordedAt: row.recordedAt,
  reviewUntil: row.reviewUntil,
  ratifyBy: row.ratifiedBy === null ? row.ratifyBy : null,
});
