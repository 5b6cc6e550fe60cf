/**
 * Named alarms over one clock: setting one anew cancels the one before, and all fall silent together when the community closes.
 */
import type { Cancel, Clock } from "../ports/clock.ts";

/** No alarm sleeps longer: the wall clock may be set meanwhile, and must be looked at again. */
const SLEEP_MAX_MS = 600_000;

export class Alarms {
  readonly #clock: Clock;
  readonly #set = new Map<string, Cancel>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(name: string, afterMs: number, ring: () => void): void {
    this.cancel(name);
    const work = (): void => {
      this.#set.delete(name);
      ring();
    };
    this.#set.set(name, this.#clock.alarm(Math.min(Math.max(afterMs, 0), SLEEP_MAX_MS), work));
  }

  cancel(name: string): void {
    this.#set.get(name)?.();
    this.#set.delete(name);
  }

  silence(): void {
    for (const name of [...this.#set.keys()]) this.cancel(name);
  }
}
