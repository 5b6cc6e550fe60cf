/**
 * What a witness must never forget: for each log the head it cosigned last. The surprising rule: a witness whose memory was
 * lost is retired and gets a new key, since with an empty memory it would cosign a fork of anything it had cosigned before.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bytesOf, hexOf, parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { nativeSigner, type NativeSigner } from "../crypto/ed25519.ts";
import type { Random } from "../ports/random.ts";
import { bytesIn, numberIn, openDatabase, type Database } from "../store/database.ts";
import { syncFile, syncFolder } from "../store/durable.ts";

const KEY_FILE = "witness.key";
const MEMORY_FILE = "witness.db";
const SEED_BYTES = 32;

export type WitnessedLog = { readonly size: number; readonly root: Uint8Array; readonly checkpoint: string };

export interface WitnessMemory {
  readonly signer: NativeSigner;
  /** The head cosigned last for this origin; null if none ever was. */
  latest(origin: string): WitnessedLog | null;
  /** Durable before it answers. False, and nothing is changed, where the head cosigned last is not of `oldSize`. */
  advance(origin: string, oldSize: number, head: WitnessedLog): boolean;
  close(): void;
}

const TABLES = `
  CREATE TABLE identity (public_key BLOB NOT NULL) STRICT;
  CREATE TABLE heads (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, checkpoint TEXT NOT NULL) STRICT;
`;

/** Opens the witness of this folder. Where its key or its memory is missing, or they are not each other's, a new one begins. */
export const openWitnessMemory = (folder: string, random: Random): WitnessMemory => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const known = readSigner(join(folder, KEY_FILE));
  if (known !== null && remembers(join(folder, MEMORY_FILE), known.publicKey)) return memoryOf(folder, known);
  retire(folder);
  return memoryOf(folder, begin(folder, random));
};

const readSigner = (path: string): NativeSigner | null => {
  const seed = existsSync(path) ? parseId(readFileSync(path, "utf8").trim()) : null;
  return seed === null ? null : nativeSigner(bytesOf(seed));
};

const remembers = (path: string, key: Id): boolean => {
  if (!existsSync(path)) return false;
  const database = openDatabase(path);
  try {
    const row = database.prepare("SELECT public_key FROM identity").get();
    return row !== undefined && hexOf(bytesIn(row, "public_key")) === key;
  } catch {
    return false; // a memory that was never finished is none
  } finally {
    database.close();
  }
};

/** Sets aside what is left of a witness that must not go on. */
const retire = (folder: string): void => {
  for (const file of [KEY_FILE, MEMORY_FILE, `${MEMORY_FILE}-wal`, `${MEMORY_FILE}-shm`]) {
    const path = join(folder, file);
    if (!existsSync(path)) continue;
    let place = 1;
    while (existsSync(`${path}.retired-${place}`)) place += 1;
    renameSync(path, `${path}.retired-${place}`);
  }
  syncFolder(folder);
};

/** A new witness: memory first, then the key, so that a key without a memory can only mean a loss. */
const begin = (folder: string, random: Random): NativeSigner => {
  const seed = random.bytes(SEED_BYTES);
  const signer = nativeSigner(seed);
  const database = openDatabase(join(folder, MEMORY_FILE));
  database.exec(`BEGIN IMMEDIATE; ${TABLES}`);
  database.prepare("INSERT INTO identity VALUES (?)").run(bytesOf(signer.publicKey));
  database.exec("COMMIT");
  database.close();
  const path = join(folder, KEY_FILE);
  writeFileSync(path, `${hexOf(seed)}\n`, { mode: 0o600, flag: "wx" });
  syncFile(path);
  syncFolder(folder);
  return signer;
};

const memoryOf = (folder: string, signer: NativeSigner): WitnessMemory => {
  const database = openDatabase(join(folder, MEMORY_FILE));
  const select = database.prepare("SELECT size, root, checkpoint FROM heads WHERE origin = ?");
  const latest = (origin: string): WitnessedLog | null => {
    const row = select.get(origin);
    if (row === undefined) return null;
    return { size: numberIn(row, "size"), root: bytesIn(row, "root"), checkpoint: String(row["checkpoint"]) };
  };
  const store = database.prepare("INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?)");
  return {
    signer,
    latest,
    advance: (origin, oldSize, head) =>
      inTransaction(database, () => {
        if ((latest(origin)?.size ?? 0) !== oldSize) return false;
        store.run(origin, head.size, head.root, head.checkpoint);
        return true;
      }),
    close: () => database.close(),
  };
};

/** One writer at a time, of other processes too, from the comparison to the commit. */
const inTransaction = <T>(database: Database, work: () => T): T => {
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
