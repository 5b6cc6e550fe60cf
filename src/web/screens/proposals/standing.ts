/**
 * Where a proposal stands, in words and signs: its phase, and what becomes of it if nobody does anything more. What happens
 * is asked of the core; here it is only put into words.
 */
import type { Phase, Tick } from "../../../core/institutions/deliberation/phases.ts";
import type { Ending } from "../../../core/institutions/deliberation/state.ts";
import type { IconName } from "../../parts/icons.ts";
import { now } from "../../now.svelte.ts";
import { moments, say } from "../../say.svelte.ts";

export type Sign = {
  readonly icon: IconName;
  readonly label: string;
  readonly tone: "plain" | "ember" | "moss" | "amber" | "rose";
};

const PHASES: Readonly<Record<Exclude<Phase, "closed">, Omit<Sign, "label">>> = {
  draft: { icon: "charter", tone: "plain" },
  deliberating: { icon: "talk", tone: "plain" },
  mayFreeze: { icon: "talk", tone: "amber" },
  revising: { icon: "undo", tone: "amber" },
  deciding: { icon: "decide", tone: "ember" },
  coolingOff: { icon: "pause", tone: "amber" },
  awaitingResult: { icon: "clock", tone: "amber" },
};
const ENDINGS: Readonly<Record<Ending, Omit<Sign, "label">>> = {
  adopted: { icon: "check", tone: "moss" },
  unfulfilled: { icon: "warn", tone: "rose" },
  rejected: { icon: "cross", tone: "plain" },
  noQuorum: { icon: "people", tone: "plain" },
  calledBack: { icon: "undo", tone: "plain" },
  withdrawn: { icon: "undo", tone: "plain" },
  expired: { icon: "clock", tone: "plain" },
  misrecorded: { icon: "warn", tone: "rose" },
};

export const signOf = (phase: Phase, ending: Ending | null): Sign =>
  phase !== "closed"
    ? { ...PHASES[phase], label: say(`phase.${phase}`) }
    : ending === null
      ? { icon: "clock", tone: "plain", label: say("phase.closed") }
      : { ...ENDINGS[ending], label: say(`ending.${ending}`) };

/** "It fails in 2 days (Tuesday 3 March, 14:07): too few have spoken." */
export const ifNothingWords = (ifNothing: Tick | null, phase: Phase): string | null => {
  if (ifNothing === null) return null;
  const values = { when: moments().relative(ifNothing.at, now()), date: moments().full(ifNothing.at, now()) };
  if (ifNothing.what === "expires")
    return say(phase === "awaitingResult" ? "nothing.noResult" : "nothing.expires", values);
  return say(`nothing.${ifNothing.what}`, values);
};
