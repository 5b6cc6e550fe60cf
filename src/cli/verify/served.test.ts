/** A node that shows one history in its export and another in its tiles is found out, and so is one that takes entries back. */
import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { exportOf } from "../../../tests/life/exporting.ts";
import { joined, village, type Village } from "../../../tests/life/village.ts";
import { verifierPool } from "../../../tests/life/verifier.ts";
import { freePort } from "../../../tests/node/ports.ts";
import { idOf } from "../../core/hash.ts";
import { checkpointKey, signCheckpoint } from "../../core/log/checkpoint.ts";
import { leafOf } from "../../core/log/entry.ts";
import { leafHash } from "../../core/log/merkle.ts";
import { formatVerifierKey } from "../../core/log/note.ts";
import { parsePath } from "../../core/log/tile.ts";
import { Tree } from "../../core/log/tree.ts";
import { verifyExport } from "../../core/verify/verifyExport.ts";
import { checkServed, servedAt, type Served } from "./served.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const treeOf = ({ log }: Village): Tree => {
  const tree = new Tree();
  for (const entry of log.entries) tree.append(leafHash(leafOf(entry)));
  return tree;
};

/** Serves the tiles of this tree under a checkpoint of that one, each signed by the village's own node. */
const serve = async ({ log }: Village, tiles: Tree, signed: Tree): Promise<string> => {
  const { signer } = log.node;
  const checkpoint = await signCheckpoint({ origin: log.origin, size: signed.size, root: idOf(signed.root()) }, signer);
  const server = createServer((request, response) => {
    const path = (request.url ?? "").slice(1);
    const address = parsePath(path);
    if (path === "checkpoint") response.end(checkpoint);
    else if (address?.kind === "tile") response.end(tiles.tile(address));
    else response.writeHead(404).end();
  });
  servers.push(server);
  const port = await freePort();
  await new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", resolve));
  return `http://127.0.0.1:${port}`;
};

const check = async (shown: Village, address: string): Promise<Served> => {
  const verification = await verifyExport([await exportOf(shown.log, "public")], verifierPool);
  if (verification.kind === "damaged") throw new Error("the export is whole");
  const { size, root } = verification.report;
  const vkey = formatVerifierKey(checkpointKey(shown.log.origin, shown.log.node.signer.publicKey));
  return checkServed(servedAt(address), { size, root, vkey }, verifierPool);
};

const grown = (size: number, name: string): Village => {
  const people = village(size);
  joined(people.log, people.people[0], name);
  return people;
};

test("a log that has only grown since the export is the same log", async () => {
  const [shown, later] = [village(3), grown(3, "a newcomer")];
  const tree = treeOf(later);
  const served = await check(shown, await serve(later, tree, tree));
  expect(served).toEqual({ size: tree.size, fault: null });
});

test("another history under the same signature is a fork", async () => {
  const [shown, other] = [grown(3, "Ada"), grown(3, "Bo")];
  joined(other.log, other.people[0], "one more");
  const tree = treeOf(other);
  expect(await check(shown, await serve(other, tree, tree))).toMatchObject({ fault: "served.fork" });
});

test("a log that became shorter has taken entries back", async () => {
  const [shown, shorter] = [grown(3, "Ada"), village(3)];
  const tree = treeOf(shorter);
  expect(await check(shown, await serve(shorter, tree, tree))).toMatchObject({ fault: "served.shorter" });
});

test("tiles that do not have the signed root are no tiles of this log", async () => {
  const [shown, other] = [grown(3, "Ada"), grown(3, "Bo")];
  expect(await check(shown, await serve(shown, treeOf(other), treeOf(shown)))).toMatchObject({ fault: "served.tiles" });
});
