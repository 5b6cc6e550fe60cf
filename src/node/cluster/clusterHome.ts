/**
 * The database as the home of a node's communities. The surprising rule: the keys that sign logs lie in it sealed, since whichever
 * process writes a community must sign for it; what opens them is in a file that the database never sees.
 */
import { join } from "node:path";
import { bytesOf } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { nativeSigner } from "../crypto/ed25519.ts";
import type { LogHome } from "../ports/logHome.ts";
import type { LogStore } from "../ports/logStore.ts";
import type { Random } from "../ports/random.ts";
import { openClusterLog } from "./clusterStore.ts";
import type { Database } from "./database.ts";
import type { KeyRing } from "./keyRing.ts";
import type { LogRows } from "./logRows.ts";
import type { Presence } from "./presence.ts";
import { bytesIn, numberIn, type Row } from "./rows.ts";

const SEED_BYTES = 32;
/** Keys asked for and never used to found; the oldest go when another is asked for. */
const PREPARED_MAX = 1_000;
const DO = {
  prepare: { name: "prepare key", text: "INSERT INTO folkmoot.node_keys (public, key, sealed) VALUES ($1, $2, $3)" },
  tidy: {
    name: "tidy keys",
    text: `DELETE FROM folkmoot.node_keys WHERE log IS NULL AND public IN (
             SELECT public FROM folkmoot.node_keys WHERE log IS NULL ORDER BY made DESC OFFSET ${PREPARED_MAX})`,
  },
  isPrepared: {
    name: "is prepared",
    text: "SELECT 1 AS one FROM folkmoot.node_keys WHERE public = $1 AND log IS NULL",
  },
  add: {
    name: "found log",
    text: "INSERT INTO folkmoot.logs (origin, holder) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING log",
  },
  bind: {
    name: "bind key",
    text: "UPDATE folkmoot.node_keys SET log = $2 WHERE public = $1 AND log IS NULL RETURNING log",
  },
  free: { name: "free key", text: "UPDATE folkmoot.node_keys SET log = NULL WHERE log = $1" },
  key: { name: "log key", text: "SELECT public, key, sealed FROM folkmoot.node_keys WHERE log = $1" },
} as const;

export type ClusterHomeParts = {
  readonly database: Database;
  readonly ring: KeyRing;
  readonly random: Random;
  readonly logs: LogRows;
  readonly presence: Presence;
  /** This process's own folder for what may be lost. */
  readonly cacheFolder: string;
};

export class ClusterHome implements LogHome {
  readonly #parts: ClusterHomeParts;

  constructor(parts: ClusterHomeParts) {
    this.#parts = parts;
  }

  list(): readonly Id[] {
    return this.#parts.presence.list();
  }

  async has(origin: Id): Promise<boolean> {
    return (await this.#numberOf(origin)) !== null;
  }

  async #numberOf(origin: Id): Promise<number | null> {
    return this.#parts.presence.numberOf(origin) ?? (await this.#parts.logs.find(origin));
  }

  async prepareKey(random: Random): Promise<Id> {
    const { database, ring } = this.#parts;
    const seed = random.bytes(SEED_BYTES);
    const { publicKey } = nativeSigner(seed);
    const { key, bytes } = ring.seal(seed, `node key ${publicKey}`);
    await database.change("preparing a key", DO.prepare, [bytesOf(publicKey), key, bytes]);
    await database.change("tidying keys", DO.tidy, []);
    return publicKey;
  }

  async isPrepared(key: Id): Promise<boolean> {
    return (await this.#parts.database.read(DO.isPrepared, [bytesOf(key)])).length > 0;
  }

  async found(origin: Id, key: Id): Promise<void> {
    const { database, presence } = this.#parts;
    await database.transaction("founding", async (ask) => {
      const [added] = await ask(DO.add, [bytesOf(origin), bytesOf(presence.node)]);
      // Another process founds it this very moment, from the same act.
      if (added === undefined) return;
      const log = numberIn(added, "log");
      const bound = await ask(DO.bind, [bytesOf(key), log]);
      if (bound.length === 0) throw new Error("The prepared key was used by another founding.");
      presence.add({ log, origin, size: 0, holder: presence.node });
    });
  }

  /** It was bound to the log when that was made. */
  usePrepared(): Promise<void> {
    return Promise.resolve();
  }

  async abandon(origin: Id): Promise<void> {
    const { database, logs, presence } = this.#parts;
    const log = await this.#numberOf(origin);
    if (log === null) return;
    await database.change("freeing a key", DO.free, [log]);
    await logs.remove(log);
    presence.remove(origin);
  }

  async open(origin: Id): Promise<LogStore> {
    const { database, ring, random, presence, cacheFolder } = this.#parts;
    const log = await this.#numberOf(origin);
    if (log === null) throw new Error(`There is no community ${origin} in the database.`);
    const holder = bytesOf(presence.node);
    return openClusterLog({ database, ring, random, log, holder, origin, cacheFolder: join(cacheFolder, origin) });
  }

  async signer(origin: Id): Promise<ReturnType<typeof nativeSigner> | null> {
    const [row] = await this.#parts.database.read(DO.key, [await this.#numberOf(origin)]);
    return row === undefined ? null : nativeSigner(this.#seedIn(row));
  }

  #seedIn(row: Row): Uint8Array {
    const sealed = { key: numberIn(row, "key"), bytes: bytesIn(row, "sealed") };
    return this.#parts.ring.open(sealed, `node key ${Buffer.from(bytesIn(row, "public")).toString("hex")}`);
  }
}
