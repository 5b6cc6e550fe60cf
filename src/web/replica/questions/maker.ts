/** Who made a rule: a law of the system, the founding terms, or a decision with its title and day. */
import { assembly, charter, deliberation } from "../../../core/registry.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

export type Maker =
  | { readonly by: "law" }
  | { readonly by: "founding"; readonly at: number }
  | { readonly by: "decision"; readonly at: number; readonly title: string | null; readonly proposal: number | null };

type Params = { readonly decision: Id | null; readonly clause: string };

export const maker = (reading: Reading, { decision, clause }: Params): Maker => {
  if (decision === null) {
    const { foundedAt } = reading.ask(charter);
    return clause.startsWith("law.") || foundedAt === null ? { by: "law" } : { by: "founding", at: foundedAt };
  }
  const result = reading.ask(assembly).byDecision(decision);
  const proposals = reading.ask(deliberation);
  const ordinal = proposals.resolve(decision);
  const proposal = ordinal === undefined ? null : proposals.proposal(ordinal);
  return {
    by: "decision",
    at: result?.recordedAt ?? proposal?.decidedAt ?? reading.now,
    title: reading.text(proposal?.title ?? result?.title ?? null),
    proposal: proposal?.ordinal ?? null,
  };
};
