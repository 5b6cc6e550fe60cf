/**
 * The wordings of this community on this device, by the hash that acts name them with. Answers are made in one go, so a
 * wording that is not at hand is noted as missed, read from the store, and the answer is made again.
 */
import { textOf } from "../../core/log/utf8.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { CommunityDatabase } from "./database.ts";

/** Some hundred screens full; the store has the rest. */
const KEPT_MAX = 4000;

export class Texts {
  readonly #database: CommunityDatabase;
  /** Null: looked for, and not on this device (erased, or never received). */
  readonly #kept = new Map<Id, string | null>();
  readonly #missed = new Set<Id>();

  constructor(database: CommunityDatabase) {
    this.#database = database;
  }

  /** The wording, or null while it is not at hand. */
  get(hash: Id | null): string | null {
    if (hash === null) return null;
    const kept = this.#kept.get(hash);
    if (kept === undefined) this.#missed.add(hash);
    return kept ?? null;
  }

  put(hash: Id, utf8: Uint8Array): void {
    if (this.#kept.size >= KEPT_MAX) this.#kept.clear();
    this.#kept.set(hash, textOf(utf8, 0, utf8.length));
  }

  /** Looks again for what was not there before: entries have come since. */
  forgetMissing(): void {
    for (const [hash, wording] of this.#kept) if (wording === null) this.#kept.delete(hash);
  }

  /** Reads what `get` missed; true when there was anything to read. */
  async fetchMissed(): Promise<boolean> {
    const wanted = [...this.#missed];
    this.#missed.clear();
    if (wanted.length === 0) return false;
    const transaction = this.#database.transaction("texts");
    const found = await Promise.all(wanted.map((hash) => transaction.store.get(hash)));
    for (const [place, hash] of wanted.entries()) {
      const text = found[place];
      if (text === undefined) this.#kept.set(hash, null);
      else this.put(hash, text.utf8);
    }
    return true;
  }

  async erase(hashes: readonly Id[]): Promise<void> {
    const transaction = this.#database.transaction("texts", "readwrite", { durability: "strict" });
    for (const hash of hashes) {
      void transaction.store.delete(hash);
      this.#kept.set(hash, null);
    }
    await transaction.done;
  }
}
