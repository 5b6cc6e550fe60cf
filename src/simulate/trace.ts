/**
 * What happened in a simulated world, line by line: the last of it to be read, all of it as one hash. The surprising rule: two runs
 * are the same when their hashes are, so whatever could differ by accident of the host must be in a line.
 */
import { hexOf, sha256Stream } from "../core/hash.ts";
import { utf8Of } from "../core/log/utf8.ts";
import type { Timeline } from "./timeline.ts";

const KEPT = 2000; // lines, enough to read what led to a failure

export class Trace {
  readonly #timeline: Timeline;
  readonly #hasher = sha256Stream();
  #lines: string[] = [];

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  note(line: string): void {
    const stamped = `${new Date(this.#timeline.now).toISOString()} ${line}`;
    this.#hasher.update(utf8Of(`${stamped}\n`));
    this.#lines.push(stamped);
    if (this.#lines.length > 2 * KEPT) this.#lines = this.#lines.slice(-KEPT);
  }

  last(count: number): readonly string[] {
    return this.#lines.slice(-count);
  }

  /** Ends the trace. */
  digest(): string {
    return hexOf(this.#hasher.digest());
  }
}

/** How often each thing happened, by sort and name. */
export class Tally {
  readonly #counts = new Map<string, Map<string, number>>();

  count(sort: string, name: string, times = 1): void {
    const counts = this.#counts.get(sort) ?? new Map<string, number>();
    counts.set(name, (counts.get(name) ?? 0) + times);
    this.#counts.set(sort, counts);
  }

  of(sort: string, name: string): number {
    return this.#counts.get(sort)?.get(name) ?? 0;
  }

  /** Every sort with its counts, both in order of name. */
  all(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    const sorted = <V>(map: ReadonlyMap<string, V>): readonly (readonly [string, V])[] =>
      [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted(this.#counts).map(([sort, counts]) => [sort, Object.fromEntries(sorted(counts))]));
  }
}

/** A promise of the system that was broken: which, and by what. */
export class Violation extends Error {
  readonly invariant: string;
  constructor(invariant: string, detail: string) {
    super(`${invariant}: ${detail}`);
    this.name = "Violation";
    this.invariant = invariant;
  }
}
