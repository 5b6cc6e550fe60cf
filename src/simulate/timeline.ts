/**
 * Virtual time: what is to happen, in order of its instant, and of being planned where instants meet. Nothing here waits: a
 * month passes as fast as its events run. The surprising rule: after each event everything it set off through promises runs
 * before the next, so that code under test may be asynchronous and the order is still the seed's.
 */
import { HOUR_MS, instantOf } from "../core/kernel/time.ts";
import type { Instant } from "../core/kernel/types.ts";
import { Violation } from "./trace.ts";

/** Ten times what a busy hour has; beyond it something goes round in circles. */
const HOURLY_EVENTS_MAX = 100_000;

/** In a heap by (at, order). */
type Planned = { readonly at: number; readonly order: number; readonly run: () => void };

export class Timeline {
  readonly #heap: Planned[] = [];
  readonly #cancelled = new Set<number>();
  #now: number;
  #order = 0;
  #hour = { since: 0, events: 0 };

  constructor(start: Instant) {
    this.#now = start;
  }

  get now(): Instant {
    return instantOf(this.#now);
  }

  /** Plans `run` for `afterMs` from now; the returned function takes it back. */
  after(afterMs: number, run: () => void): () => void {
    this.#order += 1;
    const planned = { at: this.#now + Math.max(0, Math.ceil(afterMs)), order: this.#order, run };
    this.#push(planned);
    return () => void this.#cancelled.add(planned.order);
  }

  /**
   * Runs everything up to `time`, each event with all that follows from it, and stands at `time` then. Throws a `Violation` where
   * somebody is busy without end, which would otherwise look like a simulator that hangs.
   */
  async until(time: number): Promise<void> {
    await settled();
    for (let next = this.#heap[0]; next !== undefined && next.at <= time; next = this.#heap[0]) {
      this.#pop();
      if (this.#cancelled.delete(next.order)) continue;
      this.#now = next.at;
      this.#notInCircles();
      next.run();
      await settled();
    }
    this.#now = time;
  }

  #notInCircles(): void {
    if (this.#now - this.#hour.since >= HOUR_MS) this.#hour = { since: this.#now, events: 0 };
    this.#hour.events += 1;
    if (this.#hour.events > HOURLY_EVENTS_MAX)
      throw new Violation("nobody is busy without end", `${this.#hour.events} events within an hour`);
  }

  #push(planned: Planned): void {
    const heap = this.#heap;
    heap.push(planned);
    for (let place = heap.length - 1; place > 0;) {
      const above = (place - 1) >> 1;
      if (!this.#isBefore(place, above)) break;
      this.#swap(place, above);
      place = above;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    this.#swap(0, heap.length - 1);
    heap.pop();
    for (let place = 0; ;) {
      const left = place * 2 + 1;
      const least = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(least, place)) break;
      this.#swap(place, least);
      place = least;
    }
  }

  /** Whether there is something at `a` that comes before what is at `b`. */
  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return false;
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}

/** Every promise that is ready has run its course: the host's queue of promises is empty before its next task. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
