/**
 * Deliberation: the life of a proposal among the members, from draft to recorded result (README.md). It knows who said what
 * and never tells the public stratum anything; what the public learns is the node's result, which the assembly keeps.
 */
import type { Institution } from "../../kernel/types.ts";
import { callBack } from "./acts/coolingOff.ts";
import { consent, object, standAside, vote, withdrawObjection } from "./acts/deciding.ts";
import { post, resolve } from "./acts/discussing.ts";
import { draft, revise, withdraw } from "./acts/drafting.ts";
import { freeze, open } from "./acts/opening.ts";
import { nextDue, settle } from "./dues.ts";
import type { DeliberationEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { hear } from "./hearing.ts";
import { Proposals } from "./questions.ts";
import { initial, type DeliberationState } from "./state.ts";
import type { DeliberationView } from "./view.ts";

export const deliberation: Institution<DeliberationState, DeliberationEvent, DeliberationView, Proposals> = {
  name: "deliberation",
  audience: "members",
  initial,
  acts: [
    draft,
    revise,
    withdraw,
    open,
    post,
    resolve,
    freeze,
    consent,
    standAside,
    object,
    withdrawObjection,
    vote,
    callBack,
  ],
  evolve,
  nextDue,
  due: settle,
  tell: () => [],
  hear,
  ask: (state, at) => new Proposals(state, at),
};
