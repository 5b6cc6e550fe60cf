/**
 * The log in a node's folder, read beside the node or without it. The surprising rule: for the present the stored snapshot is opened, for
 * the past the log is replayed from its beginning; both give the same standing, which the stored roots are checked against.
 */
import type { Entry, Id, Instant } from "../../core/kernel/types.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";
import { textOf } from "../../core/log/utf8.ts";
import { core } from "../../core/registry.ts";
import type { LogReader, StoredEntry } from "../../node/ports/logStore.ts";
import { BrokenLogError, openStanding } from "../../node/sequencer/opening.ts";
import { registryRulebook } from "../../node/sequencer/registryRulebook.ts";
import { openLogReader } from "../../node/store/sqliteStore.ts";
import type { LogSource, Standing } from "./source.ts";

const ENTRIES_AT_ONCE = 1000;

/** @param folder the community's own */
export const storedSource = (folder: string): LogSource => new StoredSource(openLogReader(folder));

export class StoredSource implements LogSource {
  readonly audience = "members";
  readonly #reader: LogReader;

  constructor(reader: LogReader) {
    this.#reader = reader;
  }

  get origin(): Id {
    return this.#reader.origin;
  }

  async standingAt(at: Instant): Promise<Standing> {
    const head = await this.#reader.head();
    const [last] = head === null ? [] : await this.#reader.entries(head.size - 1, 1);
    if (last === undefined || at >= last.at) {
      const { world } = await openStanding(this.#reader, registryRulebook, head);
      return { world, isSettled: false };
    }
    return this.#replayedTo(at);
  }

  async #replayedTo(at: Instant): Promise<Standing> {
    let world = core.begin();
    for (;;) {
      const entries = await this.entriesFrom(world.size, ENTRIES_AT_ONCE);
      const upTo = entries.filter((entry) => entry.at <= at);
      world = core.replay(world, upTo);
      if (upTo.length < ENTRIES_AT_ONCE) return { world, isSettled: upTo.length < entries.length };
    }
  }

  async *entriesUpTo(at: Instant): AsyncGenerator<Entry> {
    for (let from = 0; ;) {
      const entries = await this.entriesFrom(from, ENTRIES_AT_ONCE);
      for (const entry of entries) {
        if (entry.at > at) return;
        yield entry;
      }
      if (entries.length < ENTRIES_AT_ONCE) return;
      from += entries.length;
    }
  }

  async entriesFrom(index: number, limit: number): Promise<readonly Entry[]> {
    return (await this.#reader.entries(index, limit)).map(entryOf);
  }

  async entry(index: number): Promise<Entry | null> {
    const [entry] = await this.entriesFrom(index, 1);
    return entry ?? null;
  }

  async words(hashes: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
    const texts = await this.#reader.texts(hashes);
    return new Map([...texts].map(([hash, { utf8 }]) => [hash, textOf(utf8) ?? ""]));
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}

const entryOf = ({ index, at, bytes, signature }: StoredEntry): Entry => {
  const signed = signedAct(bytes, signature);
  if (isMalformed(signed)) throw new BrokenLogError(`entry ${index} is not an act`);
  return { index, at, signed };
};
