/** A stored log is believed only as far as it proves itself: what does not fit is replayed, and what cannot be true stops. */
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foundVillage, newHost, running, type Host, type Village } from "../../../tests/node/hosted.ts";
import { openCache } from "../store/database.ts";
import { openLogStore } from "../store/sqliteStore.ts";
import type { LogStore } from "../ports/logStore.ts";
import { BrokenLogError, openStanding, type Standing } from "./opening.ts";
import { registryRulebook } from "./registryRulebook.ts";

let host: Host;
let village: Village;
let folder: string;
let store: LogStore;
beforeEach(async () => {
  host = newHost();
  village = await foundVillage(host);
  folder = host.folder.communityPath(village.origin);
  await introduce("one");
  await introduce("two");
  await host.communities.close();
});
afterEach(async () => {
  await store.close();
  await host.remove();
});

const introduce = async (name: string): Promise<void> => {
  const act = village.founder.write(host.clock.now(), "member.introduce", (text) => ({
    name: text(name),
    about: null,
  }));
  await (await running(host, village.origin)).submit(act, village.founder.key);
};
/** Opens the log, and says from which entry on it was replayed. */
const opened = async (
  change: (head: NonNullable<Awaited<ReturnType<LogStore["head"]>>>) => object = () => ({}),
): Promise<Standing & { from: number }> => {
  store = openLogStore(folder);
  const head = await store.head();
  if (head === null) throw new Error("nothing is stored");
  let from = head.size;
  const watched: LogStore = {
    ...store,
    entries: (first, limit) => {
      if (isReplaying) from = Math.min(from, first);
      return store.entries(first, limit);
    },
    snapshot: () => {
      isReplaying = true;
      return store.snapshot();
    },
  };
  let isReplaying = false;
  return { ...(await openStanding(watched, registryRulebook, { ...head, ...change(head) })), from };
};
const rootsOf = ({ world }: Standing): readonly string[] =>
  (["public", "members"] as const).map((stratum) => registryRulebook.core.root(world, stratum));
const inCache = (sql: string): void => {
  const cache = openCache(join(folder, "snapshot.db"));
  cache.exec(sql);
  cache.close();
};

describe("a log with a snapshot", () => {
  test("opens from it and has the standing that a replay has", async () => {
    const fromSnapshot = await opened();
    expect([fromSnapshot.from, fromSnapshot.snapshotSize]).toEqual([3, 3]);
    await store.dropSnapshots();
    await store.close();
    const replayed = await opened();
    expect([replayed.from, replayed.snapshotSize]).toEqual([0, 0]);
    expect(rootsOf(replayed)).toEqual(rootsOf(fromSnapshot));
  });

  test.each([
    ["a head that was changed", "UPDATE snapshots SET head = zeroblob(length(head))"],
    ["state roots that are not its own", "UPDATE snapshots SET state_roots = zeroblob(64)"],
    ["the place of another log", "UPDATE snapshots SET root = zeroblob(32)"],
    ["a size beyond the log", "UPDATE snapshots SET size = 99"],
    ["pages that are gone", "DELETE FROM pages"],
    ["pages that were changed", "UPDATE pages SET page = zeroblob(length(page))"],
    ["other rules that made it", "PRAGMA user_version = 1"],
  ])("is replayed when the snapshot has %s", async (_title, sql) => {
    const before = await opened();
    const roots = rootsOf(before);
    await store.close();
    inCache(sql);
    const replayed = await opened();
    expect(replayed.from).toBe(0);
    expect(rootsOf(replayed)).toEqual(roots);
  });

  test("opens from it after old pages were swept", async () => {
    for (const name of ["three", "four", "five"]) {
      await introduce(name);
      await host.restart();
    }
    await host.communities.close();
    const before = await opened();
    expect(await store.sweepPages()).toBeGreaterThan(0);
    expect(await store.sweepPages()).toBe(0);
    await store.close();
    const after = await opened();
    expect(after.from).toBe(after.world.size);
    expect(rootsOf(after)).toEqual(rootsOf(before));
  });
});

describe("a log that cannot be what was signed", () => {
  test("does not open when its entries have another root", async () => {
    await expect(opened(() => ({ root: village.origin }))).rejects.toThrow(BrokenLogError);
  });

  test("does not open when entries are missing", async () => {
    await expect(opened(({ size }) => ({ size: size + 1 }))).rejects.toThrow(/lost entries/);
  });

  test("does not open when an entry was changed", async () => {
    const log = openCache(join(folder, "log.db"));
    log.exec("UPDATE entries SET at = at + 1 WHERE place = 1");
    log.close();
    await expect(opened()).rejects.toThrow(/do not have the root/);
  });
});
