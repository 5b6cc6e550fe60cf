/**
 * The file in which a community's node keeps who wants to be told of what, and where: `attention.db` beside the log. The surprising rule: what
 * is taken out of it is gone from the disk when `forgetTraces` returns, since the file is then written anew; SQLite alone leaves copies.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { bytesIn, numberIn, openDatabase, openReadOnly, type Database, type Row } from "../store/database.ts";
import { DamagedStoreError } from "../store/database.ts";

export const ATTENTION_FILE = "attention.db";

const TABLES = `
-- isPrimed: what stood when the member began is known, and not told
CREATE TABLE IF NOT EXISTS members (member INTEGER PRIMARY KEY, choices TEXT NOT NULL, is_primed INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS levels (
  member INTEGER NOT NULL, scope TEXT NOT NULL, level TEXT NOT NULL, PRIMARY KEY (member, scope)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS channels (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  member INTEGER NOT NULL,
  target TEXT NOT NULL,
  base TEXT NOT NULL,
  state TEXT NOT NULL,
  problem TEXT,
  secret BLOB NOT NULL,
  since INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER NOT NULL DEFAULT 0,
  lost INTEGER NOT NULL DEFAULT 0,
  hour INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,
  code BLOB,
  code_until INTEGER NOT NULL DEFAULT 0,
  code_tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS channels_member ON channels (member);
-- member 0: of everybody
CREATE TABLE IF NOT EXISTS known (
  member INTEGER NOT NULL, name TEXT NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (member, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS queue (
  channel INTEGER NOT NULL,
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  path TEXT NOT NULL,
  deadline INTEGER,
  due INTEGER NOT NULL,
  PRIMARY KEY (channel, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS queue_due ON queue (due);
-- log size and time of the last look, and codes sent to addresses that were not confirmed
CREATE TABLE IF NOT EXISTS looks (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS codes (member INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
`;

export const hasAttention = (folder: string): boolean => existsSync(join(folder, ATTENTION_FILE));

export const openAttentionFile = (folder: string): Database => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = openDatabase(join(folder, ATTENTION_FILE));
  database.exec(TABLES);
  return database;
};

/** For whoever only counts, beside a node that may be writing. */
export const readAttentionFile = (folder: string): Database => openReadOnly(join(folder, ATTENTION_FILE));

/** Writes the file anew without what was deleted, and empties the log of changes beside it. */
export const forgetTraces = (database: Database): void => {
  database.exec("VACUUM");
  database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
};

/** All or nothing. */
export const inTransaction = <T>(database: Database, work: () => T): T => {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
};

export { bytesIn, numberIn, type Database, type Row };
export const textIn = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== "string") throw new DamagedStoreError(column);
  return value;
};
