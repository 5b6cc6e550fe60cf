/**
 * The mutants: software with one wrong piece, to show that the simulator would notice. Each comes with the number of seeds within which
 * it must have been caught, and by which promise.
 */
import type { Software } from "../machine/software.ts";
import {
  forgetNumbers,
  keepConsents,
  keepErased,
  lapseAtNight,
  lateVote,
  redLineAtRenewal,
  reuseOrdinal,
  skipCoolingOff,
} from "./ruling.ts";
import { batchNotAtomic, dropDedupe, skipFence, skipSync } from "./storing.ts";

export type Mutant = { readonly name: string; readonly software: Software; readonly seeds: number };

const mutant = (name: string, software: Software, seeds: number): Mutant => ({ name, software, seeds });

/** Seeds of 400 steps each. */
export const MUTANT_STEPS = 400;
export const mutants: readonly Mutant[] = [
  mutant("skipSync", skipSync, 3),
  mutant("dropDedupe", dropDedupe, 3),
  mutant("skipFence", skipFence, 6),
  mutant("batchNotAtomic", batchNotAtomic, 3),
  mutant("lateVote", lateVote, 6),
  mutant("redLineAtRenewal", redLineAtRenewal, 12),
  mutant("reuseOrdinal", reuseOrdinal, 3),
  mutant("keepConsents", keepConsents, 10),
  mutant("skipCoolingOff", skipCoolingOff, 3),
  mutant("lapseAtNight", lapseAtNight, 10),
  mutant("forgetNumbers", forgetNumbers, 3),
  mutant("keepErased", keepErased, 10),
];
export const mutantNames: readonly string[] = mutants.map(({ name }) => name);
export const mutantNamed = (name: string): Mutant | undefined => mutants.find((each) => each.name === name);
