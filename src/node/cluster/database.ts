/**
 * PostgreSQL, wherever its primary is now. The surprising rule: a change that was sent and not acknowledged is ambiguous, and so is
 * one that the server acknowledged with a warning: when the wait for a synchronous standby is cut short, PostgreSQL says "committed"
 * although a standby may lack it, and only the warning tells.
 */
import pg from "pg";
import { setTimeout as pause } from "node:timers/promises";
import { AmbiguousCommitError, StaleWriterError, StoreFailedError } from "../ports/logStore.ts";
import { machinesIn } from "./address.ts";
import type { Row } from "./rows.ts";

/** Commits that wait for the same disk and standby share one wait: more connections, larger groups. */
const CONNECTIONS_MAX = 16;
/** A machine that does not answer at all is given up after this, and the next one asked. */
const CONNECT_MS = 2_000;
/** Longer than any of our statements takes, also over a busy standby. */
const ANSWER_MS = 15_000;
const LOOK_AGAIN_MS = 100;
/** How long is looked for a primary before the caller is told that there is none. */
const PATIENCE_MS = 5_000;
const AWAY_MS = 60_000;

export type Value = string | number | boolean | null | Uint8Array | readonly (string | number | boolean | Uint8Array)[];
/** `name`: the statement is prepared once a connection under it. */
export type Statement = { readonly name: string; readonly text: string };
export type Ask = (statement: Statement, values?: readonly Value[]) => Promise<readonly Row[]>;

/** No machine of the database takes writes at the moment. */
export class DatabaseAwayError extends Error {
  override readonly name = "DatabaseAwayError";
  constructor(cause: unknown) {
    super("No machine of the database takes writes. Look at its primary, or wait until a standby is promoted.", {
      cause,
    });
  }
}

export class Database {
  readonly #pools: readonly pg.Pool[];
  readonly #known = new WeakSet<pg.PoolClient>();
  #current = 0;
  #awayAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(address: string, connectionsMax = CONNECTIONS_MAX) {
    this.#pools = machinesIn(address).map((connectionString) => {
      const pool = new pg.Pool({
        connectionString,
        max: connectionsMax,
        connectionTimeoutMillis: CONNECT_MS,
        query_timeout: ANSWER_MS,
        keepAlive: true,
        application_name: "folkmoot",
      });
      // An idle connection that breaks is simply gone; the next question opens another.
      pool.on("error", () => undefined);
      return pool;
    });
  }

  /** One question. Asked again, elsewhere if need be, where the connection was lost: reading twice harms nobody. */
  async read(statement: Statement, values: readonly Value[] = []): Promise<readonly Row[]> {
    for (let tries = 1; ; tries += 1) {
      const client = await this.#primary();
      try {
        const rows = await ask(client, statement, values);
        client.release();
        return rows;
      } catch (error) {
        client.release(true);
        if (isDefinite(error)) throw error;
        if (tries === 2) throw this.#away(error);
      }
    }
  }

  /** One changing statement, a transaction of its own. Throws `StoreFailedError` or `AmbiguousCommitError`. */
  async change(doing: string, statement: Statement, values: readonly Value[]): Promise<readonly Row[]> {
    const client = await this.#primaryFor(doing);
    try {
      const rows = await acknowledged(client, () => ask(client, statement, values));
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      throw isDefinite(error) ? new StoreFailedError(doing, error) : new AmbiguousCommitError(error);
    }
  }

  /** Several statements in one transaction: whatever `work` throws, nothing of it is stored. */
  async transaction<T>(doing: string, work: (ask: Ask) => Promise<T>): Promise<T> {
    const client = await this.#primaryFor(doing);
    let result: T;
    try {
      await client.query("BEGIN");
      result = await work((statement, values = []) => ask(client, statement, values));
    } catch (error) {
      client.release(true);
      throw error instanceof StaleWriterError ? error : new StoreFailedError(doing, error);
    }
    try {
      await acknowledged(client, () => client.query("COMMIT"));
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw isDefinite(error) ? new StoreFailedError(doing, error) : new AmbiguousCommitError(error);
    }
  }

  /** A connection to the primary for one's own use, such as to listen; it is to be released with `true`. */
  connection(): Promise<pg.PoolClient> {
    return this.#primary();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }

  async #primaryFor(doing: string): Promise<pg.PoolClient> {
    try {
      return await this.#primary();
    } catch (error) {
      throw new StoreFailedError(doing, error);
    }
  }

  /** A connection to the machine that takes writes; looked for anew when the last one does not any more. */
  async #primary(): Promise<pg.PoolClient> {
    const begun = performance.now();
    let cause: unknown = null;
    do {
      for (let tried = 0; tried < this.#pools.length && !this.#isClosed; tried += 1) {
        try {
          const client = await this.#connected();
          if (client !== null) return client;
        } catch (error) {
          cause = error;
        }
        this.#current = (this.#current + 1) % this.#pools.length;
      }
      if (this.#isClosed) break;
      await pause(LOOK_AGAIN_MS);
    } while (performance.now() - begun < PATIENCE_MS);
    throw this.#away(cause);
  }

  #away(cause: unknown): DatabaseAwayError {
    this.#awayAt = performance.now();
    return new DatabaseAwayError(cause);
  }

  /** Whether it could not be reached a short while ago: what failed since may have failed because of that. */
  get wasAway(): boolean {
    return performance.now() - this.#awayAt < AWAY_MS;
  }

  /** Null where this machine is a standby. */
  async #connected(): Promise<pg.PoolClient | null> {
    const client = await this.#pools[this.#current]?.connect();
    if (client === undefined) return null;
    if (this.#known.has(client)) return client;
    try {
      const [row] = (await client.query<Row>("SELECT pg_is_in_recovery() AS standby")).rows;
      if (row?.["standby"] === false) {
        this.#known.add(client);
        // A broken line is told by whoever uses it; without a listener it would end the process.
        client.on("error", () => undefined);
        return client;
      }
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.release(true);
    return null;
  }
}

const ask = async (
  client: pg.PoolClient,
  { name, text }: Statement,
  values: readonly Value[],
): Promise<readonly Row[]> =>
  (await client.query<Row>({ name: `folkmoot ${name}`, text, values: values.map(sendable) })).rows;

/** The driver sends a Buffer as it is, and every other view of bytes as text. */
const sendable = (value: Value): Value =>
  value instanceof Uint8Array && !Buffer.isBuffer(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : value;

const acknowledged = async <T>(client: pg.PoolClient, send: () => Promise<T>): Promise<T> => {
  let warning: unknown = null;
  const hear = (notice: unknown): void => {
    if (severityOf(notice) === "WARNING") warning = notice;
  };
  client.on("notice", hear);
  try {
    const result = await send();
    if (warning !== null) throw new UnsureError(warning);
    return result;
  } finally {
    client.off("notice", hear);
  }
};

class UnsureError extends Error {
  override readonly name = "UnsureError";
  constructor(cause: unknown) {
    super("The database has committed, and cannot say that a standby has.", { cause });
  }
}

/** The server itself says that the statement failed, and lives: nothing of it was stored. */
const isDefinite = (error: unknown): boolean => error instanceof pg.DatabaseError && severityOf(error) === "ERROR";

const severityOf = (notice: unknown): unknown =>
  typeof notice === "object" && notice !== null && "severity" in notice ? notice.severity : null;
