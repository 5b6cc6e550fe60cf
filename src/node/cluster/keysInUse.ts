/**
 * Which key of the ring the database's secrets are sealed with, and sealing them anew when a new key comes first. The surprising rule:
 * this is what makes an erasure final. What was erased is not sealed anew, so once the old key is destroyed nothing opens it:
 * no page that was not overwritten, no write-ahead log, no standby, no backup of the database.
 */
import type { Random } from "../ports/random.ts";
import type { Database, Statement } from "./database.ts";
import { KeyRingError, readKeyRing, type KeyRing, type Purpose } from "./keyRing.ts";
import { bytesIn, numberIn, numberOrNull, type Row } from "./rows.ts";

const AT_ONCE = 500;
const ASK = {
  key: { name: "key in use", text: "SELECT key FROM folkmoot.store" },
  begin: { name: "begin with key", text: "UPDATE folkmoot.store SET key = $1 WHERE key IS NULL" },
  turn: { name: "turn to key", text: "UPDATE folkmoot.store SET key = $1" },
} as const;

type Drawer = {
  readonly old: Statement;
  readonly renew: Statement;
  readonly purpose: (row: Row) => Purpose;
  readonly at: (row: Row) => readonly (number | Uint8Array)[];
};
const hexIn = (row: Row, column: string): string => Buffer.from(bytesIn(row, column)).toString("hex");
const DRAWERS: readonly Drawer[] = [
  {
    old: {
      name: "old text keys",
      text: `SELECT log, hash, key, sealed FROM folkmoot.text_keys WHERE key <> $1 LIMIT ${AT_ONCE}`,
    },
    renew: {
      name: "renew text key",
      text: "UPDATE folkmoot.text_keys SET key = $1, sealed = $2 WHERE log = $3 AND hash = $4",
    },
    purpose: (row) => `text ${hexIn(row, "hash")}`,
    at: (row) => [numberIn(row, "log"), bytesIn(row, "hash")],
  },
  {
    old: {
      name: "old node keys",
      text: `SELECT public, key, sealed FROM folkmoot.node_keys WHERE key <> $1 LIMIT ${AT_ONCE}`,
    },
    renew: { name: "renew node key", text: "UPDATE folkmoot.node_keys SET key = $1, sealed = $2 WHERE public = $3" },
    purpose: (row) => `node key ${hexIn(row, "public")}`,
    at: (row) => [bytesIn(row, "public")],
  },
];

/** The ring that this database was begun with. Makes the file only for a database that was never used. */
export const ringFor = async (database: Database, path: string, random: Random, given?: string): Promise<KeyRing> => {
  const inUse = async (): Promise<number | null> => {
    const [row] = await database.read(ASK.key);
    return row === undefined ? null : numberOrNull(row, "key");
  };
  const ring = readKeyRing(path, random, (await inUse()) === null, given);
  await database.change("beginning with a key", ASK.begin, [ring.current]);
  const key = await inUse();
  if (key === null || !ring.has(key))
    throw new KeyRingError(`${path} is not of this cluster: copy it from another of its processes`);
  return ring;
};

/** Seals everything with the first key of the ring; answers how much was sealed with another. */
export const sealAnew = async (database: Database, ring: KeyRing): Promise<number> => {
  let renewed = 0;
  for (const { old, renew, purpose, at } of DRAWERS)
    for (;;) {
      const rows = await database.read(old, [ring.current]);
      if (rows.length === 0) break;
      await database.transaction("sealing anew", async (ask) => {
        for (const row of rows) {
          const secret = ring.open({ key: numberIn(row, "key"), bytes: bytesIn(row, "sealed") }, purpose(row));
          const sealed = ring.seal(secret, purpose(row));
          await ask(renew, [sealed.key, sealed.bytes, ...at(row)]);
        }
      });
      renewed += rows.length;
    }
  await database.change("turning to a key", ASK.turn, [ring.current]);
  return renewed;
};
