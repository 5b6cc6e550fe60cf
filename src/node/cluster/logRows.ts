/**
 * Which communities the database holds, and who writes them. The surprising rule: a process that holds a community may write it as long as its
 * own row is alive by the database's clock; that only spares processes from fighting over a log, and what keeps two
 * from signing is the epoch in every append.
 */
import { bytesOf, idOf } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Database } from "./database.ts";
import { bytesIn, numberIn, textIn, type Row } from "./rows.ts";

const ALIVE = "n.until > clock_timestamp()";
const ASK = {
  add: { name: "add log", text: "INSERT INTO folkmoot.logs (origin) VALUES ($1) ON CONFLICT DO NOTHING" },
  find: { name: "find log", text: "SELECT log FROM folkmoot.logs WHERE origin = $1" },
  remove: { name: "remove log", text: "DELETE FROM folkmoot.logs WHERE log = $1 AND size = 0" },
  all: {
    name: "all logs",
    text: `SELECT l.log, l.origin, l.size, l.holder, coalesce(${ALIVE}, false)::int AS alive
           FROM folkmoot.logs l LEFT JOIN folkmoot.nodes n ON n.node = l.holder`,
  },
  holder: {
    name: "holder",
    text: `SELECT l.holder, n.address FROM folkmoot.logs l JOIN folkmoot.nodes n ON n.node = l.holder WHERE l.log = $1 AND ${ALIVE}`,
  },
  /** Answers the logs that this process holds now. */
  take: {
    name: "take",
    text: `UPDATE folkmoot.logs l SET holder = $1 WHERE l.log = ANY ($2::int[])
           AND (l.holder IS NULL OR l.holder = $1 OR NOT EXISTS (SELECT 1 FROM folkmoot.nodes n WHERE n.node = l.holder AND ${ALIVE})) RETURNING l.log`,
  },
  release: {
    name: "release",
    text: "UPDATE folkmoot.logs SET holder = NULL WHERE holder = $1 AND ($2::int IS NULL OR log = $2)",
  },
} as const;

/** `holder`: null where nobody who is alive holds it. */
export type LogRow = { readonly log: number; readonly origin: Id; readonly size: number; readonly holder: Id | null };
export type Holder = { readonly node: Id; readonly address: string };

export class LogRows {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The community's number, made if it is new. */
  async add(origin: Id): Promise<number> {
    await this.#database.change("adding a community", ASK.add, [bytesOf(origin)]);
    const log = await this.find(origin);
    if (log === null) throw new Error("The community that was just added is not there.");
    return log;
  }

  async find(origin: Id): Promise<number | null> {
    const [row] = await this.#database.read(ASK.find, [bytesOf(origin)]);
    return row === undefined ? null : numberIn(row, "log");
  }

  /** Only one in which nothing was ever recorded. */
  async remove(log: number): Promise<void> {
    await this.#database.change("removing a community", ASK.remove, [log]);
  }

  async all(): Promise<readonly LogRow[]> {
    return (await this.#database.read(ASK.all)).map(logIn);
  }

  async holder(log: number): Promise<Holder | null> {
    const [row] = await this.#database.read(ASK.holder, [log]);
    return row === undefined ? null : { node: idOf(bytesIn(row, "holder")), address: textIn(row, "address") };
  }

  /** Takes those of the logs that nobody holds; answers which it got. */
  async take(node: Id, logs: readonly number[]): Promise<readonly number[]> {
    const rows = await this.#database.change("taking communities", ASK.take, [bytesOf(node), logs]);
    return rows.map((row) => numberIn(row, "log"));
  }

  /** Gives one log back, or all that this process holds. */
  async release(node: Id, log: number | null): Promise<void> {
    await this.#database.change("giving communities back", ASK.release, [bytesOf(node), log]);
  }
}

const logIn = (row: Row): LogRow => ({
  log: numberIn(row, "log"),
  origin: idOf(bytesIn(row, "origin")),
  size: numberIn(row, "size"),
  holder: numberIn(row, "alive") === 1 ? idOf(bytesIn(row, "holder")) : null,
});
