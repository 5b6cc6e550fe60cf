/**
 * A community's log in one SQLite file, with its snapshots in another beside it. The surprising rule: after a COMMIT that failed,
 * the connection is thrown away, so that what is read next comes from the disk and not from the memory of the failure.
 */
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ZERO_ID } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { AmbiguousCommitError, type LogReader, type LogStore, type StoredEntry } from "../ports/logStore.ts";
import { copyDatabase } from "./copy.ts";
import { openDatabase, openReadOnly, type Database } from "./database.ts";
import { syncFolder } from "./durable.ts";
import { idBytes, Reading } from "./reading.ts";
import { STORE_FORMAT, TABLES } from "./schema.ts";
import { SnapshotFile } from "./snapshotFile.ts";
import { Writing } from "./writing.ts";

export const LOG_FILE = "log.db";
const SNAPSHOT_FILE = "snapshot.db";

/** Makes an empty log for this community in the folder, which must not have one. */
export const createLogFile = (folder: string, origin: Id): void => {
  const path = join(folder, LOG_FILE);
  if (existsSync(path)) throw new Error(`${path} is there already.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = openDatabase(path);
  database.exec(`BEGIN IMMEDIATE; ${TABLES}`);
  database
    .prepare("INSERT INTO log VALUES (1, ?, ?, 0, 0, 0, ?, zeroblob(0))")
    .run(STORE_FORMAT, idBytes(origin), idBytes(ZERO_ID));
  database.exec("COMMIT");
  database.close();
  syncFolder(folder);
  syncFolder(dirname(folder));
};

/** The log in this folder, to read and write. */
export const openLogStore = (folder: string): LogStore => {
  const path = join(folder, LOG_FILE);
  if (!existsSync(path)) throw new Error(`There is no ${path}.`);
  let open = openForWriting(path);
  const snapshots = SnapshotFile.open(join(folder, SNAPSHOT_FILE));
  const { origin } = open;
  const write = <T>(work: (writing: Writing) => T): Promise<T> =>
    soon(() => {
      try {
        return work(open.writing);
      } catch (error) {
        if (error instanceof AmbiguousCommitError) open = reopened(open, path);
        throw error;
      }
    });
  return {
    ...questions(() => open.reading, path, origin),
    snapshot: () => soon(() => snapshots.snapshot()),
    pages: snapshots,
    takeOver: () => write((writing) => writing.takeOver()),
    isRestored: () => soon(() => open.reading.isRestored()),
    append: (append) => write((writing) => writing.append(append)),
    keepPending: (...all) => write((writing) => writing.keepPending(...all)),
    refusePending: (...all) => write((writing) => writing.refusePending(...all)),
    eraseTraces: () => write((writing) => writing.emptyWriteAheadLog()),
    writeSnapshot: (snapshot, pages) => snapshots.write(snapshot, pages),
    sweepPages: () => snapshots.sweep(),
    dropSnapshots: () => soon(() => snapshots.drop()),
    close: () =>
      soon(() => {
        snapshots.close();
        open.database.close();
      }),
  };
};

/** The log in this folder, to read beside whoever writes it. */
export const openLogReader = (folder: string): LogReader => {
  const path = join(folder, LOG_FILE);
  const database = openReadOnly(path);
  const reading = new Reading(database);
  const snapshots = SnapshotFile.openReadOnly(join(folder, SNAPSHOT_FILE));
  return {
    ...questions(() => reading, path, reading.origin()),
    snapshot: () => soon(() => snapshots?.snapshot() ?? null),
    pages: snapshots ?? noPages,
    close: () =>
      soon(() => {
        snapshots?.close();
        database.close();
      }),
  };
};

/** A single file that nobody writes, such as a backup. */
export const openLogFile = (path: string): LogReader => {
  const database = openReadOnly(path);
  const reading = new Reading(database);
  return {
    ...questions(() => reading, path, reading.origin()),
    snapshot: () => Promise.resolve(null),
    pages: noPages,
    close: () => soon(() => database.close()),
  };
};

/** Overwrites texts in a file that nobody else uses. */
export const eraseInFile = (path: string, hashes: readonly Id[]): void => {
  const { database, writing } = openForWriting(path);
  writing.eraseTexts(hashes);
  database.close();
};

/** Makes a copied log ready to be run: any writer of the old one is fenced off, and witnesses must be asked before signing. */
export const markRestored = (path: string, epochAbove: number): void => {
  const { database, writing } = openForWriting(path);
  writing.markRestored(epochAbove);
  database.close();
};

const noPages = {
  has: () => false,
  read: (hash: string): Uint8Array => {
    throw new RangeError(`there is no page ${hash}`);
  },
};

type Open = { readonly database: Database; readonly reading: Reading; readonly writing: Writing; readonly origin: Id };

const openForWriting = (path: string): Open => {
  const database = openDatabase(path);
  const reading = new Reading(database);
  return { database, reading, writing: new Writing(database, reading), origin: reading.origin() };
};

const reopened = (open: Open, path: string): Open => {
  open.database.close();
  return openForWriting(path);
};

type Questions = Omit<LogReader, "snapshot" | "pages" | "close">;

const questions = (reading: () => Reading, path: string, origin: Id): Questions => ({
  origin,
  head: () => soon(() => reading().head()),
  entries: (from, limit) => soon(() => reading().entries(from, limit)),
  find: (ids) => soon(() => new Map(ids.flatMap((id) => foundAs(id, reading().find(id))))),
  texts: (hashes) => soon(() => reading().texts(hashes)),
  textFacts: (hashes) => soon(() => reading().textFacts(hashes)),
  erasedTexts: () => soon(() => reading().erasedTexts()),
  namedTexts: (which) => soon(() => reading().namedTexts(which)),
  tile: (level, index) => soon(() => reading().tile(level, index)),
  pending: () => soon(() => reading().pending()),
  signedRefusal: (id) => soon(() => reading().signedRefusal(id)),
  backup: (file) => copyDatabase(path, file),
});

const foundAs = (id: Id, entry: StoredEntry | undefined): readonly (readonly [Id, StoredEntry])[] =>
  entry === undefined ? [] : [[id, entry]];

/** SQLite answers at once; the port promises, since another store will have to wait. What is thrown becomes a rejection. */
const soon = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
