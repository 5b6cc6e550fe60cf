/**
 * Changes to a community's file, each one transaction. The surprising rule: a failure before COMMIT stored nothing and says so; a
 * failure of COMMIT itself is ambiguous, and only reading the head again tells what became of it.
 */
import { concatBytes } from "../../core/hash.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import {
  AmbiguousCommitError,
  StaleWriterError,
  StoreFailedError,
  type Append,
  type Naming,
  type Pending,
  type SignedRefusal,
  type StoredText,
} from "../ports/logStore.ts";
import { BUSY_MS, numberIn, type Database } from "./database.ts";
import { idBytes, signedBytes, type Reading } from "./reading.ts";
import { shortName, TEXT_STATES, tileName } from "./schema.ts";

const prepared = (database: Database) => ({
  raise: database.prepare("UPDATE log SET epoch = epoch + 1"),
  restored: database.prepare("UPDATE log SET restored = 1, epoch = max(epoch, ?) + 1"),
  head: database.prepare("UPDATE log SET restored = 0, size = ?, root = ?, checkpoint = ?"),
  entry: database.prepare("INSERT INTO entries VALUES (?, ?, ?)"),
  id: database.prepare("INSERT INTO ids VALUES (?, ?)"),
  tile: database.prepare("INSERT INTO tiles VALUES (?, ?)"),
  text: database.prepare(
    `INSERT INTO texts (hash, state, salted) SELECT ?1, ?2, ?3
     WHERE NOT EXISTS (SELECT 1 FROM text_ids JOIN texts USING (place) WHERE name = ?4 AND hash = ?1)`,
  ),
  textName: database.prepare("INSERT INTO text_ids VALUES (?, ?, ?, ?)"),
  blank: database.prepare("UPDATE texts SET state = ?, salted = zeroblob(length(salted)) WHERE place = ?"),
  forget: database.prepare("UPDATE texts SET hash = zeroblob(32), salted = zeroblob(length(salted)) WHERE place = ?"),
  name: database.prepare(
    "UPDATE text_ids SET entry = coalesce(entry, ?), is_public = max(is_public, ?) WHERE name = ? AND place = ?",
  ),
  unname: database.prepare("DELETE FROM text_ids WHERE name = ? AND place = ?"),
  pend: database.prepare("INSERT OR REPLACE INTO pending VALUES (?, ?, ?, ?)"),
  settle: database.prepare("DELETE FROM pending WHERE id = ?"),
  forgetRefusals: database.prepare("DELETE FROM refusals WHERE until < ?"),
  refuse: database.prepare("INSERT OR REPLACE INTO refusals VALUES (?, ?, ?)"),
});

export class Writing {
  readonly #database: Database;
  readonly #reading: Reading;
  readonly #change: ReturnType<typeof prepared>;

  constructor(database: Database, reading: Reading) {
    this.#database = database;
    this.#reading = reading;
    this.#change = prepared(database);
  }

  takeOver(): number {
    return this.#transaction("taking the log over", () => {
      this.#change.raise.run();
      return this.#reading.epoch();
    });
  }

  append(append: Append): void {
    this.#transaction("storing entries", () => {
      this.#fence(append.epoch);
      const size = this.#reading.head()?.size ?? 0;
      if (size !== append.expectedSize) throw new StaleWriterError(`${size} entries, not ${append.expectedSize}`);
      this.#entries(append);
      for (const { level, index, bytes } of append.tiles) this.#change.tile.run(tileName(level, index), bytes);
      this.#textsOf(append);
      for (const hash of append.erase) this.#erase(hash);
      for (const id of append.settled) this.#change.settle.run(idBytes(id));
      const { head } = append;
      this.#change.head.run(head.size, idBytes(head.root), head.checkpoint);
    });
  }

  #entries({ entries, expectedSize }: Append): void {
    for (const [offset, { id, at, bytes, signature }] of entries.entries()) {
      this.#change.entry.run(expectedSize + offset, at, signedBytes(bytes, signature));
      this.#change.id.run(shortName(id), expectedSize + offset);
    }
  }

  keepPending(epoch: number, pending: readonly Pending[], texts: readonly StoredText[]): void {
    this.#transaction("keeping promised acts", () => {
      this.#fence(epoch);
      for (const { id, by, bytes, signature, promise } of pending)
        this.#change.pend.run(idBytes(id), by, signedBytes(bytes, signature), promise);
      for (const { hash, salt, utf8 } of texts) this.#insert(hash, TEXT_STATES.kept, concatBytes(salt, utf8), null);
    });
  }

  refusePending(epoch: number, refusals: readonly SignedRefusal[], texts: readonly Id[], now: Instant): void {
    this.#transaction("keeping refusals", () => {
      this.#fence(epoch);
      this.#change.forgetRefusals.run(now);
      for (const { id, until, note } of refusals) {
        this.#change.settle.run(idBytes(id));
        this.#change.refuse.run(idBytes(id), until, note);
      }
      for (const hash of texts) this.#forget(hash);
    });
  }

  eraseTexts(hashes: readonly Id[]): void {
    this.#transaction("erasing texts", () => hashes.forEach((hash) => this.#erase(hash)));
  }

  markRestored(epochAbove: number): void {
    this.#transaction("restoring", () => this.#change.restored.run(epochAbove));
  }

  /** The write-ahead log into the file, and the file it was in cut to nothing; false at once while a reader needs it. */
  emptyWriteAheadLog(): boolean {
    this.#database.exec("PRAGMA busy_timeout = 0");
    const row = this.#database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
    this.#database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    return row !== undefined && numberIn(row, "busy") === 0;
  }

  #fence(epoch: number): void {
    const current = this.#reading.epoch();
    if (current !== epoch) throw new StaleWriterError(`epoch ${current}, not ${epoch}`);
  }

  /** New texts with what names them, and then what names texts that were there. */
  #textsOf({ texts, named }: Append): void {
    const namings = new Map<Id, Naming>();
    for (const naming of named) {
      const { entry, isPublic } = namings.get(naming.hash) ?? naming;
      namings.set(naming.hash, { hash: naming.hash, entry, isPublic: isPublic || naming.isPublic });
    }
    for (const { hash, salt, utf8 } of texts) {
      const naming = namings.get(hash) ?? null;
      if (this.#insert(hash, TEXT_STATES.kept, concatBytes(salt, utf8), naming)) namings.delete(hash);
    }
    for (const naming of namings.values()) this.#name(naming);
  }

  #name({ hash, entry, isPublic }: Naming): void {
    const row = this.#reading.text(hash);
    if (row === undefined || (row.entry !== null && (row.isPublic || !isPublic))) return;
    this.#change.name.run(entry, isPublic ? 1 : 0, shortName(hash), row.place);
  }

  /** False if a text with this hash is there, or was: nothing is changed then. */
  #insert(hash: Id, state: number, salted: Uint8Array, naming: Naming | null): boolean {
    const { changes, lastInsertRowid } = this.#change.text.run(idBytes(hash), state, salted, shortName(hash));
    if (changes === 0) return false;
    this.#change.textName.run(
      shortName(hash),
      lastInsertRowid,
      naming?.entry ?? null,
      naming?.isPublic === true ? 1 : 0,
    );
    return true;
  }

  /** A text that was never here is remembered as erased too, so that nobody can bring it back. */
  #erase(hash: Id): void {
    const row = this.#reading.text(hash);
    if (row === undefined) this.#insert(hash, TEXT_STATES.erased, new Uint8Array(0), null);
    else if (!row.isErased) this.#change.blank.run(TEXT_STATES.erased, row.place);
  }

  /** A text that came with a refused act: gone as if it had never come, and welcome to come again. */
  #forget(hash: Id): void {
    const row = this.#reading.text(hash);
    if (row === undefined || row.isErased) return;
    this.#change.forget.run(row.place);
    this.#change.unname.run(shortName(hash), row.place);
  }

  #transaction<T>(doing: string, work: () => T): T {
    try {
      this.#database.exec("BEGIN IMMEDIATE");
    } catch (error) {
      throw new StoreFailedError(doing, error);
    }
    let result: T;
    try {
      result = work();
    } catch (error) {
      this.#rollBack();
      throw error instanceof StaleWriterError ? error : new StoreFailedError(doing, error);
    }
    try {
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#rollBack();
      throw new AmbiguousCommitError(error);
    }
    return result;
  }

  #rollBack(): void {
    try {
      this.#database.exec("ROLLBACK");
    } catch {
      // SQLite has already rolled back by itself, or the connection is beyond use; the first error says more than this one.
    }
  }
}
