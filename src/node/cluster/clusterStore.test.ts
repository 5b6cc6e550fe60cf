/** The store in PostgreSQL keeps the contract of every store, in a real PostgreSQL, and a few promises of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anAppend, logStoreContract } from "../../../tests/contracts/logStore.ts";
import { LonePostgres, whyNoPostgres } from "../../../tests/node/cluster/postgres.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import type { LogStore } from "../ports/logStore.ts";
import { systemRandom } from "../ports/systemRandom.ts";
import { openLogFile } from "../store/sqliteStore.ts";
import { openClusterLog } from "./clusterStore.ts";
import { Database } from "./database.ts";
import { KeyRing } from "./keyRing.ts";
import { LogRows } from "./logRows.ts";
import { prepareTables } from "./tables.ts";

const missing = whyNoPostgres();
if (missing !== null) process.stderr.write(`The store in PostgreSQL is not tested here: ${missing}.\n`);

describe.runIf(missing === null)("in PostgreSQL", () => {
  let postgres: LonePostgres;
  let database: Database;
  let rows: LogRows;
  const folders: string[] = [];
  const ring = new KeyRing([sha256(utf8Of("a key of the cluster"))], systemRandom);
  let communities = 0;

  beforeAll(async () => {
    postgres = await LonePostgres.start({ fsync: "off" });
    database = new Database(postgres.url);
    await prepareTables(database);
    rows = new LogRows(database);
  });
  afterAll(async () => {
    await database.close();
    await postgres.remove();
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  type Place = { readonly origin: Id; readonly folder: string; open: () => Promise<LogStore> };
  const newPlace = async (): Promise<Place> => {
    const origin = idOf(sha256(utf8Of(`community ${(communities += 1)}`)));
    const folder = mkdtempSync(join(tmpdir(), "folkmoot-cache-"));
    folders.push(folder);
    const log = await rows.add(origin);
    const parts = { database, ring, random: systemRandom, log, holder: null, origin, cacheFolder: folder };
    return { origin, folder, open: () => Promise.resolve(openClusterLog(parts)) };
  };

  logStoreContract("PostgreSQL", async () => ({ ...(await newPlace()), remove: () => Promise.resolve() }));

  test("a backup is a file of the embedded store with the same log", async () => {
    const { folder, open } = await newPlace();
    const store = await open();
    const epoch = await store.takeOver();
    await store.append(anAppend(epoch, 0, ["one", "two"]));
    await store.append(anAppend(epoch, 2, ["three"]));
    await store.backup(join(folder, "copy.db"));
    const copy = openLogFile(join(folder, "copy.db"));
    expect(await copy.entries(0, 10)).toEqual(await store.entries(0, 10));
    expect((await copy.head())?.checkpoint).toEqual((await store.head())?.checkpoint);
    await copy.close();
    await store.close();
  });

  test("processes that start together make the tables once", async () => {
    const others = [1, 2, 3].map(() => new Database(postgres.url, 1));
    await Promise.all(others.map((other) => prepareTables(other)));
    await Promise.all(others.map((other) => other.close()));
    expect((await rows.all()).length).toBe(communities);
  });
});
