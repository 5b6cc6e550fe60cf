/**
 * What is known of this machine's clock, for all communities that it serves: whether it has jumped, and whether another clock has agreed
 * with it since. The surprising rule: a jump back is believed, since a clock that was wrong is usually set right that way.
 */
import { MINUTE_MS } from "../../core/kernel/time.ts";
import type { Clock } from "../ports/clock.ts";

/** Clocks that are kept right by the network differ by less; clocks that are not drift by this in months. */
export const TOLERANCE_MS = 2 * MINUTE_MS;

export class ClockTrust {
  readonly #clock: Clock;
  /** Wall minus monotonic: constant while nobody sets the clock. */
  #offset: number;
  #state: "unknown" | "confirmed" | "jumped" = "unknown";
  /** How often the clock was set: what was compared with it before means nothing after. */
  settings = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offset = clock.now() - clock.monotonicMs();
  }

  /** Looks at both clocks. */
  look(): "unknown" | "confirmed" | "jumped" {
    const offset = this.#clock.now() - this.#clock.monotonicMs();
    const jumped = offset - this.#offset;
    this.#offset = offset;
    if (Math.abs(jumped) > TOLERANCE_MS) {
      this.settings += 1;
      if (jumped > 0) this.#state = "jumped";
    }
    return this.#state;
  }

  /** Other clocks differ from this one: until one agrees it is not believed, however long ago they were heard. */
  suspect(): void {
    this.look();
    this.#state = "jumped";
  }

  /** Another clock agrees with this one, or a person says that it is right. */
  confirm(): void {
    this.look();
    this.#state = "confirmed";
  }
}
