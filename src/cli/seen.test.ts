/** What a key has seen of its log: its acts name it, and a node that shows another history gets none. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { answerOf, folkmoot, quietFolder, serving, temporaryFolder } from "../../tests/cli/folkmoot.ts";
import type { Entry, Id, Seen } from "../core/kernel/types.ts";
import { readKey } from "./keys/keyFile.ts";
import { storedSource } from "./source/storedSource.ts";

const founded = z.object({ community: z.string(), key: z.string() });
const WORDS = JSON.stringify({ name: { wording: "Ada" }, about: null });

let data: string;
let key: string;
let community: string;
beforeEach(async () => {
  data = quietFolder();
  ({ key, community } = founded.parse(await answerOf("found", "Lindenhof", "--data", data)));
});

const introduce = (...args: readonly string[]) => folkmoot("act", "member.introduce", WORDS, "--key", key, ...args);
const entryAt = async (index: number): Promise<Entry | null> => {
  const source = storedSource(join(data, "communities", community));
  try {
    return await source.entry(index);
  } finally {
    await source.close();
  }
};
const seenBy = async (index: number): Promise<Seen | null> => {
  const entry = await entryAt(index);
  if (entry === null || !("act" in entry.signed)) throw new Error(`there is no act ${index}`);
  return entry.signed.act.seen;
};
/** As if the log had had another root when this key last looked. */
const remember = (root: Id | string): void => {
  const content = z.looseObject({ seen: z.looseObject({}) }).parse(JSON.parse(readFileSync(key, "utf8")));
  writeFileSync(key, JSON.stringify({ ...content, seen: { ...content.seen, root } }));
};

test("an act names the head that its key verified just before, in a folder and at a node", async () => {
  await introduce("--data", data);
  expect(await seenBy(1)).toMatchObject({ size: 1 });
  expect(readKey(key).nodeKey).not.toBeNull();
  const node = await serving(data);
  await introduce("--node", node.address);
  expect(await seenBy(2)).toMatchObject({ size: 2 });
  expect(readKey(key).seen).toEqual(await seenBy(2));
  await node.stop();
});

test("a node that shows another history than before gets no act, and no number is used", async () => {
  await introduce("--data", data);
  const { seq } = readKey(key);
  remember("ab".repeat(32));
  const { exit, err } = await introduce("--data", data);
  expect([exit, err.includes("another history")]).toEqual([3, true]);
  expect(readKey(key).seq).toBe(seq);
  expect(await entryAt(2)).toBeNull();
});

test("a node that answers with another community's key is not believed", async () => {
  const elsewhere = join(temporaryFolder(), "node");
  const other = founded.parse(await answerOf("found", "Elsewhere", "--data", elsewhere));
  await answerOf("act", "member.introduce", WORDS, "--data", elsewhere);
  await introduce("--data", data);
  const { nodeKey } = readKey(other.key);
  const content = z.looseObject({}).parse(JSON.parse(readFileSync(key, "utf8")));
  writeFileSync(key, JSON.stringify({ ...content, nodeKey }));
  const { exit, err } = await introduce("--data", data);
  expect([exit, err.includes("founding act")]).toEqual([3, true]);
});

test("a key of an earlier version, which remembers nothing, begins to", async () => {
  const { seen, nodeKey, ...early } = z.looseObject({}).parse(JSON.parse(readFileSync(key, "utf8")));
  expect([seen, nodeKey]).toEqual([null, null]);
  writeFileSync(key, JSON.stringify(early));
  expect((await introduce("--data", data)).exit).toBe(0);
  expect(readKey(key).seen).toMatchObject({ size: 1 });
});
