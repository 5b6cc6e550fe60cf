/**
 * Accords: agreements with outside bodies that cannot capture. They come into force by decision, wind down or lapse by
 * themselves, and a red line over their clauses refuses them at signature and at every renewal.
 */
import type { Institution } from "../../kernel/types.ts";
import { end } from "./acts/end.ts";
import { reaffirm } from "./acts/reaffirm.ts";
import { sign } from "./acts/sign.ts";
import type { AccordsView } from "./act.ts";
import type { AccordEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { AccordsQuestions } from "./questions.ts";
import { initial, type AccordsState } from "./state.ts";
import { due, nextDue, unratified } from "./turns.ts";

export const accords: Institution<AccordsState, AccordEvent, AccordsView, AccordsQuestions> = {
  name: "accords",
  audience: "public",
  initial,
  acts: [sign, reaffirm, end],
  evolve,
  nextDue,
  due,
  tell: (event) => (event.kind === "accord.lapsed" ? [{ kind: "accord.lapsed", accord: event.accord }] : []),
  hear: { "decision.unratified": (state, { decision }, { at }) => unratified(state, decision, at) },
  ask: (state, at) => new AccordsQuestions(state, at),
};
