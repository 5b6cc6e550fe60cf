/**
 * SQLite behind one small adapter: Node's own where it has one, else the same interface from a package. The surprising rule: what
 * was asked of a connection is read back, because builds differ in their defaults and a log that is not synced is no log.
 */
import type { DatabaseSyncInstance } from "@photostructure/sqlite";

export type Column = null | number | bigint | string | Uint8Array;
export type Row = Readonly<Record<string, Column>>;
export interface Statement {
  run(...parameters: readonly Column[]): {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
  get(...parameters: readonly Column[]): Row | undefined;
  all(...parameters: readonly Column[]): readonly Row[];
  iterate(...parameters: readonly Column[]): Iterable<Row>;
}
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}
type Options = { readonly readOnly?: boolean };
type Sqlite = { readonly DatabaseSync: new (path: string, options?: Options) => DatabaseSyncInstance };

/** How long a connection waits for another's lock: longer than any of our own transactions, shorter than a person's patience. */
export const BUSY_MS = 5000;

/** Opens the file (made if it is not there), in WAL with every commit synced. */
export const openDatabase = (path: string): Database => {
  const database = new sqlite.DatabaseSync(path);
  return configured(database, path, [
    ["journal_mode", "wal"],
    ["synchronous", FULL],
    ["secure_delete", 1],
    ["foreign_keys", 1],
    ["temp_store", IN_MEMORY],
    ["busy_timeout", BUSY_MS],
  ]);
};

/** Opens a cache: a file that may be lost at any time, and is then made again. */
export const openCache = (path: string): Database =>
  configured(new sqlite.DatabaseSync(path), path, [
    ["journal_mode", "wal"],
    ["synchronous", NORMAL],
    ["temp_store", IN_MEMORY],
    ["busy_timeout", BUSY_MS],
  ]);

/** Opens an existing file that somebody else may be writing. */
export const openReadOnly = (path: string): Database =>
  configured(new sqlite.DatabaseSync(path, { readOnly: true }), path, [
    ["temp_store", IN_MEMORY],
    ["busy_timeout", BUSY_MS],
  ]);

/** Locks the file as long as this process lives or until the answer is called; null where another process holds it. */
export const openLock = (path: string): (() => void) | null => {
  const database = new sqlite.DatabaseSync(path);
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return () => database.close();
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) return null;
    throw error;
  }
};

const NORMAL = 1;
const FULL = 2;
const IN_MEMORY = 2;

const configured = (
  database: DatabaseSyncInstance,
  path: string,
  pragmas: readonly (readonly [string, string | number])[],
): Database => {
  for (const [name, value] of pragmas) {
    database.exec(`PRAGMA ${name} = ${value}`);
    const read = Object.values(rowOf(database.prepare(`PRAGMA ${name}`).get()) ?? {})[0];
    if (String(read) !== String(value))
      throw new Error(`SQLite refuses ${name} = ${value} for ${path}: it says ${String(read)}.`);
  }
  return database;
};

const rowOf = (row: unknown): Row | undefined => (isRow(row) ? row : undefined);
const isRow = (row: unknown): row is Row => typeof row === "object" && row !== null;

const isSqlite = (module: unknown): module is Sqlite =>
  typeof module === "object" && module !== null && "DatabaseSync" in module;
/** Node 22.13 and later have it without a flag; on 20 the call answers undefined. */
const ownSqlite: unknown = process.getBuiltinModule("node:sqlite");
const sqlite: Sqlite = isSqlite(ownSqlite) ? ownSqlite : await import("@photostructure/sqlite");

/** The columns of a row, each of the type it must have; anything else means the file is damaged. */
export const numberIn = (row: Row, column: string): number => {
  const value = row[column];
  if (typeof value !== "number") throw new DamagedStoreError(column);
  return value;
};
export const bytesIn = (row: Row, column: string): Uint8Array => {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new DamagedStoreError(column);
  return value;
};

/** The file holds what no version of this program writes: restore it from a backup or an export. */
export class DamagedStoreError extends Error {
  override readonly name = "DamagedStoreError";
  constructor(what: string) {
    super(`The community's file is damaged (${what}). Restore it from a backup, or from anybody's export.`);
  }
}
