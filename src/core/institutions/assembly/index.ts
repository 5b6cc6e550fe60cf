/**
 * The assembly: the public register of what was decided (README.md). It keeps the node's results, runs their public part,
 * and never asks who is a member; so a stranger who holds a public export replays it whole.
 */
import { accept } from "../../kernel/refusal.ts";
import { dueOf } from "../../kernel/time.ts";
import type { Due, Institution, Step } from "../../kernel/types.ts";
import type { Signal } from "../../signals.ts";
import { end, ratify, reaffirm } from "./acts/decisions.ts";
import { attest, dispute, recordResult } from "./acts/results.ts";
import { erasePublic } from "./acts/texts.ts";
import type { AssemblyEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { Results } from "./questions.ts";
import { initial, resultAt, type AssemblyState } from "./state.ts";
import type { AssemblyView } from "./view.ts";

const nextDue = ({ dues }: AssemblyState): Due | null => {
  const first = dues.first();
  return first === null ? null : dueOf(first[0]);
};

/** The last instant for ratifying has come: the urgent decision ends, and all that it did with it. */
const unratified = (state: AssemblyState, { at, key: result }: Due): Step<AssemblyEvent> => {
  const { decision } = resultAt(state, result);
  return accept({ kind: "decision.ended", result, decision, by: null, at });
};

const tell = (event: AssemblyEvent): readonly Signal[] => {
  if (event.kind === "result.recorded") {
    const { decision, outcome, decisionClass } = event.row;
    return [{ kind: "result.recorded", decision, result: event.result, outcome, decisionClass }];
  }
  if (event.kind !== "decision.ended" || event.by !== null) return [];
  return [{ kind: "decision.unratified", decision: event.decision, at: event.at }];
};

export const assembly: Institution<AssemblyState, AssemblyEvent, AssemblyView, Results> = {
  name: "assembly",
  audience: "public",
  initial,
  acts: [recordResult, attest, dispute, reaffirm, end, ratify, erasePublic],
  evolve,
  nextDue,
  due: unratified,
  tell,
  hear: {
    "batch.refused": (state, { audience, decision }) => {
      const result = audience === "public" ? state.names.resolve(decision) : undefined;
      return result === undefined ? { events: [] } : accept({ kind: "result.undone", result });
    },
  },
  ask: (state, at) => new Results(state, at),
};
