/**
 * Time as a port, so that the simulator can make it jump. The surprising rule: two clocks are asked for, since the one that
 * knows the date may be set by anybody and the one that cannot be set knows no date; comparing them is how a jump is seen.
 */
import type { Instant } from "../../core/kernel/types.ts";

export type Cancel = () => void;

export interface Clock {
  /** The date and time as this machine believes it; may jump either way. */
  now(): Instant;
  /** Milliseconds since an arbitrary moment; never goes back. It may stand still while a laptop sleeps. */
  monotonicMs(): number;
  /** Rings once, after at least that many monotonic milliseconds; the returned function cancels. */
  alarm(afterMs: number, ring: () => void): Cancel;
}
