/**
 * What the processes of a cluster call out to each other through the database (LISTEN and NOTIFY): "this log has grown". The surprising rule:
 * it is never part of an append, because PostgreSQL orders commits that notify one after the other; a call that is lost is made up
 * for by each process looking for itself every few seconds.
 */
import type pg from "pg";
import type { Cancel, Clock } from "../ports/clock.ts";
import type { Database } from "./database.ts";

const LISTEN_AGAIN_MS = 500;
/** A payload may have 8,000 bytes; a line has some 20. */
const LINES_MAX = 200;
const TELL = { name: "tell", text: "SELECT pg_notify('folkmoot', $1)" };

export class Bulletin {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #hear: (line: string) => void;
  readonly #untold = new Set<string>();
  #isTelling = false;
  #listening: pg.PoolClient | null = null;
  #again: Cancel | null = null;
  #isClosed = false;

  /** @param hear is called with each line, one's own too */
  constructor(database: Database, clock: Clock, hear: (line: string) => void) {
    this.#database = database;
    this.#clock = clock;
    this.#hear = hear;
  }

  /** Calls out a line, with whatever else is to be told by then. */
  tell(line: string): void {
    this.#untold.add(line);
    if (!this.#isTelling) void this.#tellAll();
  }

  async #tellAll(): Promise<void> {
    this.#isTelling = true;
    while (this.#untold.size > 0 && !this.#isClosed) {
      const lines = [...this.#untold].slice(0, LINES_MAX);
      for (const line of lines) this.#untold.delete(line);
      // One that cannot be told now is not worth telling later.
      await this.#database.read(TELL, [lines.join("\n")]).catch(() => []);
    }
    this.#isTelling = false;
  }

  /** From now on what is called out is heard, as long as the database can be reached. */
  async listen(): Promise<void> {
    try {
      const client = await this.#database.connection();
      client.on("notification", ({ payload }) => payload?.split("\n").forEach(this.#hear));
      client.on("end", () => this.#lost(client));
      client.on("error", () => this.#lost(client));
      this.#listening = client;
      await client.query("LISTEN folkmoot");
    } catch {
      this.#lost(this.#listening);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#again?.();
    this.#listening?.release(true);
    this.#listening = null;
  }

  #lost(client: pg.PoolClient | null): void {
    if (this.#isClosed || this.#listening !== client) return;
    this.#listening = null;
    client?.release(true);
    this.#again = this.#clock.alarm(LISTEN_AGAIN_MS, () => void this.listen());
  }
}
