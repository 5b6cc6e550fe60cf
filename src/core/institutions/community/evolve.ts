/** How an event changes the community: one entry per kind of event, grouped by meaning in `evolve/`. Never refuses, never asks. */
import type { Instant } from "../../kernel/types.ts";
import type { EventOf, Events, Evolve } from "./events.ts";
import { devices } from "./evolve/devices.ts";
import { exclusion } from "./evolve/exclusion.ts";
import { offices } from "./evolve/offices.ts";
import { people } from "./evolve/people.ts";
import { recovery } from "./evolve/recovery.ts";
import type { State } from "./state.ts";

const effects: Evolve<State, keyof Events> = {
  ...people,
  ...devices,
  ...offices,
  ...exclusion,
  ...recovery,
  // The wording goes from the stores; a reader of the log sees the act.
  "text.erased": (state) => state,
};

export const evolve = <K extends keyof Events>(state: State, event: EventOf<K>, at: Instant): State =>
  effects[event.kind](state, event, at);
