/**
 * The clock of a simulated machine: what it believes is true time plus whatever somebody set it wrong by. Its monotonic hand starts
 * at each boot, and its alarms die with the power.
 */
import { instantOf } from "../../core/kernel/time.ts";
import type { Instant } from "../../core/kernel/types.ts";
import type { Cancel, Clock } from "../../node/ports/clock.ts";
import type { Power } from "../disk/power.ts";
import type { Timeline } from "../timeline.ts";

/** How far the machine's clock is off, in milliseconds; survives the boot, as a battery-driven clock does. */
export type Setting = { offsetMs: number };

export class SimulatedClock implements Clock {
  readonly #timeline: Timeline;
  readonly #power: Power;
  readonly #setting: Setting;
  readonly #bootedAt: Instant;

  constructor(timeline: Timeline, power: Power, setting: Setting) {
    this.#timeline = timeline;
    this.#power = power;
    this.#setting = setting;
    this.#bootedAt = timeline.now;
  }

  now(): Instant {
    return instantOf(this.#timeline.now + this.#setting.offsetMs);
  }
  monotonicMs(): number {
    return this.#timeline.now - this.#bootedAt;
  }
  alarm(afterMs: number, ring: () => void): Cancel {
    return this.#timeline.after(afterMs, () => this.#power.run(ring));
  }
}
