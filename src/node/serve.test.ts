/** A whole node behind a real port: what members, strangers and allies meet. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { cborOf } from "../../tests/node/apiHost.ts";
import { Person } from "../../tests/node/people.ts";
import { freePort } from "../../tests/node/ports.ts";
import { parseId } from "../core/hash.ts";
import { instantOf } from "../core/kernel/time.ts";
import { base64Of } from "../core/log/base64.ts";
import { foundingBody, template } from "../core/templates/index.ts";
import type { Id } from "../core/kernel/types.ts";
import { signInBytes } from "../core/wire/signIn.ts";
import { startNode, type NodeOptions, type RunningNode } from "./serve.ts";
import { SettingsError } from "./settings.ts";
import { NodeRunsError } from "./store/nodeFolder.ts";

const folders: string[] = [];
const nodes: RunningNode[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-serve-"));
  folders.push(folder);
  return folder;
};
const start = async (dataDir: string, options: Partial<NodeOptions> = {}): Promise<RunningNode> => {
  const settings = { logLevel: "silent" as const, ...options.settings };
  const node = await startNode({ port: await freePort(), webDir: dataDir, ...options, dataDir, settings });
  nodes.push(node);
  return node;
};
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const jsonAt = async (url: string, init: RequestInit = {}): Promise<Record<string, unknown>> => {
  const answer = await fetch(url, init);
  return (await answer.json()) as Record<string, unknown>;
};
const post = (url: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: "POST", body, headers: { "content-type": "application/cbor", ...headers } });

type Home = { readonly origin: Id; readonly founder: Person };
const found = async ({ address }: RunningNode): Promise<Home> => {
  const { nodeKey } = await jsonAt(`${address}/api/communities/prepare`, { method: "POST" });
  const founder = new Person("the founder of a real node");
  const key = parseId(String(nodeKey)) ?? expect.fail("a key");
  const founding = founder.write(instantOf(Date.now()), "charter.found", (text) =>
    foundingBody(template("neighbourhood"), { name: text("Lindenhof"), purpose: null, locale: "en", nodeKey: key }),
  );
  const answer = await post(`${address}/api/communities`, cborOf(founding));
  expect(answer.status).toBe(201);
  const { community } = (await answer.json()) as { community: string };
  const origin = parseId(community) ?? expect.fail("an id");
  founder.belongTo(origin);
  return { origin, founder };
};
const signIn = async ({ address }: RunningNode, { origin, founder }: Home): Promise<string> => {
  const path = `${address}/api/communities/${origin}/session`;
  const given = (await jsonAt(`${path}/challenge`, { method: "POST" })) as {
    address: string;
    expiresAt: number;
    nonce: string;
  };
  expect(given.address).toBe(address);
  const signed = signInBytes({ ...given, community: origin, expiresAt: instantOf(given.expiresAt) });
  const { expiresAt, nonce } = given;
  const json = { device: founder.key, expiresAt, nonce, signature: base64Of(founder.signer.signNow(signed)) };
  const headers = { "content-type": "application/json" };
  const { token } = await jsonAt(path, { method: "POST", body: JSON.stringify(json), headers });
  return String(token);
};
const introduce = ({ founder }: Home, name: string) =>
  founder.write(instantOf(Date.now()), "member.introduce", (text) => ({ name: text(name), about: null }));

/** Reads server-sent events, one block at a time. */
const listenAt = async (url: string, headers: Record<string, string> = {}) => {
  const stopper = new AbortController();
  const answer = await fetch(url, { headers, signal: stopper.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let read = "";
  const next = async (): Promise<string | null> => {
    while (!read.includes("\n\n")) {
      const step = await reader?.read();
      if (step?.value === undefined) return null;
      read += step.value;
    }
    const end = read.indexOf("\n\n");
    const block = read.slice(0, end);
    read = read.slice(end + 2);
    return block;
  };
  return { answer, next, stop: () => stopper.abort() };
};

describe("a node", () => {
  it("serves from the moment it says so until it is stopped, and starts again where it was", async () => {
    const folder = newFolder();
    const first = await start(folder);
    expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${first.address}/healthz`)).status).toBe(200);
    const home = await found(first);
    await first.stop();
    await expect(fetch(`${first.address}/healthz`)).rejects.toThrow();
    const again = await start(folder);
    expect(await jsonAt(`${again.address}/api/communities/${home.origin}`)).toMatchObject({
      name: "Lindenhof",
      size: 1,
    });
  });

  it("lets a device in and records what it hands in", async () => {
    const node = await start(newFolder());
    const home = await found(node);
    const headers = { authorization: `Bearer ${await signIn(node, home)}` };
    const acts = `${node.address}/api/communities/${home.origin}/acts`;
    const answer = await post(acts, cborOf(introduce(home, "Mara")), headers);
    expect(await answer.json()).toMatchObject({ results: [{ kind: "recorded", receipt: { index: 1 } }] });
  });

  it("keeps its keys and its operator's token to its owner", async () => {
    const folder = newFolder();
    const node = await start(folder);
    for (const file of ["operator.token", "witness.key"]) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
    expect(readFileSync(join(folder, "operator.token"), "utf8").trim()).toBe(node.operatorToken);
  });

  it("runs once in a folder", async () => {
    const folder = newFolder();
    await start(folder);
    await expect(start(folder)).rejects.toThrow(NodeRunsError);
  });

  it("says that its port is taken, and leaves the folder free", async () => {
    const first = await start(newFolder());
    const folder = newFolder();
    const port = Number(new URL(first.address).port);
    await expect(start(folder, { port })).rejects.toThrow("EADDRINUSE");
    await start(folder);
  });

  it("refuses settings that it does not understand", async () => {
    const folder = newFolder();
    for (const wrong of ['{"adresses":[]}', '{"addresses":["node.example"]}', "{", '{"quorum":1}']) {
      writeFileSync(join(folder, "node.json"), wrong);
      await expect(start(folder)).rejects.toThrow(SettingsError);
    }
  });
});

describe("changes", () => {
  it("reach who listens: the present at once, then each new size", async () => {
    const node = await start(newFolder());
    const home = await found(node);
    const headers = { authorization: `Bearer ${await signIn(node, home)}` };
    const events = await listenAt(`${node.address}/api/communities/${home.origin}/events`);
    expect(events.answer.headers.get("content-type")).toContain("text/event-stream");
    expect(events.answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await events.next()).toContain("id: 1\n");
    await post(`${node.address}/api/communities/${home.origin}/acts`, cborOf(introduce(home, "Mara")), headers);
    const change = (await events.next()) ?? "";
    expect(change).toContain("id: 2\n");
    const data: unknown = JSON.parse(change.split("\ndata: ")[1] ?? "");
    expect(data).toMatchObject({
      size: 2,
      checkpoint: expect.stringContaining(`folkmoot/${home.origin}\n2\n`) as string,
    });
    events.stop();
  });

  it("are not told again to who knows them, and the line ends when the node stops", async () => {
    const node = await start(newFolder());
    const { origin } = await found(node);
    const events = await listenAt(`${node.address}/api/communities/${origin}/events`, { "last-event-id": "1" });
    expect(await events.next()).toBe(": alive");
    const [rest] = await Promise.all([events.next(), node.stop()]);
    expect(rest).toBeNull();
  });
});

describe("allies", () => {
  it("confirm a log: one node witnesses another, over the network", async () => {
    const folder = newFolder();
    const before = await start(folder);
    const { origin } = await found(before);
    const { vkey } = await jsonAt(`${before.address}/api/communities/${origin}`);
    await before.stop();
    const ally = await start(newFolder(), { settings: { logs: [String(vkey)] } });
    const witnesses = [{ vkey: ally.witnessKey, url: `${ally.address}/witness` }];
    const node = await start(folder, { settings: { witnesses } });
    const events = await listenAt(`${node.address}/api/communities/${origin}/events`, { "last-event-id": "1" });
    expect(await events.next()).toBe(": alive");
    expect(await events.next()).toBe('event: confirmed\ndata: {"size":1}');
    events.stop();
    const late = await listenAt(`${node.address}/api/communities/${origin}/events`, { "last-event-id": "1" });
    expect([await late.next(), await late.next()]).toEqual([": alive", 'event: confirmed\ndata: {"size":1}']);
    late.stop();
    const confirmed = await jsonAt(`${node.address}/api/communities/${origin}/confirmed`);
    expect(confirmed).toMatchObject({ size: 1, checkpoint: expect.stringContaining("folkmoot/witness/") as string });
    const served = await (await fetch(`${node.address}/log/${origin}/checkpoint`)).text();
    expect(served).toBe(confirmed["checkpoint"]);
  });
});
