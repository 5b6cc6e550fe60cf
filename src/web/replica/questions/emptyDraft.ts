/** The body of a draft that says and does nothing: what is rehearsed to learn whether this person may draft at all. */
import { ZERO_ID } from "../../../core/hash.ts";
import type { DecisionClass, Id } from "../../../core/kernel/types.ts";

export const emptyDraft = (decisionClass: DecisionClass) => ({
  decisionClass,
  title: ZERO_ID,
  text: ZERO_ID,
  commands: [],
  reviewDays: null,
});

/** Stands for a text that nobody has written yet: no rule reads a text. */
export const NO_TEXT: Id = ZERO_ID;
