/** The order of a log: time never goes back, nothing is recorded twice, no number of an author is used twice. */
import { DAY_MS, MINUTE_MS } from "../../core/kernel/time.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Timeline } from "../timeline.ts";
import { Violation } from "../trace.ts";
import type { Oracle, Seen } from "./oracle.ts";

/** A clock set ahead while its node was off is noticed as soon as one witness answers (docs/decisions/clock-in-doubt.md). */
const AHEAD_MAX_MS = DAY_MS + 5 * MINUTE_MS;

export class OrderOracle implements Oracle {
  readonly invariant = "order never changes";
  readonly #timeline: Timeline;
  readonly #ids = new Set<Id>();
  readonly #numbers = new Set<string>();
  #last = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  entry({ index, at, signed: { id, act } }: Seen): void {
    if (at < this.#last) throw new Violation(this.invariant, `entry ${index} is before the one before it`);
    this.#last = at;
    if (at > this.#timeline.now + AHEAD_MAX_MS) throw new Violation(this.invariant, `entry ${index} is of the future`);
    if (this.#ids.has(id)) throw new Violation("nothing is recorded twice", `entry ${index}: ${act.command.kind}`);
    this.#ids.add(id);
    const number = `${act.author.key} ${act.audience} ${act.seq}`;
    if (this.#numbers.has(number))
      throw new Violation("no number is used twice", `entry ${index}: ${act.command.kind}, number ${act.seq}`);
    this.#numbers.add(number);
  }
}
