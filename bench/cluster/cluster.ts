/**
 * The cluster store beside the embedded one, in the same run on the same disk: appends of ten entries a commit over 1, 10, 100 and 1,000
 * communities, each community with one append under way. What is measured is the store alone, as the sequencer uses it:
 * fenced, with the head, synced before it answers; acts are opaque bytes of the usual length.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { idOf, sha256 } from "../../src/core/hash.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { actId } from "../../src/core/log/act.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { openClusterLog } from "../../src/node/cluster/clusterStore.ts";
import { Database } from "../../src/node/cluster/database.ts";
import { KeyRing } from "../../src/node/cluster/keyRing.ts";
import { LogRows } from "../../src/node/cluster/logRows.ts";
import { prepareTables } from "../../src/node/cluster/tables.ts";
import { systemRandom } from "../../src/node/ports/systemRandom.ts";
import type { Append, LogStore } from "../../src/node/ports/logStore.ts";
import { createLogFile, openLogStore } from "../../src/node/store/sqliteStore.ts";
import { LonePostgres } from "../../tests/node/cluster/postgres.ts";
import { wallMs } from "../clock.ts";
import type { Figure } from "../figure.ts";
import { inFolder } from "../town/townFile.ts";

const COMMUNITIES = [1, 10, 100, 1_000] as const;
const ACTS_A_COMMIT = 10;
const ACT_BYTES = 300;
/** As many appends in all, however many communities share them; but each community has one at least. */
const APPENDS = 1_000;
const MS_PER_S = 1000;

type OpenLog = (community: number) => Promise<LogStore>;

export const measure = (): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const postgres = await LonePostgres.start({ shared_buffers: "128MB", max_wal_size: "2GB" });
    const database = new Database(postgres.url);
    await prepareTables(database);
    const figures: Figure[] = [];
    for (const count of COMMUNITIES) {
      const own = join(folder, String(count));
      mkdirSync(own);
      const embedded = await rateOf(count, embeddedLog(own));
      const clustered = await rateOf(count, clusterLog(database, own, count));
      const over = `${count.toLocaleString("en")} communit${count === 1 ? "y" : "ies"}`;
      figures.push({ what: `PostgreSQL, ${over}`, value: clustered, unit: "acts/s" });
      figures.push({ what: `SQLite, ${over}`, value: embedded, unit: "acts/s" });
    }
    await database.close();
    await postgres.remove();
    return figures;
  });

const embeddedLog =
  (folder: string): OpenLog =>
  (community) => {
    const path = join(folder, `log ${community}`);
    createLogFile(path, originOf(community));
    return Promise.resolve(openLogStore(path));
  };

const clusterLog = (database: Database, folder: string, count: number): OpenLog => {
  const rows = new LogRows(database);
  const ring = new KeyRing([sha256(utf8Of("a key"))], systemRandom);
  return async (community) => {
    const origin = idOf(sha256(utf8Of(`${count} communities, ${community}`)));
    const log = await rows.add(origin);
    const cacheFolder = join(folder, `cache ${community}`);
    return openClusterLog({ database, ring, random: systemRandom, log, holder: null, origin, cacheFolder });
  };
};

const originOf = (community: number) => idOf(sha256(utf8Of(`community ${community}`)));

const rateOf = async (communities: number, open: OpenLog): Promise<number> => {
  const each = Math.max(1, Math.floor(APPENDS / communities));
  const logs: { readonly store: LogStore; readonly epoch: number }[] = [];
  for (let community = 0; community < communities; community += 1) {
    const store = await open(community);
    logs.push({ store, epoch: await store.takeOver() });
  }
  const appends = logs.map(({ epoch }, community) =>
    Array.from({ length: each }, (_, turn) => appendOf(epoch, community, turn)),
  );
  const begun = wallMs();
  await Promise.all(
    logs.map(async ({ store }, community) => {
      for (const append of appends[community] ?? []) await store.append(append);
    }),
  );
  const rate = (communities * each * ACTS_A_COMMIT * MS_PER_S) / (wallMs() - begun);
  for (const { store } of logs) await store.close();
  return rate;
};

const appendOf = (epoch: number, community: number, turn: number): Append => {
  const expectedSize = turn * ACTS_A_COMMIT;
  const size = expectedSize + ACTS_A_COMMIT;
  const entries = Array.from({ length: ACTS_A_COMMIT }, (_, place) => {
    const bytes = new Uint8Array(ACT_BYTES);
    bytes.set(utf8Of(`act ${community} ${expectedSize + place}`));
    return { id: actId(bytes), at: instantOf(1_000), bytes, signature: new Uint8Array(64) };
  });
  const nothing = { tiles: [], texts: [], named: [], erase: [], settled: [] };
  const head = { size, root: idOf(sha256(utf8Of(String(size)))), checkpoint: new Uint8Array(200) };
  return { epoch, expectedSize, entries, ...nothing, head };
};
