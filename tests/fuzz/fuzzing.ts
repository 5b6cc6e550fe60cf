/**
 * Feeds a reader of outside bytes with nearly valid ones and reports the first that breaks a promise: it threw something
 * else than its own word for malformed bytes, or read what it would not write, or did not end. Chance comes from a seed.
 */
import { runInNewContext } from "node:vm";
import type { Dice } from "../../src/simulate/dice.ts";
import { mutated } from "./mutating.ts";

export type Target = {
  readonly name: string;
  /** Valid ones, to begin with. */
  readonly samples: readonly Uint8Array[];
  /** Whether the bytes were accepted; throws where a promise about them is broken. */
  readonly judge: (bytes: Uint8Array) => boolean;
  /** Makes bytes of its own, for a reader behind another that changed bytes hardly ever pass. */
  readonly make?: (dice: Dice) => Uint8Array;
  /** Mends what would have every changed sample refused at once, such as a digest at its end. */
  readonly mend?: (bytes: Uint8Array) => Uint8Array;
};
export type Finding = { readonly target: string; readonly sample: string; readonly says: string };
export type Fuzzed = { readonly runs: number; readonly accepted: number; readonly finding: Finding | null };

/** So many samples are judged within one watch: starting one takes longer than judging most samples. */
const BATCH = 250;
const MADE_PER_MILLE = 900;
/** A batch takes some milliseconds; what takes this long has no end. */
const BATCH_MS_MAX = 20_000;

/** Does the work, or throws when it does not end: a loop in the same thread could not be interrupted otherwise. */
const watched = (work: () => void): void => void runInNewContext("work()", { work }, { timeout: BATCH_MS_MAX });

const saidBy = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** What is wrong with the judgement of these bytes; null where nothing is. */
export const findingOf = ({ name, judge }: Target, bytes: Uint8Array): Finding | null => {
  try {
    watched(() => void judge(bytes));
    return null;
  } catch (error) {
    return { target: name, sample: Buffer.from(bytes).toString("base64"), says: saidBy(error) };
  }
};

/** Judges the valid samples, then so many changed ones. */
export const fuzz = (target: Target, dice: Dice, runs: number): Fuzzed => {
  const { samples, make, mend = (bytes: Uint8Array) => bytes } = target;
  let accepted = 0;
  let done = 0;
  const next = (): Uint8Array => {
    const valid = samples[done];
    if (valid !== undefined) return valid;
    const bytes = make !== undefined && dice.perMille(MADE_PER_MILLE) ? make(dice) : mutated(samples, dice);
    return dice.perMille(500) ? mend(bytes) : bytes;
  };
  while (done < samples.length + runs) {
    let bytes = new Uint8Array(0);
    try {
      watched(() => {
        for (let left = BATCH; left > 0 && done < samples.length + runs; left -= 1, done += 1) {
          bytes = Uint8Array.from(next());
          if (target.judge(bytes)) accepted += 1;
        }
      });
    } catch (error) {
      const sample = Buffer.from(bytes).toString("base64");
      return { runs: done, accepted, finding: { target: target.name, sample, says: saidBy(error) } };
    }
  }
  return { runs: done, accepted, finding: null };
};
