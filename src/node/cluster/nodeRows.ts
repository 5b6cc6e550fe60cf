/** The processes of a cluster as the database knows them: who is there, where, and until when by the database's own clock. */
import { bytesOf, idOf } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Database } from "./database.ts";
import { bytesIn } from "./rows.ts";

/** Rows of processes that ended long ago without taking leave. */
const FORGET = "interval '1 day'";
const ASK = {
  beat: {
    name: "beat",
    text: `INSERT INTO folkmoot.nodes VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
           ON CONFLICT (node) DO UPDATE SET address = excluded.address, until = excluded.until`,
  },
  leave: { name: "leave", text: `DELETE FROM folkmoot.nodes WHERE node = $1 OR until < clock_timestamp() - ${FORGET}` },
  alive: { name: "alive", text: "SELECT node FROM folkmoot.nodes WHERE until > clock_timestamp() ORDER BY node" },
} as const;

export class NodeRows {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** This process is alive for so long from now on. */
  async beat(node: Id, address: string, forMs: number): Promise<void> {
    await this.#database.change("saying that this process lives", ASK.beat, [bytesOf(node), address, forMs]);
  }

  async leave(node: Id): Promise<void> {
    await this.#database.change("taking leave", ASK.leave, [bytesOf(node)]);
  }

  async alive(): Promise<readonly Id[]> {
    return (await this.#database.read(ASK.alive)).map((row) => idOf(bytesIn(row, "node")));
  }
}
