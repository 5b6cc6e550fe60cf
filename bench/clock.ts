/**
 * Two clocks for measuring. `wallMs` is what a user waits. `busyMs` is how long this thread really had a core: on a machine that does
 * other things too it is what the work cost, where the system tells it (Linux); elsewhere it is the wall's.
 */
import { existsSync, readFileSync } from "node:fs";

const SCHEDULE = "/proc/thread-self/schedstat";
const hasSchedule = existsSync(SCHEDULE);
const NS_PER_MS = 1_000_000;

export const wallMs = (): number => performance.now();

export const busyMs = (): number =>
  hasSchedule ? Number(readFileSync(SCHEDULE, "latin1").split(" ")[0]) / NS_PER_MS : performance.now();

/** How long `work` keeps this thread busy, in ms. */
export const busyFor = (work: () => void): number => {
  const begun = busyMs();
  work();
  return busyMs() - begun;
};

/** The value below which a share of the samples lies: 0.5 is the median. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** The median of `times` runs of `work`, each in ms of this thread, after `warmUps` that do not count. */
export const medianBusy = (times: number, work: () => void, warmUps = 2): number => {
  for (let run = 0; run < warmUps; run += 1) work();
  return median(Array.from({ length: times }, () => busyFor(work)));
};
