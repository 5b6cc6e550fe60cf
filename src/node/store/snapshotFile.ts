/**
 * Snapshots of the standing in a file of their own beside the log. The surprising rule: it is a cache. It holds no wording, it
 * may be lost or damaged at any time, and then the log is replayed; so it is synced less strictly and never backed up.
 */
import { existsSync, rmSync } from "node:fs";
import { setImmediate as breathe } from "node:timers/promises";
import { HASH_BYTES, idOf } from "../../core/hash.ts";
import { reachablePages } from "../../core/kernel/snapshot.ts";
import type { Pages, Snapshot } from "../ports/logStore.ts";
import { bytesIn, numberIn, openCache, openReadOnly, type Database } from "./database.ts";
import { edition } from "./edition.ts";
import { idBytes } from "./reading.ts";
import { SNAPSHOT_TABLES } from "./schema.ts";

/** The last one and the one before: a world opened from either may still be in use. */
const SNAPSHOTS_KEPT = 2;
/** How many pages are looked at or deleted before other work of the process gets its turn: a few milliseconds. */
const PAGES_AT_ONCE = 200;

const prepared = (database: Database) => ({
  has: database.prepare("SELECT 1 FROM pages WHERE hash = ?"),
  page: database.prepare("SELECT page FROM pages WHERE hash = ?"),
  hashes: database.prepare("SELECT hash FROM pages"),
  heads: database.prepare("SELECT size, root, head, state_roots FROM snapshots ORDER BY place DESC"),
  keep: database.prepare("INSERT OR IGNORE INTO pages VALUES (?, ?)"),
  drop: database.prepare("DELETE FROM pages WHERE hash = ?"),
  note: database.prepare("INSERT INTO snapshots (size, root, head, state_roots) VALUES (?, ?, ?, ?)"),
  outdate: database.prepare("DELETE FROM snapshots WHERE place <= (SELECT max(place) FROM snapshots) - ?"),
});

export class SnapshotFile implements Pages {
  readonly #database: Database;
  readonly #ask: ReturnType<typeof prepared>;

  private constructor(database: Database) {
    this.#database = database;
    this.#ask = prepared(database);
  }

  /** Opens the cache, and starts a new one where the old one cannot be read or was written by other rules. */
  static open(path: string): SnapshotFile {
    try {
      const file = SnapshotFile.#made(path);
      if (file.isOfThisEdition()) return file;
      file.close();
      throw new RangeError("written by another edition");
    } catch {
      for (const ending of ["", "-wal", "-shm"]) rmSync(path + ending, { force: true });
      return SnapshotFile.#made(path);
    }
  }

  /** Beside a running node: null where there is none yet, or none that can be read. */
  static openReadOnly(path: string): SnapshotFile | null {
    try {
      if (!existsSync(path)) return null;
      const file = new SnapshotFile(openReadOnly(path));
      return file.isOfThisEdition() ? file : null;
    } catch {
      return null;
    }
  }

  /** Whether the rules that wrote it are those that this program runs. */
  isOfThisEdition(): boolean {
    const row = this.#database.prepare("PRAGMA user_version").get();
    return row !== undefined && numberIn(row, "user_version") === edition();
  }

  static #made(path: string): SnapshotFile {
    const isNew = !existsSync(path);
    const database = openCache(path);
    database.exec(SNAPSHOT_TABLES);
    if (isNew) database.exec(`PRAGMA user_version = ${edition()}`);
    return new SnapshotFile(database);
  }

  has(hash: string): boolean {
    return this.#ask.has.get(Buffer.from(hash, "hex")) !== undefined;
  }

  read(hash: string): Uint8Array {
    const row = this.#ask.page.get(Buffer.from(hash, "hex"));
    if (row === undefined) throw new RangeError(`there is no page ${hash}`);
    return bytesIn(row, "page");
  }

  snapshot(): Snapshot | null {
    const row = this.#ask.heads.get();
    if (row === undefined) return null;
    const roots = bytesIn(row, "state_roots");
    return {
      size: numberIn(row, "size"),
      root: idOf(bytesIn(row, "root")),
      head: bytesIn(row, "head"),
      stateRoots: [idOf(roots), idOf(roots, HASH_BYTES)],
    };
  }

  /** Pages a little at a time, and when all are there the head that names them. */
  async write({ size, root, head, stateRoots }: Snapshot, pages: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const all = [...pages];
    for (let from = 0; from < all.length; from += PAGES_AT_ONCE) {
      const some = all.slice(from, from + PAGES_AT_ONCE);
      this.#transaction(() => some.forEach(([hash, page]) => this.#ask.keep.run(Buffer.from(hash, "hex"), page)));
      await breathe();
    }
    this.#transaction(() => {
      this.#ask.note.run(size, idBytes(root), head, Buffer.concat(stateRoots.map(idBytes)));
      this.#ask.outdate.run(SNAPSHOTS_KEPT);
    });
  }

  /** Deletes what no kept snapshot reaches, a little at a time. No snapshot may be written meanwhile. */
  async sweep(): Promise<number> {
    const heads = this.#ask.heads.all().map((row) => bytesIn(row, "head"));
    const kept = new Set<string>();
    for (const hash of reachablePages(heads, (page) => this.read(page))) {
      kept.add(hash);
      if (kept.size % PAGES_AT_ONCE === 0) await breathe();
    }
    const swept = this.#ask.hashes.all().filter((row) => !kept.has(Buffer.from(bytesIn(row, "hash")).toString("hex")));
    for (let from = 0; from < swept.length; from += PAGES_AT_ONCE) {
      const some = swept.slice(from, from + PAGES_AT_ONCE);
      this.#transaction(() => some.forEach((row) => this.#ask.drop.run(bytesIn(row, "hash"))));
      await breathe();
    }
    return swept.length;
  }

  drop(): void {
    this.#database.exec("DELETE FROM snapshots");
  }

  close(): void {
    this.#database.close();
  }

  #transaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}
