/**
 * What deliberation hears of the assembly: that a result was recorded, and that its public part ran. Then the members' part
 * runs, all or nothing. The surprising rule: a result that the members' log does not bear out closes the proposal without
 * running anything, whatever has happened in public; replicas dispute it.
 */
import { commandOf } from "../../carried.ts";
import { accept } from "../../kernel/refusal.ts";
import type { Batch, Institution, Step } from "../../kernel/types.ts";
import type { DeliberationEvent } from "./events.ts";
import { decisionBy, resolve, rowAt, wordingOf } from "./rows.ts";
import type { DeliberationState, Ending, ProposalRow } from "./state.ts";
import type { DeliberationView } from "./view.ts";

type Hear = Institution<DeliberationState, DeliberationEvent, DeliberationView, unknown>["hear"];
const NOTHING: Step<DeliberationEvent> = { events: [] };

export const hear: Hear = {
  "result.recorded": (state, { decision, result, outcome }) => {
    const proposal = resolve(state, decision);
    if (proposal === undefined) return NOTHING;
    const row = rowAt(state, proposal);
    if (row.stage === "closed") return NOTHING;
    return accept({ kind: "proposal.closed", proposal, ending: endingBy(row, outcome), result });
  },

  "batch.done": (state, { audience, decision }) => {
    const proposal = audience === "public" ? adopted(state, decision) : null;
    if (proposal === null) return NOTHING;
    const run = membersBatch(state, proposal);
    return run.commands.length === 0 ? NOTHING : { events: [], run };
  },

  "batch.refused": (state, { decision }) => {
    const proposal = adopted(state, decision);
    return proposal === null ? NOTHING : accept({ kind: "proposal.unfulfilled", proposal });
  },
};

const endingBy = ({ stage, decided }: ProposalRow, outcome: string): Ending => {
  if (stage !== "awaitingResult" || decided === null) return "misrecorded";
  if (decided === "adopted" && outcome === "unfulfilled") return "unfulfilled";
  return decided === outcome ? decided : "misrecorded";
};

const adopted = (state: DeliberationState, decision: ProposalRow["id"]): number | null => {
  const proposal = resolve(state, decision);
  return proposal !== undefined && rowAt(state, proposal).ending === "adopted" ? proposal : null;
};

const membersBatch = (state: DeliberationState, proposal: number): Batch => {
  const { commands } = wordingOf(state, proposal);
  const own = commands.filter(({ isPublic }) => !isPublic).map(commandOf);
  return { ...decisionBy(rowAt(state, proposal)), commands: own };
};
