/** A node that runs, and the other commands beside it: none of them writes into its folder behind its back. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { answerOf, folkmoot, quietFolder, serving, type Serving } from "../../../tests/cli/folkmoot.ts";

const founded = z.object({ community: z.string(), key: z.string(), page: z.string() });
let data: string;
let node: Serving;
beforeEach(async () => {
  data = quietFolder();
  node = await serving(data);
});
afterEach(() => node.stop());

const found = async (...args: readonly string[]) =>
  founded.parse(await answerOf("found", "Lindenhof", "--my-name", "Ada", "--data", data, ...args));

test("one line says when it is ready and ends in the address, and stopping ends with 0", async () => {
  const { address } = node;
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  expect(readFileSync(join(data, "address"), "utf8").trim()).toBe(address);
  const { exit, out } = await node.stop();
  expect([exit, out]).toEqual([0, `Folkmoot is ready at ${address}\n`]);
  expect(existsSync(join(data, "address"))).toBe(false);
});

test("who works in the folder of a node that runs goes through that node", async () => {
  const { community, page } = await found("--listed");
  expect(page).toBe(`${node.address}/c/${community}/`);
  expect((await fetch(page)).status).toBe(200);
  const body = JSON.stringify({ name: { wording: "Ada L." }, about: null });
  expect((await folkmoot("act", "member.introduce", body, "--data", data)).exit).toBe(0);
  const listed: unknown = await (await fetch(`${node.address}/.well-known/folkmoot`)).json();
  expect(listed).toMatchObject({ communities: [{ id: community, name: "Lindenhof" }] });
});

test("somebody joins over the network, reads what members read, and a stranger does not", async () => {
  const { key } = await found();
  const { link } = z.object({ link: z.string() }).parse(await answerOf("invite", "--data", data, "--key", key));
  expect(link.startsWith(`${node.address}/join#`)).toBe(true);
  const away = quietFolder();
  const own = z.object({ key: z.string() }).parse(await answerOf("join", link, "--my-name", "Bo", "--data", away));
  const body = JSON.stringify({ name: { wording: "Bo B." }, about: null });
  expect((await folkmoot("act", "member.introduce", body, "--data", away)).exit).toBe(0);
  expect((await folkmoot("act", "member.introduce", body, "--data", away, "--check")).exit).toBe(0);
  const members = await answerOf("show", "members", "--node", node.address, "--key", own.key);
  expect(members).toMatchObject({ audience: "members", members: { members: [{ name: "Ada" }, { name: "Bo B." }] } });
  const { community } = z.object({ community: z.string() }).parse(members);
  const stranger = await folkmoot("show", "members", "--node", node.address, "--community", community);
  expect([stranger.exit, stranger.err.includes("Only members see this")]).toEqual([3, true]);
});

test("a node's log is verified by its address, with its tiles", async () => {
  const { community, page } = await found("--listed");
  for (const address of [node.address, page, `${node.address}/log/${community}`]) {
    const { exit, out } = await folkmoot("verify", address);
    expect([exit, out]).toEqual([0, expect.stringContaining("the node's tiles hold the same log")]);
  }
  const other = await folkmoot("verify", node.address, "--expect-origin", "0".repeat(64));
  expect(other.exit).toBe(1);
  const none = await folkmoot("verify", node.address, "--community", "0123456789");
  expect(none.exit).toBe(2);
});

test("what may not be done beside a running node is refused with what to do", async () => {
  for (const args of [["demo"], ["restore", "x"], ["import", "package.json"], ["serve", "--port", "21001"]]) {
    const { exit, err } = await folkmoot(...args, "--data", data);
    expect([exit, err]).toEqual([3, expect.stringContaining("Stop it first")]);
  }
});

test("exports, backups and operators' erasures work beside it", async () => {
  const { community } = await found();
  const file = join(data, "out.folkmoot");
  const facts = await answerOf("export", "--data", data, "--audience", "members", "--out", file);
  expect(facts).toMatchObject({ community, entries: 2 });
  expect((await folkmoot("verify", file)).exit).toBe(0);
  expect((await folkmoot("backup", "--data", data)).exit).toBe(0);
  const shown = await answerOf("show", "charter", "--data", data);
  expect(shown).toMatchObject({ community, entries: 2 });
  const { texts } = z
    .object({ texts: z.array(z.object({ hash: z.string(), words: z.string() })) })
    .parse(await answerOf("show", "texts", "--data", data));
  const name = texts.find(({ words }) => words === "Lindenhof");
  expect((await folkmoot("erase", name?.hash ?? "", "--operator", "--data", data)).exit).toBe(0);
  expect(await answerOf("show", "--data", data)).toMatchObject({ entries: 3, overview: { name: null } });
});

test("health is the node's own word, by its address or by its folder", async () => {
  for (const args of [
    ["--data", data],
    ["--node", node.address],
  ]) {
    const { exit, out } = await folkmoot("health", ...args);
    expect([exit, out]).toEqual([0, expect.stringContaining(`The node runs at ${node.address}`)]);
  }
  const { address } = node;
  await node.stop();
  const gone = await folkmoot("health", "--node", address);
  expect([gone.exit, gone.err.includes("does not answer")]).toEqual([3, true]);
});

test("what is no node is said to be none", async () => {
  const strange = await folkmoot("show", "--node", "node.example");
  expect([strange.exit, strange.err.includes("is not an address")]).toEqual([2, true]);
  const wrong = await folkmoot("health", "--node", `${node.address}/log`);
  expect(wrong.exit).toBe(3);
  expect(wrong.err).not.toContain("fault of Folkmoot itself");
});
