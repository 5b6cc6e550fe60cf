/**
 * Why something that was adopted could not be done: what the same commands would meet now. The surprising rule: it is rehearsed anew and not
 * remembered, so when the rule in its way is gone there is nothing to say any more.
 */
import { deliberation } from "../../../core/registry.ts";
import type { Proposal } from "../../../core/institutions/deliberation/questions.ts";
import type { Refusal } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

export const refusedNow = (reading: Reading, { ending, ordinal, decisionClass }: Proposal): Refusal | null =>
  ending === "unfulfilled"
    ? reading.refusalOfDecision(decisionClass, reading.ask(deliberation).commandsOf(ordinal))
    : null;
