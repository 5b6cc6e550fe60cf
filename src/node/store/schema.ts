/**
 * The tables of a community's file (docs/formats/store.md). The surprising rule: texts are only ever appended and overwritten in
 * place with zeros, never deleted, because SQLite moves the neighbours of what is deleted and leaves copies of them behind.
 */

/** Raised when the tables change; a file of another number is refused, and upgraded by its own step. */
export const STORE_FORMAT = 1;

export const TABLES = `
CREATE TABLE log (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  format INTEGER NOT NULL,
  origin BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  restored INTEGER NOT NULL,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  checkpoint BLOB NOT NULL
) STRICT;
-- signed: the 64 bytes of the signature, then the act
CREATE TABLE entries (place INTEGER PRIMARY KEY, at INTEGER NOT NULL, signed BLOB NOT NULL) STRICT;
-- name: the first 32 bits of the act's id; the whole id is in the act
CREATE TABLE ids (name INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (name, place)) STRICT, WITHOUT ROWID;
-- name: level * 2^40 + index
CREATE TABLE tiles (name INTEGER PRIMARY KEY, hashes BLOB NOT NULL) STRICT;
-- salted: the 32 bytes of the salt, then the text; zeros of the same length once it is gone. state: see TEXT_STATES
CREATE TABLE texts (place INTEGER PRIMARY KEY, hash BLOB NOT NULL, state INTEGER NOT NULL, salted BLOB NOT NULL) STRICT;
-- entry: the first that named the text; is_public: whether a public one did
CREATE TABLE text_ids (
  name INTEGER NOT NULL,
  place INTEGER NOT NULL,
  entry INTEGER,
  is_public INTEGER NOT NULL,
  PRIMARY KEY (name, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE pending (id BLOB PRIMARY KEY, due INTEGER NOT NULL, signed BLOB NOT NULL, promise BLOB NOT NULL) STRICT;
CREATE TABLE refusals (id BLOB PRIMARY KEY, until INTEGER NOT NULL, note BLOB NOT NULL) STRICT;
`;

export const SNAPSHOT_TABLES = `
CREATE TABLE IF NOT EXISTS snapshots (place INTEGER PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, head BLOB NOT NULL, state_roots BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS pages (hash BLOB PRIMARY KEY, page BLOB NOT NULL) STRICT;
`;

/** 0 and 1 take no bytes of a row, so that a row never grows: it is overwritten where it lies. */
export const TEXT_STATES = { kept: 0, erased: 1 } as const;

const TILE_LEVELS = 1_099_511_627_776;
const NAME_DIGITS = 8;

/** One key for a tile: the log has fewer than 2^40 tiles on a level. */
export const tileName = (level: number, index: number): number => level * TILE_LEVELS + index;

/** The first 32 bits of a hash as a key, signed, since that takes four bytes; rows that share it are told apart by the hash itself. */
export const shortName = (id: string): number => Number.parseInt(id.slice(0, NAME_DIGITS), 16) | 0;
