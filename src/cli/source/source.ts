/**
 * Where a log is read from, whatever that is: a node's folder, a node over the network, an export. The surprising rule: standing is asked
 * of the entries up to a time, never of the whole log, so an answer about the past is the answer that was true then.
 */
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Audience, Entry, Id, Instant } from "../../core/kernel/types.ts";
import { core, publicCore } from "../../core/registry.ts";

export type Standing = {
  readonly world: World;
  /** Whether an entry later than the time asked about is held: then no entry to come can change the answer. */
  readonly isSettled: boolean;
};

export interface LogSource {
  readonly origin: Id;
  /** What can be seen of it: members' acts are withheld from a public one. */
  readonly audience: Audience;
  /** The world after the last entry recorded at this time or before. */
  standingAt(at: Instant): Promise<Standing>;
  /** The entries recorded at this time or before, in order. */
  entriesUpTo(at: Instant): AsyncIterable<Entry> | Iterable<Entry>;
  /** The entry at this place, as far as it can be seen. */
  entry(index: number): Promise<Entry | null>;
  /** The words of those of the texts that are kept. */
  words(hashes: readonly Id[]): Promise<ReadonlyMap<Id, string>>;
  close(): Promise<void>;
}

/** The fold that fits what can be seen. */
export const coreFor = (audience: Audience): Core => (audience === "members" ? core : publicCore);
