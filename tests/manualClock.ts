/**
 * A clock for tests: it stands still until a test lets time pass, and alarms ring in order while it does. Nothing that a
 * test waits for can therefore depend on the machine's own time.
 */
import { instantOf } from "../src/core/kernel/time.ts";
import type { Clock } from "../src/node/ports/clock.ts";

type Alarm = { readonly at: number; readonly ring: () => void };

export type ManualClock = Clock & {
  /** Lets time pass; what an alarm sets is rung too if it falls into that time. */
  pass(milliseconds: number): void;
  readonly alarms: number;
};

export const manualClock = (start = 1_800_000_000_000): ManualClock => {
  let passed = 0;
  const alarms = new Set<Alarm>();
  const next = (until: number): Alarm | undefined =>
    [...alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => instantOf(start + passed),
    monotonicMs: () => passed,
    alarm: (afterMs, ring) => {
      const alarm = { at: passed + afterMs, ring };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    pass: (milliseconds) => {
      const until = passed + milliseconds;
      for (let due = next(until); due !== undefined; due = next(until)) {
        alarms.delete(due);
        passed = due.at;
        due.ring();
      }
      passed = until;
    },
    get alarms() {
      return alarms.size;
    },
  };
};
