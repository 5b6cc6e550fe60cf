/**
 * One run of a simulated world: so many steps from a seed, until something breaks a promise. Whatever is needed to run it again is in
 * `Run`; the same run has the same trace, line by line.
 */
import type { Software } from "./machine/software.ts";
import { realSoftware } from "./machine/software.ts";
import { CALM, ROUGH } from "./network.ts";
import { COMES_OUT_WITHIN } from "./forging.ts";
import { Troublemaker } from "./faults.ts";
import { Violation } from "./trace.ts";
import { World } from "./world.ts";

export type Run = {
  readonly seed: string;
  readonly steps: number;
  /** Faults left out, by name; `network` for all of the network's. */
  readonly without?: readonly string[];
  readonly software?: Software;
};
export type Report = {
  readonly seed: string;
  readonly stepsDone: number;
  readonly violation: Violation | null;
  readonly entries: number;
  readonly acknowledged: number;
  readonly virtualDays: number;
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly lastLines: readonly string[];
  readonly trace: string;
};

/** A fork that stays hidden is the failure. */
const requireOut = (world: World, step: number): void => {
  const { fork, detectedBy } = world.forger;
  if (fork !== null && !world.forger.hasParted(world)) fork.since = step;
  if (fork !== null && detectedBy === null && step - fork.since > COMES_OUT_WITHIN)
    world.violation ??= new Violation("a forked log comes out", `not within ${COMES_OUT_WITHIN} steps`);
};

const DAY_MS = 86_400_000;
const LAST_LINES = 30;

export const simulate = async ({ seed, steps, without = [], software = realSoftware }: Run): Promise<Report> => {
  const weather = without.includes("network") ? CALM : ROUGH;
  const world = new World({ seed, software, weather, mayForge: !without.includes("fork") });
  const started = world.timeline.now;
  const trouble = new Troublemaker(world, new Set(without));
  let stepsDone = 0;
  for (; stepsDone < steps && world.violation === null && world.forger.detectedBy === null; stepsDone += 1) {
    world.forger.step(world, stepsDone);
    if (world.forger.fork === null) trouble.step();
    await world.step();
    requireOut(world, stepsDone);
  }
  const { tornWrites } = world.machine.disk;
  if (tornWrites > 0) world.tally.count("faults", "tornWrite", tornWrites);
  if (world.forger.detectedBy !== null) world.tally.count("forks came out", world.forger.detectedBy);
  return {
    seed,
    stepsDone,
    violation: world.violation,
    entries: world.auditor.world.size,
    acknowledged: world.ledger.acknowledged,
    virtualDays: Math.floor((world.timeline.now - started) / DAY_MS),
    counts: world.tally.all(),
    lastLines: world.trace.last(LAST_LINES),
    trace: world.trace.digest(),
  };
};
