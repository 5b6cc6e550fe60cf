/**
 * Questions to a community's file, over one connection. The surprising rule: each question is a transaction of its own, so a
 * reader sees one moment of the log and never holds a writer up.
 */
import { bytesOf, concatBytes, hexOf, idOf } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Id } from "../../core/kernel/types.ts";
import { actId } from "../../core/log/act.ts";
import type { Head, Pending, StoredEntry, StoredText, TextFacts } from "../ports/logStore.ts";
import { bytesIn, DamagedStoreError, numberIn, type Database, type Row } from "./database.ts";
import { shortName, STORE_FORMAT, TEXT_STATES, tileName } from "./schema.ts";

const SIGNATURE_BYTES = 64;
const TEXT_SALT_BYTES = 32;

const prepared = (database: Database) => ({
  log: database.prepare("SELECT format, origin, epoch, restored, size, root, checkpoint FROM log"),
  entries: database.prepare("SELECT place, at, signed FROM entries WHERE place >= ? ORDER BY place LIMIT ?"),
  named: database.prepare("SELECT e.place, e.at, e.signed FROM ids JOIN entries e USING (place) WHERE ids.name = ?"),
  text: database.prepare(
    "SELECT t.place, t.hash, t.state, t.salted, n.entry, n.is_public FROM text_ids n JOIN texts t USING (place) WHERE n.name = ?",
  ),
  erased: database.prepare(`SELECT hash FROM texts WHERE state = ${TEXT_STATES.erased}`),
  namedTexts: database.prepare(
    `SELECT hash FROM text_ids JOIN texts USING (place)
     WHERE state = ${TEXT_STATES.kept} AND entry IS NOT NULL AND is_public >= ? ORDER BY hash`,
  ),
  tile: database.prepare("SELECT hashes FROM tiles WHERE name = ?"),
  pending: database.prepare("SELECT id, due, signed, promise FROM pending ORDER BY rowid"),
  refusal: database.prepare("SELECT note FROM refusals WHERE id = ?"),
});

/** Where a text lies, and its bytes: zeros once it was erased. */
export type TextRow = TextFacts & { readonly place: number; readonly salted: Uint8Array };

export class Reading {
  readonly #ask: ReturnType<typeof prepared>;

  constructor(database: Database) {
    this.#ask = prepared(database);
  }

  /** Whose log this is; throws on a file of another format. */
  origin(): Id {
    const row = this.#log();
    if (numberIn(row, "format") !== STORE_FORMAT) throw new StoreFormatError(numberIn(row, "format"));
    return idOf(bytesIn(row, "origin"));
  }

  epoch(): number {
    return numberIn(this.#log(), "epoch");
  }

  isRestored(): boolean {
    return numberIn(this.#log(), "restored") === 1;
  }

  head(): Head | null {
    const row = this.#log();
    const size = numberIn(row, "size");
    if (size === 0) return null;
    return {
      epoch: numberIn(row, "epoch"),
      size,
      root: idOf(bytesIn(row, "root")),
      checkpoint: bytesIn(row, "checkpoint"),
    };
  }

  #log(): Row {
    const row = this.#ask.log.get();
    if (row === undefined) throw new DamagedStoreError("it has no head");
    return row;
  }

  entries(from: number, limit: number): readonly StoredEntry[] {
    return this.#ask.entries.all(from, limit).map(entryOf);
  }

  find(id: Id): StoredEntry | undefined {
    return this.#ask.named
      .all(shortName(id))
      .map(entryOf)
      .find(({ bytes }) => actId(bytes) === id);
  }

  text(hash: Id): TextRow | undefined {
    const row = this.#ask.text.all(shortName(hash)).find((candidate) => hexOf(bytesIn(candidate, "hash")) === hash);
    if (row === undefined) return undefined;
    const isErased = numberIn(row, "state") === TEXT_STATES.erased;
    const entry = row["entry"] === null ? null : numberIn(row, "entry");
    const isPublic = numberIn(row, "is_public") === 1;
    return { place: numberIn(row, "place"), salted: bytesIn(row, "salted"), isErased, entry, isPublic };
  }

  texts(hashes: readonly Id[]): ReadonlyMap<Id, StoredText> {
    const found = new Map<Id, StoredText>();
    for (const hash of hashes) {
      const row = this.text(hash);
      if (row === undefined || row.isErased) continue;
      found.set(hash, { hash, salt: row.salted.slice(0, TEXT_SALT_BYTES), utf8: row.salted.slice(TEXT_SALT_BYTES) });
    }
    return found;
  }

  textFacts(hashes: readonly Id[]): ReadonlyMap<Id, TextFacts> {
    const known = new Map<Id, TextFacts>();
    for (const hash of hashes) {
      const row = this.text(hash);
      if (row !== undefined) known.set(hash, { isErased: row.isErased, entry: row.entry, isPublic: row.isPublic });
    }
    return known;
  }

  erasedTexts(): readonly Id[] {
    return this.#ask.erased.all().map((row) => idOf(bytesIn(row, "hash")));
  }

  namedTexts(which: "all" | "public"): readonly Id[] {
    return this.#ask.namedTexts.all(which === "public" ? 1 : 0).map((row) => idOf(bytesIn(row, "hash")));
  }

  tile(level: number, index: number): Uint8Array | null {
    const row = this.#ask.tile.get(tileName(level, index));
    return row === undefined ? null : bytesIn(row, "hashes");
  }

  pending(): readonly Pending[] {
    return this.#ask.pending.all().map((row) => ({
      id: idOf(bytesIn(row, "id")),
      ...signedIn(row),
      promise: bytesIn(row, "promise"),
      by: instantOf(numberIn(row, "due")),
    }));
  }

  signedRefusal(id: Id): Uint8Array | null {
    const row = this.#ask.refusal.get(idBytes(id));
    return row === undefined ? null : bytesIn(row, "note");
  }
}

const entryOf = (row: Row): StoredEntry => ({
  index: numberIn(row, "place"),
  at: instantOf(numberIn(row, "at")),
  ...signedIn(row),
});

const signedIn = (row: Row): { readonly bytes: Uint8Array; readonly signature: Uint8Array } => {
  const signed = bytesIn(row, "signed");
  if (signed.length < SIGNATURE_BYTES) throw new DamagedStoreError("an act without its signature");
  return { bytes: signed.subarray(SIGNATURE_BYTES), signature: signed.subarray(0, SIGNATURE_BYTES) };
};

export const signedBytes = (bytes: Uint8Array, signature: Uint8Array): Uint8Array => concatBytes(signature, bytes);
export const idBytes = (id: Id): Uint8Array => bytesOf(id);

/** The file was written by another version of this program. */
class StoreFormatError extends Error {
  override readonly name = "StoreFormatError";
  constructor(format: number) {
    super(
      `The community's file has format ${format} and this program reads format ${STORE_FORMAT}. Use the version that wrote it, and export.`,
    );
  }
}
