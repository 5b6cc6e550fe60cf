/**
 * The charter: the community's rules as data, who made each and until when. Everything else asks it; it asks nobody.
 * Nothing is ever due here: a clause lapses by comparison with the time asked about.
 */
import type { Institution } from "../../kernel/types.ts";
import type { Signal } from "../../signals.ts";
import { amend } from "./acts/amend.ts";
import { found } from "./acts/found.ts";
import { reaffirm } from "./acts/reaffirm.ts";
import { keepSystem, startPilot } from "./acts/systems.ts";
import { setWord } from "./acts/setWord.ts";
import { useRules } from "./acts/useRules.ts";
import type { CharterEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { CharterQuestions } from "./questions.ts";
import { initial, type CharterState } from "./state.ts";

const tell = (event: CharterEvent): readonly Signal[] => {
  if (event.kind !== "charter.founded") return [];
  const { origin, founder, nodeKey, name } = event.founding;
  return [{ kind: "community.founded", origin, founder, node: nodeKey, nameText: name }];
};

export const charter: Institution<CharterState, CharterEvent, unknown, CharterQuestions> = {
  name: "charter",
  audience: "public",
  initial,
  acts: [found, amend, reaffirm, useRules, startPilot, keepSystem, setWord],
  evolve,
  nextDue: () => null,
  due: () => {
    throw new Error("nothing is due in a charter");
  },
  tell,
  hear: {},
  ask: (state, at) => new CharterQuestions(state, at),
};
