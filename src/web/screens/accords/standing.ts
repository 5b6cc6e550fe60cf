/** Where an accord stands, in words and signs. Whether it is in force is asked of the register. */
import type { AccordStanding } from "../../../core/institutions/accords/standing.ts";
import { now } from "../../now.svelte.ts";
import { moments, say } from "../../say.svelte.ts";
import type { Sign } from "../proposals/standing.ts";

export const signOf = (standing: AccordStanding): Sign => {
  switch (standing.kind) {
    case "inForce":
      return { icon: "check", tone: "moss", label: say("pact.inForce") };
    case "windingDown":
      return { icon: "pause", tone: "amber", label: say("pact.windingDown") };
    case "lapsed":
      return { icon: "clock", tone: "plain", label: say("pact.lapsed") };
    case "ended":
      return { icon: "cross", tone: "plain", label: say("pact.ended") };
    case "void":
      return { icon: "warn", tone: "rose", label: say("pact.void") };
  }
};

/** "In force until Tuesday 3 March, 14:07", and what follows. */
export const standingWords = (standing: AccordStanding): string => {
  const date = (at: number): string => moments().full(at, now());
  switch (standing.kind) {
    case "inForce":
      return say("pact.until", { date: date(standing.until), when: moments().relative(standing.until, now()) });
    case "windingDown":
      return say(`pact.windingDown.${standing.because}`, { date: date(standing.until) });
    case "lapsed":
    case "ended":
    case "void":
      return say(`pact.${standing.kind}.at`, { date: date(standing.at) });
  }
};
