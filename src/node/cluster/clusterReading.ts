/**
 * Questions to one community's rows. The surprising rule: they go to the primary, never to a standby, so that whoever was just told
 * of an entry finds it.
 */
import { bytesOf, idOf } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Id } from "../../core/kernel/types.ts";
import { actId } from "../../core/log/act.ts";
import type { Head, Pending, StoredEntry, StoredText, TextFacts } from "../ports/logStore.ts";
import { shortName, tileName } from "../store/schema.ts";
import type { Database, Statement, Value } from "./database.ts";
import { openText, type KeyRing } from "./keyRing.ts";
import { bytesIn, numberIn, numberOrNull, type Row } from "./rows.ts";
import { TEXT_STATES } from "./tables.ts";

const SIGNATURE_BYTES = 64;
const TEXT_SALT_BYTES = 32;

const question = (name: string, text: string): Statement => ({ name, text });
const ASK = {
  log: question("log", "SELECT epoch, restored, size, root, checkpoint FROM folkmoot.logs WHERE log = $1"),
  entries: question(
    "entries",
    "SELECT place, at, signed FROM folkmoot.entries WHERE log = $1 AND place >= $2 ORDER BY place LIMIT $3",
  ),
  find: question("find", "SELECT place, at, signed FROM folkmoot.entries WHERE log = $1 AND name = ANY ($2::int[])"),
  texts: question(
    "texts",
    `SELECT hash, t.sealed AS text, k.key, k.sealed FROM folkmoot.texts t JOIN folkmoot.text_keys k USING (log, hash)
     WHERE log = $1 AND state = ${TEXT_STATES.kept} AND hash = ANY ($2::bytea[])`,
  ),
  facts: question(
    "facts",
    "SELECT hash, state, entry, is_public FROM folkmoot.texts WHERE log = $1 AND hash = ANY ($2::bytea[])",
  ),
  erased: question("erased", `SELECT hash FROM folkmoot.texts WHERE log = $1 AND state = ${TEXT_STATES.erased}`),
  named: question(
    "named",
    `SELECT hash FROM folkmoot.texts WHERE log = $1 AND state = ${TEXT_STATES.kept} AND entry IS NOT NULL AND is_public >= $2
     ORDER BY hash`,
  ),
  tile: question("tile", "SELECT hashes FROM folkmoot.tiles WHERE log = $1 AND name = $2"),
  pending: question("pending", "SELECT id, due, signed, promise FROM folkmoot.pending WHERE log = $1 ORDER BY place"),
  refusal: question("refusal", "SELECT note FROM folkmoot.refusals WHERE log = $1 AND id = $2"),
} as const;

export class ClusterReading {
  readonly #database: Database;
  readonly #ring: KeyRing;
  /** The community's number in the database. */
  readonly #log: number;

  constructor(database: Database, ring: KeyRing, log: number) {
    this.#database = database;
    this.#ring = ring;
    this.#log = log;
  }

  async head(): Promise<Head | null> {
    const row = await this.#logRow();
    return numberIn(row, "size") === 0 ? null : headIn(row);
  }

  async isRestored(): Promise<boolean> {
    return numberIn(await this.#logRow(), "restored") === 1;
  }

  async #logRow(): Promise<Row> {
    const [row] = await this.#ask(ASK.log);
    if (row === undefined) throw new Error("The community's row is gone from the database.");
    return row;
  }

  async entries(from: number, limit: number): Promise<readonly StoredEntry[]> {
    return (await this.#ask(ASK.entries, from, limit)).map(entryIn);
  }

  async find(ids: readonly Id[]): Promise<ReadonlyMap<Id, StoredEntry>> {
    const wanted = new Set(ids);
    const found = (await this.#ask(ASK.find, ids.map(shortName))).map(entryIn);
    return new Map(found.map((entry) => [actId(entry.bytes), entry] as const).filter(([id]) => wanted.has(id)));
  }

  async texts(hashes: readonly Id[]): Promise<ReadonlyMap<Id, StoredText>> {
    const rows = await this.#ask(ASK.texts, hashes.map(bytesOf));
    const found = new Map(rows.map((row) => [idOf(bytesIn(row, "hash")), row] as const));
    return new Map(hashes.flatMap((hash) => this.#opened(hash, found.get(hash))));
  }

  #opened(hash: Id, row: Row | undefined): readonly (readonly [Id, StoredText])[] {
    if (row === undefined) return [];
    const key = this.#ring.open({ key: numberIn(row, "key"), bytes: bytesIn(row, "sealed") }, `text ${hash}`);
    const salted = openText(key, bytesIn(row, "text"));
    return [[hash, { hash, salt: salted.slice(0, TEXT_SALT_BYTES), utf8: salted.slice(TEXT_SALT_BYTES) }]];
  }

  async textFacts(hashes: readonly Id[]): Promise<ReadonlyMap<Id, TextFacts>> {
    const rows = await this.#ask(ASK.facts, hashes.map(bytesOf));
    return new Map(rows.map((row) => [idOf(bytesIn(row, "hash")), factsIn(row)]));
  }

  async erasedTexts(): Promise<readonly Id[]> {
    return (await this.#ask(ASK.erased)).map((row) => idOf(bytesIn(row, "hash")));
  }

  async namedTexts(which: "all" | "public"): Promise<readonly Id[]> {
    return (await this.#ask(ASK.named, which === "public" ? 1 : 0)).map((row) => idOf(bytesIn(row, "hash")));
  }

  async tile(level: number, index: number): Promise<Uint8Array | null> {
    const [row] = await this.#ask(ASK.tile, tileName(level, index));
    return row === undefined ? null : bytesIn(row, "hashes");
  }

  async pending(): Promise<readonly Pending[]> {
    return (await this.#ask(ASK.pending)).map((row) => ({
      id: idOf(bytesIn(row, "id")),
      ...signedIn(row),
      promise: bytesIn(row, "promise"),
      by: instantOf(numberIn(row, "due")),
    }));
  }

  async signedRefusal(id: Id): Promise<Uint8Array | null> {
    const [row] = await this.#ask(ASK.refusal, bytesOf(id));
    return row === undefined ? null : bytesIn(row, "note");
  }

  #ask(statement: Statement, ...values: readonly Value[]): Promise<readonly Row[]> {
    return this.#database.read(statement, [this.#log, ...values]);
  }
}

const headIn = (row: Row): Head => ({
  epoch: numberIn(row, "epoch"),
  size: numberIn(row, "size"),
  root: idOf(bytesIn(row, "root")),
  checkpoint: bytesIn(row, "checkpoint"),
});

const factsIn = (row: Row): TextFacts => ({
  isErased: numberIn(row, "state") === TEXT_STATES.erased,
  entry: numberOrNull(row, "entry"),
  isPublic: numberIn(row, "is_public") === 1,
});

const entryIn = (row: Row): StoredEntry => ({
  index: numberIn(row, "place"),
  at: instantOf(numberIn(row, "at")),
  ...signedIn(row),
});

const signedIn = (row: Row): { readonly bytes: Uint8Array; readonly signature: Uint8Array } => {
  const signed = bytesIn(row, "signed");
  return { bytes: signed.subarray(SIGNATURE_BYTES), signature: signed.subarray(0, SIGNATURE_BYTES) };
};
