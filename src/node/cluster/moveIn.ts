/**
 * A community out of a node's folder into the database of a cluster. The surprising rule: it is marked as restored, so that where there are witnesses
 * nothing is signed before they have answered: the folder may be an old copy, or the node may run elsewhere.
 */
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { bytesOf, parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { nativeSigner } from "../crypto/ed25519.ts";
import type { Random } from "../ports/random.ts";
import { syncFolder } from "../store/durable.ts";
import { KEY_FILE, type NodeFolder } from "../store/nodeFolder.ts";
import { LOG_FILE, openLogFile } from "../store/sqliteStore.ts";
import { ClusterWriting } from "./clusterWriting.ts";
import { copyLog } from "./copyLog.ts";
import type { Ask, Database } from "./database.ts";
import type { KeyRing } from "./keyRing.ts";
import { numberIn } from "./rows.ts";

const MOVED_FOLDER = "moved";
const DO = {
  add: { name: "move in", text: "INSERT INTO folkmoot.logs (origin) VALUES ($1) ON CONFLICT DO NOTHING RETURNING log" },
  key: {
    name: "move key in",
    text: "INSERT INTO folkmoot.node_keys (public, log, key, sealed) VALUES ($1, $2, $3, $4)",
  },
  finish: {
    name: "moved in",
    text: "UPDATE folkmoot.logs SET restored = 1, epoch = greatest(epoch, $2) + 1 WHERE log = $1",
  },
} as const;

export type MovingParts = { readonly database: Database; readonly ring: KeyRing; readonly random: Random };

/** False, and nothing is changed, where the database has the community already. What was in the folder is then under `moved`. */
export const moveIn = async (origin: Id, folder: NodeFolder, parts: MovingParts): Promise<boolean> => {
  const path = folder.communityPath(origin);
  const reader = openLogFile(join(path, LOG_FILE));
  try {
    const isNew = await parts.database.transaction("moving a community in", async (ask) => {
      const [row] = await ask(DO.add, [bytesOf(origin)]);
      if (row === undefined) return false;
      const log = numberIn(row, "log");
      const writing = new ClusterWriting({ ...parts, database: within(ask), log, holder: null });
      await copyLog(reader, writing);
      await sealKey(path, log, parts.ring, ask);
      await ask(DO.finish, [log, (await reader.head())?.epoch ?? 0]);
      return true;
    });
    if (!isNew) return false;
  } finally {
    await reader.close();
  }
  mkdirSync(join(folder.path, MOVED_FOLDER), { recursive: true, mode: 0o700 });
  renameSync(path, join(folder.path, MOVED_FOLDER, origin));
  syncFolder(folder.path);
  return true;
};

/** The writer's statements inside a transaction that is open already. */
const within = (ask: Ask): Pick<Database, "change" | "transaction"> => ({
  change: (_doing, statement, values) => ask(statement, values),
  transaction: (_doing, work) => work(ask),
});

const sealKey = async (path: string, log: number, ring: KeyRing, ask: Ask): Promise<void> => {
  const file = join(path, KEY_FILE);
  const seed = existsSync(file) ? parseId(readFileSync(file, "utf8").trim()) : null;
  if (seed === null) return;
  const { publicKey } = nativeSigner(bytesOf(seed));
  const { key, bytes } = ring.seal(bytesOf(seed), `node key ${publicKey}`);
  await ask(DO.key, [bytesOf(publicKey), log, key, bytes]);
};
