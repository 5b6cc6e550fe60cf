/** What a decision is called: by the wording that was decided, else by the title in its public result. */
import { assembly, deliberation } from "../../../core/registry.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

/** The title of the decision or proposal of this id; null where it was erased or is not here. */
export const titleOf = (reading: Reading, decision: Id): string | null => {
  const proposals = reading.ask(deliberation);
  const ordinal = proposals.resolve(decision);
  const own = ordinal === undefined ? null : (proposals.proposal(ordinal)?.title ?? null);
  return reading.text(own ?? reading.ask(assembly).byDecision(decision)?.title ?? null);
};

/** A decision as others point to it: its proposal's number, its title, its day. */
export type DecisionShown = {
  readonly id: Id;
  readonly proposal: number | null;
  readonly result: number | null;
  readonly title: string | null;
  readonly at: number | null;
};

export const decisionShown = (reading: Reading, decision: Id): DecisionShown => {
  const result = reading.ask(assembly).byDecision(decision);
  const proposal = reading.ask(deliberation).resolve(decision) ?? null;
  return {
    id: decision,
    proposal,
    result: result?.ordinal ?? null,
    title: titleOf(reading, decision),
    at: result?.recordedAt ?? null,
  };
};
