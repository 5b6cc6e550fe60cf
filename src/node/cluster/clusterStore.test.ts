/** The store in PostgreSQL keeps the contract of every store, in a real PostgreSQL, and a few promises of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anAppend, logStoreContract } from "../../../tests/contracts/logStore.ts";
import { filesHolding } from "../../../tests/byteScan.ts";
import { LonePostgres, whyNoPostgres } from "../../../tests/node/cluster/postgres.ts";
import { bytesOf, idOf, sha256 } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { textHash } from "../../core/log/text.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { AmbiguousCommitError, StaleWriterError, type LogStore, type StoredText } from "../ports/logStore.ts";
import { systemRandom } from "../ports/systemRandom.ts";
import { openLogFile } from "../store/sqliteStore.ts";
import { openClusterLog } from "./clusterStore.ts";
import { Database } from "./database.ts";
import { ClusterReading } from "./clusterReading.ts";
import { KeyRing, KeyRingError } from "./keyRing.ts";
import { sealAnew } from "./keysInUse.ts";
import { LogRows } from "./logRows.ts";
import { bytesIn, numberIn } from "./rows.ts";
import { prepareTables } from "./tables.ts";

const missing = whyNoPostgres();
if (missing !== null) process.stderr.write(`The store in PostgreSQL is not tested here: ${missing}.\n`);

const KEY = sha256(utf8Of("a key of the cluster"));
const KEY_OF = { name: "key of", text: "SELECT key, sealed FROM folkmoot.text_keys WHERE log = $1 AND hash = $2" };
const wording = (words: string): StoredText => {
  const [salt, utf8] = [sha256(utf8Of(`salt of ${words}`)), utf8Of(words)];
  return { hash: textHash(salt, utf8), salt, utf8 };
};

describe.runIf(missing === null)("in PostgreSQL", () => {
  let postgres: LonePostgres;
  let database: Database;
  let rows: LogRows;
  const folders: string[] = [];
  const ring = new KeyRing([KEY], systemRandom);
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

  test("nothing of a text is in the clear in the database, and an erased one does not open once the keys have turned", async () => {
    const { open, origin } = await newPlace();
    const store = await open();
    const epoch = await store.takeOver();
    const [kept, gone] = [wording("The canary sings at the third window"), wording("and then it flew away")];
    await store.append(anAppend(epoch, 0, ["one"], { texts: [kept, gone] }));
    const log = await rows.find(origin);
    const before = await database.read(KEY_OF, [log, bytesOf(gone.hash)]);
    await store.append(anAppend(epoch, 1, ["two"], { erase: [gone.hash] }));
    await database.read({ name: "write out", text: "CHECKPOINT" });
    expect(filesHolding(postgres.server.data, [kept.utf8, gone.utf8])).toEqual([]);

    const young = sha256(utf8Of("a younger key"));
    const turning = new KeyRing([young, KEY], systemRandom);
    expect(await sealAnew(database, turning)).toBeGreaterThan(0);
    expect(await sealAnew(database, turning)).toBe(0);
    const turned = new KeyRing([young], systemRandom);
    const reading = new ClusterReading(database, turned, log ?? 0);
    expect([...(await reading.texts([kept.hash, gone.hash])).values()]).toEqual([kept]);
    // The row of the erased text's key, as an old backup has it.
    const [row] = before;
    const old = { key: numberIn(row ?? {}, "key"), bytes: bytesIn(row ?? {}, "sealed") };
    expect(ring.open(old, `text ${gone.hash}`)).toHaveLength(32);
    expect(() => turned.open(old, `text ${gone.hash}`)).toThrow(KeyRingError);
    await store.close();
  });

  test("processes that start together make the tables once", async () => {
    const others = [1, 2, 3].map(() => new Database(postgres.url, 1));
    await Promise.all(others.map((other) => prepareTables(other)));
    await Promise.all(others.map((other) => other.close()));
    expect((await rows.all()).length).toBe(communities);
  });

  test("a commit that is acknowledged although no standby has it is ambiguous, and ends the writer", async () => {
    const { open } = await newPlace();
    const store = await open();
    const epoch = await store.takeOver();
    await database.read({ name: "want a standby", text: "ALTER SYSTEM SET synchronous_standby_names = 'nobody'" });
    await database.read({ name: "reload", text: "SELECT pg_reload_conf()" });
    const shown = { name: "shown", text: "SELECT 1 AS one FROM pg_settings WHERE setting = 'nobody'" };
    while ((await database.read(shown)).length === 0) await breathe();
    // It is the checkpointer that lets commits wait, once it has read its settings again.
    await database.read({ name: "write out", text: "CHECKPOINT" });
    const appended = store.append(anAppend(epoch, 0, ["one"])).then(
      () => "acknowledged",
      (error: unknown) => error,
    );
    const cancel = {
      name: "cancel",
      text: "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
    };
    const cancelled = async (): Promise<void> => {
      while ((await database.read(cancel)).length === 0) await breathe();
    };
    await Promise.race([appended, cancelled()]);
    expect(await appended).toBeInstanceOf(AmbiguousCommitError);
    await expect(store.head()).rejects.toThrow(/did not say whether it stored/);
    await database.read({ name: "want none", text: "ALTER SYSTEM RESET synchronous_standby_names" });
    await database.read({ name: "reload", text: "SELECT pg_reload_conf()" });
    const next = await open();
    expect(await next.takeOver()).toBeGreaterThan(epoch);
    expect((await next.head())?.size).toBe(1);
    await expect(store.append(anAppend(epoch, 1, ["two"]))).rejects.toThrow(StaleWriterError);
  });
});
