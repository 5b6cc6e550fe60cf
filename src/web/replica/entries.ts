/**
 * Single entries of the log for screens: wordings of older acts, the record. Read as `Texts` reads: what is not at hand is
 * noted as missed, its blob is read, and the answer is made again.
 */
import type { Entry } from "../../core/kernel/types.ts";
import type { CommunityDatabase } from "./database.ts";
import { BLOB_ENTRIES, readBlock } from "./localLog.ts";
import { entryOf, type RawEntry } from "./rawEntry.ts";

/** Blocks of a thousand entries kept at hand; a screen looks at few places of the log. */
const BLOCKS_MAX = 6;

export class Entries {
  readonly #database: CommunityDatabase;
  readonly #blocks = new Map<number, readonly RawEntry[]>();
  readonly #missed = new Set<number>();

  constructor(database: CommunityDatabase) {
    this.#database = database;
  }

  /** The entry, or null while it is not at hand, or when there is none of that number. */
  get(index: number): Entry | null {
    const block = Math.floor(index / BLOB_ENTRIES);
    const entries = this.#blocks.get(block);
    if (entries === undefined) this.#missed.add(block);
    const entry = entries?.[index % BLOB_ENTRIES];
    return entry === undefined ? null : entryOf(entry);
  }

  /** The last block grows with the log. */
  forgetFrom(index: number): void {
    for (const block of this.#blocks.keys()) if (block >= Math.floor(index / BLOB_ENTRIES)) this.#blocks.delete(block);
  }

  /** Reads what `get` missed; true when there was anything to read. */
  async fetchMissed(): Promise<boolean> {
    const wanted = [...this.#missed];
    this.#missed.clear();
    for (const block of wanted) {
      const [oldest] = this.#blocks.keys();
      if (this.#blocks.size >= BLOCKS_MAX && oldest !== undefined) this.#blocks.delete(oldest);
      this.#blocks.set(block, await readBlock(this.#database, block * BLOB_ENTRIES));
    }
    return wanted.length > 0;
  }
}
