/** Several processes over one database: each reads every community, one writes it, and whoever is gone is replaced. */
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hexOf, sha256 } from "../../src/core/hash.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { KeyRingError } from "../../src/node/cluster/keyRing.ts";
import { ClusterProcess, foundThrough, introduce, until } from "./cluster/clusterProcess.ts";
import { LonePostgres, whyNoPostgres } from "./cluster/postgres.ts";

const missing = whyNoPostgres();
if (missing !== null) process.stderr.write(`Clusters are not tested here: ${missing}.\n`);
const KEYS = hexOf(sha256(utf8Of("the keys of a cluster")));

describe.runIf(missing === null)("a cluster", () => {
  let postgres: LonePostgres;
  const processes: ClusterProcess[] = [];
  const start = async (): Promise<ClusterProcess> => {
    const one = await ClusterProcess.start(postgres.url, KEYS);
    processes.push(one);
    return one;
  };
  type Ask = (sql: string, values: readonly string[]) => Promise<unknown>;
  /** What nobody but a fault of the database does; values are hexadecimal. */
  const database = async (work: (ask: Ask) => Promise<unknown>): Promise<void> => {
    const client = new pg.Client(postgres.url);
    await client.connect();
    await work((sql, values) =>
      client.query(
        sql,
        values.map((value) => Buffer.from(value, "hex")),
      ),
    );
    await client.end();
  };
  beforeAll(async () => {
    postgres = await LonePostgres.start({ fsync: "off" });
  });
  afterEach(async () => {
    for (const one of processes.splice(0)) await one.stop();
  });
  afterAll(() => postgres.remove());

  test("records what is handed in to any of its processes, in one log that all of them have", async () => {
    const [one, other] = [await start(), await start()];
    const { origin, founder } = await foundThrough(one, "Lindenhof");
    expect(await other.submit(origin, introduce(founder, "Mara"))).toMatchObject([{ receipt: { index: 1 } }]);
    expect(await one.submit(origin, introduce(founder, "Mara again"))).toMatchObject([{ receipt: { index: 2 } }]);
    const [here, there] = [await one.community(origin), await other.community(origin)];
    await until(() => here.head().size === 3 && there.head().size === 3);
    expect(here.head()).toEqual(there.head());
    expect(here.core.root(here.world(), "members")).toBe(there.core.root(there.world(), "members"));
    expect(here.vkey).toBe(there.vkey);
  });

  test("tells whoever listens at another process", async () => {
    const [one, other] = [await start(), await start()];
    const { origin, founder } = await foundThrough(one, "Lindenhof");
    const [here, there] = [await one.community(origin), await other.community(origin)];
    const [heardHere, heardThere]: [number[], number[]] = [[], []];
    here.subscribe(({ head }) => heardHere.push(head.size));
    there.subscribe(({ head }) => heardThere.push(head.size));
    await one.submit(origin, introduce(founder, "Mara"));
    await other.submit(origin, introduce(founder, "Mara again"));
    await until(() => heardHere.includes(3) && heardThere.includes(3));
    expect(heardThere).toEqual(heardThere.toSorted((a, b) => a - b));
  });

  test("gives each community to one process, and a share to one that comes later", async () => {
    const one = await start();
    for (let place = 0; place < 12; place += 1) await foundThrough(one, `village ${place}`);
    const all = (await one.cluster.rows()).filter(({ size }) => size > 0);
    const other = await start();
    await until(() => other.cluster.written() > 0 && one.cluster.written() + other.cluster.written() === all.length);
    expect(one.cluster.written()).toBeGreaterThan(0);
    const holders = new Set((await one.cluster.rows()).flatMap(({ holder }) => holder ?? []));
    expect(holders.size).toBe(2);
  });

  test("goes on at once when a process stops in order", async () => {
    const [one, other] = [await start(), await start()];
    const { origin, founder } = await foundThrough(one, "Lindenhof");
    await one.submit(origin, introduce(founder, "Mara"));
    const { epoch } = (await one.community(origin)).head();
    await one.stop();
    expect(await other.submit(origin, introduce(founder, "Tomas"))).toMatchObject([{ receipt: { index: 2 } }]);
    expect((await other.community(origin)).head().epoch).toBeGreaterThan(epoch);
  });

  test("lets no process write whose community was taken while it was away", async () => {
    const [one, other] = [await start(), await start()];
    const { origin, founder } = await foundThrough(one, "Lindenhof");
    await one.submit(origin, introduce(founder, "Mara"));
    const writer = (await one.cluster.rows()).find((row) => row.origin === origin)?.holder;
    const [from, to] = writer === one.cluster.node ? [one, other] : [other, one];
    await database(async (ask) =>
      ask("UPDATE folkmoot.logs SET holder = $1, epoch = epoch + 1 WHERE origin = $2", [to.cluster.node, origin]),
    );
    const answers = await Promise.all([
      from.submit(origin, introduce(founder, "by the old one")),
      to.submit(origin, introduce(founder, "by the new one")),
    ]);
    expect(answers.flat().map(({ kind }) => kind)).toEqual(["recorded", "recorded"]);
    const community = await to.community(origin);
    await until(() => community.head().size === 4);
  });

  test("signs nothing on top of a database that has lost what was shown", async () => {
    const one = await start();
    const { origin, founder } = await foundThrough(one, "Lindenhof");
    const before = (await one.community(origin)).head();
    await one.submit(origin, introduce(founder, "Mara"));
    await database(async (ask) => {
      await ask(
        "DELETE FROM folkmoot.entries WHERE place = 1 AND log = (SELECT log FROM folkmoot.logs WHERE origin = $1)",
        [origin],
      );
      await ask("UPDATE folkmoot.logs SET size = 1, epoch = epoch + 1, root = $2, checkpoint = $3 WHERE origin = $1", [
        origin,
        before.root,
        Buffer.from(before.checkpoint).toString("hex"),
      ]);
    });
    await expect(one.submit(origin, introduce(founder, "Tomas"))).rejects.toThrow(/has lost what it had acknowledged/);
    expect((await one.community(origin)).health().state).toBe("stopped");
  });

  test("takes no process whose keys are not the cluster's", async () => {
    await start();
    await expect(ClusterProcess.start(postgres.url, hexOf(sha256(utf8Of("others"))))).rejects.toThrow(KeyRingError);
  });
});
