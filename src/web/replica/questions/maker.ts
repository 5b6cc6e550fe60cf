/**
 * Who made a rule: a law of the system, the founding terms, or a decision with its title and day; and for a red line what
 * it says in the community's own words.
 */
import { assembly, charter, deliberation } from "../../../core/registry.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

type MadeBy =
  | { readonly by: "law" }
  | { readonly by: "founding"; readonly at: number }
  | { readonly by: "decision"; readonly at: number; readonly title: string | null; readonly proposal: number | null };
export type Maker = MadeBy & { readonly wording: string | null };

type Params = { readonly decision: Id | null; readonly clause: string };

const RED_LINE = "redLine.";

export const maker = (reading: Reading, params: Params): Maker => {
  const { clause } = params;
  const line = clause.startsWith(RED_LINE)
    ? reading
        .ask(charter)
        .redLines()
        .find((each) => each.line === clause.slice(RED_LINE.length))
    : undefined;
  return { ...madeBy(reading, params), wording: reading.text(line?.wording ?? null) };
};

const madeBy = (reading: Reading, { decision, clause }: Params): MadeBy => {
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
