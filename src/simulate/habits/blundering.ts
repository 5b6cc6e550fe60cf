/**
 * What goes wrong by itself: doing again what somebody did, long after and in the wrong place. It reaches refusals that no
 * sensible habit would meet.
 */
import type { Deed, Habit, Mind } from "../people/society.ts";

/** The command of some entry of the log, signed once more by somebody else. Its texts are those of the log. */
const copy = (mind: Mind, recorded: Mind["recorded"]): Deed | null => {
  const command = recorded.length === 0 ? null : mind.dice.pick(recorded);
  return command === null ? null : { command, texts: mind.device.wordings(), evidence: [] };
};

const copyAnything: Habit = { name: "copyAnything", weight: 10, tries: (mind) => copy(mind, mind.recorded) };
const copyLately: Habit = { name: "copyLately", weight: 12, tries: (mind) => copy(mind, mind.recorded.slice(-12)) };

export const blundering: readonly Habit[] = [copyAnything, copyLately];
