/**
 * The machine's own clocks. The surprising rule: an alarm keeps no process alive, since what it would do is only a notice and nothing
 * lapses because it rang.
 */
import { instantOf } from "../../core/kernel/time.ts";
import type { Clock } from "./clock.ts";

export const systemClock: Clock = {
  now: () => instantOf(Date.now()),
  monotonicMs: () => performance.now(),
  alarm: (afterMs, ring) => {
    const timer = setTimeout(ring, afterMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
