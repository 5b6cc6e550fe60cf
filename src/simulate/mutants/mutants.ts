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
  mutant("skipSync", skipSync, 12),
  mutant("dropDedupe", dropDedupe, 12),
  mutant("skipFence", skipFence, 12),
  mutant("batchNotAtomic", batchNotAtomic, 12),
  mutant("lateVote", lateVote, 12),
  mutant("redLineAtRenewal", redLineAtRenewal, 40),
  mutant("reuseOrdinal", reuseOrdinal, 12),
  mutant("keepConsents", keepConsents, 12),
  mutant("skipCoolingOff", skipCoolingOff, 12),
  mutant("lapseByScheduler", lapseByScheduler, 12, 700),
  mutant("forgetNumbers", forgetNumbers, 12),
  mutant("keepErased", keepErased, 12),
];
export const mutantNames: readonly string[] = mutants.map(({ name }) => name);
export const mutantNamed = (name: string): Mutant | undefined => mutants.find((each) => each.name === name);
