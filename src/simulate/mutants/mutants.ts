/**
 * The mutants: software with one wrong piece, to show that the simulator would notice. Each comes with the number of seeds within which
 * it must have been caught.
 */
import type { Software } from "../machine/software.ts";
import {
  forgetNumbers,
  keepConsents,
  keepErased,
  lapseByScheduler,
  lateVote,
  redLineAtRenewal,
  reuseOrdinal,
  skipCoolingOff,
} from "./ruling.ts";
import { batchNotAtomic, dropDedupe, skipFence, skipSync } from "./storing.ts";

/** Caught by one of the seeds 1 to `seeds`, each of so many steps. */
export type Mutant = {
  readonly name: string;
  readonly software: Software;
  readonly seeds: number;
  readonly steps: number;
};

const STEPS = 400;
const mutant = (name: string, software: Software, seeds: number, steps = STEPS): Mutant => ({
  name,
  software,
  seeds,
  steps,
});

export const mutants: readonly Mutant[] = [
  mutant("skipSync", skipSync, 3),
  mutant("dropDedupe", dropDedupe, 3),
  mutant("skipFence", skipFence, 6),
  mutant("batchNotAtomic", batchNotAtomic, 6),
  mutant("lateVote", lateVote, 6),
  mutant("redLineAtRenewal", redLineAtRenewal, 6),
  mutant("reuseOrdinal", reuseOrdinal, 6),
  mutant("keepConsents", keepConsents, 6),
  mutant("skipCoolingOff", skipCoolingOff, 3),
  mutant("lapseByScheduler", lapseByScheduler, 6, 700),
  mutant("forgetNumbers", forgetNumbers, 3),
  mutant("keepErased", keepErased, 6),
];
export const mutantNames: readonly string[] = mutants.map(({ name }) => name);
export const mutantNamed = (name: string): Mutant | undefined => mutants.find((each) => each.name === name);
