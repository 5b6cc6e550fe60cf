/** Several processes over one database: each reads every community, one writes it, and whoever is gone is replaced. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hexOf, sha256 } from "../../src/core/hash.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
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
});
