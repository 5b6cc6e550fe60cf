/** Two whole nodes over one database, as their visitors meet them: behind real ports, with one founding between them. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { parseId } from "../../src/core/hash.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { foundingBody, template } from "../../src/core/templates/index.ts";
import { startNode, type RunningNode } from "../../src/node/serve.ts";
import { cborOf } from "./apiHost.ts";
import { LonePostgres, whyNoPostgres } from "./cluster/postgres.ts";
import { Person } from "./people.ts";
import { freePort } from "./ports.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-node-of-cluster-"));
  closers.push(() => rmSync(folder, { recursive: true }));
  return folder;
};
const start = async (dataDir: string, address: string): Promise<RunningNode> => {
  const settings = { logLevel: "silent" as const, store: { address, host: "127.0.0.1", port: 0 } };
  const node = await startNode({ port: await freePort(), webDir: dataDir, dataDir, settings });
  closers.push(() => node.stop());
  return node;
};
const jsonAt = async (url: string, init: RequestInit = {}): Promise<Record<string, unknown>> =>
  (await (await fetch(url, init)).json()) as Record<string, unknown>;

const found = async ({ address }: RunningNode): Promise<string> => {
  const { nodeKey } = await jsonAt(`${address}/api/communities/prepare`, { method: "POST" });
  const key = parseId(String(nodeKey)) ?? expect.fail("a key");
  const founding = new Person("founder of a cluster's community").write(
    instantOf(Date.now()),
    "charter.found",
    (text) =>
      foundingBody(template("neighbourhood"), { name: text("Lindenhof"), purpose: null, locale: "en", nodeKey: key }),
  );
  const headers = { "content-type": "application/cbor" };
  const { community } = await jsonAt(`${address}/api/communities`, {
    method: "POST",
    body: cborOf(founding),
    headers,
  });
  return String(community);
};

const missing = whyNoPostgres();
test.runIf(missing === null)(
  "a community founded at one node of a cluster is served by the other, also when the first has gone",
  async () => {
    const postgres = await LonePostgres.start({ fsync: "off" });
    closers.push(() => postgres.remove());
    const [here, there] = [newFolder(), newFolder()];
    const one = await start(here, postgres.url);
    copyFileSync(join(here, "store.keys"), join(there, "store.keys"));
    const other = await start(there, postgres.url);
    const community = await found(one);
    const facts = await jsonAt(`${other.address}/api/communities/${community}`);
    expect(facts).toMatchObject({ name: "Lindenhof", size: 1, state: "running" });
    const checkpoint = async (node: RunningNode): Promise<string> =>
      (await fetch(`${node.address}/log/${community}/checkpoint`)).text();
    expect(await checkpoint(other)).toBe(await checkpoint(one));
    await one.stop();
    expect(await jsonAt(`${other.address}/api/communities/${community}`)).toMatchObject({
      size: 1,
      vkey: facts["vkey"],
    });
  },
);

test.runIf(missing === null)(
  "a node that is given a database takes its communities along, with their keys",
  async () => {
    const postgres = await LonePostgres.start({ fsync: "off" });
    closers.push(() => postgres.remove());
    const folder = newFolder();
    const settings = { logLevel: "silent" as const };
    const alone = await startNode({ port: await freePort(), webDir: folder, dataDir: folder, settings });
    const community = await found(alone);
    const before = await jsonAt(`${alone.address}/api/communities/${community}`);
    await alone.stop();
    const node = await start(folder, postgres.url);
    const after = await jsonAt(`${node.address}/api/communities/${community}`);
    expect(after).toMatchObject({ name: "Lindenhof", size: 1, vkey: before["vkey"] });
    expect(existsSync(join(folder, "moved", community, "log.db"))).toBe(true);
    const headers = { authorization: `Bearer ${node.operatorToken}` };
    const backup = await fetch(`${node.address}/api/communities/${community}/backup`, { method: "POST", headers });
    expect(backup.ok).toBe(true);
  },
);
