/**
 * This process among those of its cluster: which communities it writes, and when it takes or gives one. Each community belongs with the
 * process that rendezvous hashing names, so they spread evenly and hardly move. The surprising rule: nothing here keeps a log from being
 * signed twice (the epoch does); a wrong belief about who writes costs a second's delay, never a fork.
 */
import { createHash } from "node:crypto";
import type { Id } from "../../core/kernel/types.ts";
import type { Cancel, Clock } from "../ports/clock.ts";
import type { LogRow, LogRows } from "./logRows.ts";
import type { NodeRows } from "./nodeRows.ts";

export type Pace = { readonly beatMs: number; readonly leaseMs: number };
/** A process that is gone is replaced after a lease; one that is slow has three beats to say so. */
export const PACE: Pace = { beatMs: 2_500, leaseMs: 10_000 };
/** Given to another process in one beat, so that moving never becomes the main thing a process does. */
const YIELDED_AT_ONCE_MAX = 25;

export type PresenceParts = {
  readonly node: Id;
  /** Where other processes reach this one. */
  readonly address: string;
  readonly logs: LogRows;
  readonly nodes: NodeRows;
  readonly clock: Clock;
  readonly pace: Pace;
};

/** Who wants to know what a beat found. */
export interface Attendant {
  /** What the database says of every community now. */
  noticed(rows: readonly LogRow[]): void;
  /** This process writes these from now on. */
  took(origins: readonly Id[]): void;
  /** Ends this process's writing of the community; it is given back when this answers. */
  yield(origin: Id): Promise<void>;
  /** Calls out that something changed hands. */
  changed(): void;
}

export class Presence {
  readonly #parts: PresenceParts;
  #rows = new Map<Id, LogRow>();
  readonly #held = new Set<Id>();
  readonly #yielding = new Set<Id>();
  #alarm: Cancel | null = null;
  #beatenAt = Number.NEGATIVE_INFINITY;
  #mayTakeAt = Number.NEGATIVE_INFINITY;
  #work: Promise<void> | null = null;
  #isClosed = false;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  get node(): Id {
    return this.#parts.node;
  }

  /** Communities in which something was recorded. */
  list(): readonly Id[] {
    return [...this.#rows.values()].filter(({ size }) => size > 0).map(({ origin }) => origin);
  }

  numberOf(origin: Id): number | null {
    return this.#rows.get(origin)?.log ?? null;
  }

  /** Whether this process may believe that it writes this community. */
  holds(origin: Id): boolean {
    return this.#held.has(origin) && !this.#yielding.has(origin) && this.#isAlive();
  }

  #isAlive(): boolean {
    return this.#parts.clock.monotonicMs() < this.#beatenAt + this.#parts.pace.leaseMs;
  }

  /** A community that was made just now, by this process. */
  add(row: LogRow): void {
    this.#rows.set(row.origin, row);
    if (row.holder === this.node) this.#held.add(row.origin);
  }

  remove(origin: Id): void {
    this.#rows.delete(origin);
    this.#held.delete(origin);
  }

  /** Takes the community where nobody who is alive holds it. */
  async take(origin: Id): Promise<boolean> {
    const log = this.numberOf(origin);
    if (log === null || this.#yielding.has(origin)) return false;
    const taken = await this.#parts.logs.take(this.node, [log]);
    if (taken.length > 0) this.#held.add(origin);
    return taken.length > 0;
  }

  /** Gives the community back, after its writer here has ended. */
  async give(origin: Id, attendant: Attendant): Promise<void> {
    const log = this.numberOf(origin);
    if (log === null || !this.#held.has(origin) || this.#yielding.has(origin)) return;
    this.#yielding.add(origin);
    try {
      await attendant.yield(origin);
      this.#held.delete(origin);
      await this.#parts.logs.release(this.node, log);
    } finally {
      this.#yielding.delete(origin);
    }
    attendant.changed();
  }

  /** Looks and is seen, now and from now on; the first time is over when this answers. */
  async begin(attendant: Attendant): Promise<void> {
    await this.#beat(attendant);
    this.#goOn(attendant);
  }

  /** Looks at once, because somebody called out. */
  soon(attendant: Attendant): void {
    if (this.#work !== null || this.#isClosed) return;
    this.#work = this.#beat(attendant)
      .catch(() => undefined)
      .then(() => {
        this.#work = null;
      });
  }

  #goOn(attendant: Attendant): void {
    if (this.#isClosed) return;
    this.#alarm = this.#parts.clock.alarm(this.#parts.pace.beatMs, () => {
      this.soon(attendant);
      this.#goOn(attendant);
    });
  }

  /** Gives back what this process holds; nobody writes here any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#alarm?.();
    await this.#work;
    await this.#parts.logs.release(this.node, null);
    await this.#parts.nodes.leave(this.node);
  }

  async #beat(attendant: Attendant): Promise<void> {
    const { nodes, logs, clock, pace, address } = this.#parts;
    const begun = clock.monotonicMs();
    await nodes.beat(this.node, address, pace.leaseMs);
    // After a silence the others seem dead only because nobody could speak: they get the time to be heard.
    if (Number.isFinite(this.#beatenAt) && begun > this.#beatenAt + pace.leaseMs)
      this.#mayTakeAt = begun + pace.leaseMs;
    this.#beatenAt = begun;
    const [alive, rows] = [await nodes.alive(), await logs.all()];
    this.#learn(rows);
    attendant.noticed(rows);
    await this.#takeOwn(rows, alive, attendant);
    await this.#giveOthers(rows, alive, attendant);
  }

  #learn(rows: readonly LogRow[]): void {
    this.#rows = new Map(rows.map((row) => [row.origin, row]));
    for (const { origin, holder } of rows)
      if (holder === this.node) this.#held.add(origin);
      else if (!this.#yielding.has(origin)) this.#held.delete(origin);
  }

  async #takeOwn(rows: readonly LogRow[], alive: readonly Id[], attendant: Attendant): Promise<void> {
    if (this.#isClosed || this.#parts.clock.monotonicMs() < this.#mayTakeAt) return;
    const wanted = rows.filter(
      ({ origin, holder, size }) => holder === null && size > 0 && belongsWith(origin, alive) === this.node,
    );
    if (wanted.length === 0) return;
    const taken = new Set(
      await this.#parts.logs.take(
        this.node,
        wanted.map(({ log }) => log),
      ),
    );
    const origins = wanted.filter(({ log }) => taken.has(log)).map(({ origin }) => origin);
    for (const origin of origins) this.#held.add(origin);
    attendant.took(origins);
  }

  async #giveOthers(rows: readonly LogRow[], alive: readonly Id[], attendant: Attendant): Promise<void> {
    const others = rows.filter(({ origin, holder, size }) => {
      const isElsewhere = holder === this.node && size > 0 && belongsWith(origin, alive) !== this.node;
      return isElsewhere && this.#held.has(origin);
    });
    for (const { origin } of others.slice(0, YIELDED_AT_ONCE_MAX)) await this.give(origin, attendant);
  }
}

/** The process among those alive whose hash with the community is highest. */
const belongsWith = (origin: Id, alive: readonly Id[]): Id | null => {
  let [best, node]: [string, Id | null] = ["", null];
  for (const candidate of alive) {
    const score = createHash("sha256").update(candidate).update(origin).digest("hex");
    if (score > best) [best, node] = [score, candidate];
  }
  return node;
};
