/**
 * A log held in memory whole: read from an export, or fetched from a node. What it says is only replayed here, not checked; checking is what
 * `verify` is for.
 */
import type { Audience, Entry, Id, Instant } from "../../core/kernel/types.ts";
import { coreFor, type LogSource, type Standing } from "./source.ts";

export class HeldSource implements LogSource {
  readonly origin: Id;
  readonly audience: Audience;
  readonly #entries: readonly Entry[];
  readonly #words: ReadonlyMap<Id, string>;

  constructor(origin: Id, audience: Audience, entries: readonly Entry[], words: ReadonlyMap<Id, string>) {
    this.origin = origin;
    this.audience = audience;
    this.#entries = entries;
    this.#words = words;
  }

  standingAt(at: Instant): Promise<Standing> {
    const core = coreFor(this.audience);
    const upTo = this.entriesUpTo(at);
    return Promise.resolve({
      world: core.replay(core.begin(), upTo),
      isSettled: upTo.length < this.#entries.length,
    });
  }

  entriesUpTo(at: Instant): readonly Entry[] {
    return this.#entries.filter((entry) => entry.at <= at);
  }

  entry(index: number): Promise<Entry | null> {
    return Promise.resolve(this.#entries[index] ?? null);
  }

  words(hashes: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
    const known = hashes.flatMap((hash) => {
      const words = this.#words.get(hash);
      return words === undefined ? [] : [[hash, words] as const];
    });
    return Promise.resolve(new Map(known));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
