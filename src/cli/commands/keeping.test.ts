/** Exports, imports, backups, restoring, erasing, the demo and health, in folders that no node runs. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { filesHolding } from "../../../tests/byteScan.ts";
import { answerOf, folkmoot, temporaryFolder } from "../../../tests/cli/folkmoot.ts";

const CANARY = "The canary sings at the third window.";
const founded = z.object({ community: z.string() });

let folder: string;
let data: string;
let community: string;
const act = (kind: string, body: object): Promise<unknown> =>
  answerOf("act", kind, JSON.stringify(body), "--data", data);
const exported = async (audience: string): Promise<string> => {
  const out = join(folder, `${audience}.folkmoot`);
  await answerOf("export", "--data", data, "--audience", audience, "--out", out);
  return out;
};
const nodeKey = (): string => join(data, "communities", community, "node.key");
const sizeIn = async (from: string): Promise<unknown> =>
  z.object({ entries: z.number() }).parse(await answerOf("show", "--data", from)).entries;

beforeEach(async () => {
  folder = temporaryFolder();
  data = join(folder, "node");
  community = founded.parse(await answerOf("found", "Lindenhof", "--my-name", "Ada", "--data", data)).community;
  await act("member.introduce", { name: { wording: "Ada" }, about: { wording: CANARY } });
});

test("an export is verified, and the public one holds nothing of what members said", async () => {
  const [open, whole] = [await exported("public"), await exported("members")];
  for (const file of [open, whole]) expect((await folkmoot("verify", file)).exit).toBe(0);
  expect(readFileSync(whole).includes(CANARY)).toBe(true);
  expect(readFileSync(open).includes(CANARY)).toBe(false);
});

test("an export may go to standard output, and a folder with several communities asks which", async () => {
  const { exit, out } = await folkmoot("export", "--data", data, "--out", "-");
  expect([exit, out.startsWith("folkmoot/export/v1\n")]).toEqual([0, true]);
  await answerOf("found", "Teehaus", "--data", data);
  const which = await folkmoot("export", "--data", data, "--out", "-");
  expect([which.exit, which.err.includes(community)]).toEqual([2, true]);
  const named = await folkmoot("export", "--data", data, "--out", "-", "--community", community.slice(0, 8));
  expect(named.exit).toBe(0);
});

test("a community goes on elsewhere from a members' export and its key", async () => {
  const elsewhere = join(folder, "elsewhere");
  const file = await exported("members");
  const taken = await answerOf("import", file, "--data", elsewhere, "--node-key", nodeKey());
  expect(taken).toEqual({ community, entries: 3, hasKey: true });
  const key = join(data, "keys");
  const { out } = await folkmoot("show", "members", "--data", elsewhere);
  expect(out).toContain("Ada");
  const [name = ""] = readdirSync(key).filter((each) => each.endsWith(".json"));
  const body = JSON.stringify({ name: { wording: "Ada, moved" }, about: null });
  const acted = await folkmoot("act", "member.introduce", body, "--data", elsewhere, "--key", join(key, name));
  expect(acted.exit).toBe(0);
  expect(await sizeIn(elsewhere)).toBe(4);
});

test("nothing is imported from a public, a damaged or a second copy", async () => {
  const elsewhere = join(folder, "elsewhere");
  const refused = async (file: string): Promise<string> => {
    const { exit, out } = await folkmoot("import", file, "--data", elsewhere);
    expect(exit).toBe(1);
    return out;
  };
  expect(await refused(await exported("public"))).toContain("withholds");
  const file = await exported("members");
  const damaged = join(folder, "damaged.folkmoot");
  const bytes = readFileSync(file);
  writeFileSync(damaged, bytes.subarray(0, bytes.length - 1));
  expect(await refused(damaged)).toContain("not a whole export");
  await answerOf("import", file, "--data", elsewhere);
  expect(await refused(file)).toContain("already");
});

test("a backup brings the community back as it was, and what stood there becomes a backup", async () => {
  const [made] = z.array(z.object({ file: z.string() })).parse(await answerOf("backup", "--data", data));
  await act("member.introduce", { name: { wording: "Ada L." }, about: null });
  const restored = await answerOf("restore", made?.file ?? "", "--data", data);
  expect(restored).toMatchObject({
    community,
    entries: 3,
    hasKey: true,
    kept: expect.stringContaining(community) as string,
  });
  expect(await sizeIn(data)).toBe(3);
});

test("a backup may be carried elsewhere, and holds no key", async () => {
  const out = join(folder, "carried");
  const [made] = z.array(z.object({ file: z.string() })).parse(await answerOf("backup", "--data", data, "--out", out));
  const secret = readFileSync(nodeKey(), "utf8").trim();
  expect(readFileSync(made?.file ?? "").includes(Buffer.from(secret, "hex"))).toBe(false);
  const elsewhere = join(folder, "elsewhere");
  const restored = await answerOf("restore", made?.file ?? "", "--data", elsewhere);
  expect(restored).toMatchObject({ entries: 3, hasKey: false, kept: null });
  expect((await folkmoot("health", "--data", elsewhere)).exit).toBe(1);
});

test("an erased text is nowhere in the folder, and verify tells erased from missing", async () => {
  const members = z.object({ members: z.object({ members: z.array(z.object({ about: z.string().nullable() })) }) });
  expect(members.parse(await answerOf("show", "members", "--data", data)).members.members[0]?.about).toBe(CANARY);
  const secret = Buffer.from(CANARY);
  expect(filesHolding(data, [secret])).not.toEqual([]);
  const { exit, err } = await folkmoot("erase", await hashOf(CANARY), "--data", data);
  expect([exit, err.includes("Erased here")]).toEqual([0, true]);
  expect(filesHolding(data, [secret])).toEqual([]);
  expect(members.parse(await answerOf("show", "members", "--data", data)).members.members[0]?.about).toBeNull();
  const { exit: verdict, out } = await folkmoot("verify", await exported("members"));
  expect([verdict, out.includes("1 erased")]).toEqual([0, true]);
});

test("the operator erases public texts only, and only such as are there", async () => {
  const unknown = await folkmoot("erase", "0".repeat(64), "--operator", "--data", data);
  expect(unknown.exit).toBe(2);
  expect(unknown.err).toContain("No public act here names");
  const mine = await folkmoot("erase", await hashOf(CANARY), "--operator", "--data", data);
  expect(mine.exit).toBe(2);
  const name = await hashOf("Lindenhof");
  expect((await folkmoot("erase", name, "--operator", "--data", data)).exit).toBe(0);
  expect(await answerOf("show", "--data", data)).toMatchObject({ overview: { name: null } });
});

const shownTexts = z.object({ texts: z.array(z.object({ hash: z.string(), words: z.string().nullable() })) });
const hashOf = async (words: string): Promise<string> => {
  const { texts } = shownTexts.parse(await answerOf("show", "texts", "--data", data));
  return texts.find((text) => text.words === words)?.hash ?? "";
};

test("the demo is a community like any other, with a way in", async () => {
  const demo = join(folder, "demo");
  const { link } = z.object({ link: z.string() }).parse(await answerOf("demo", "--data", demo));
  expect((await folkmoot("join", link, "--my-name", "Visitor", "--data", demo)).exit).toBe(0);
  const { out } = await folkmoot("show", "accords", "--data", demo);
  expect(out).toMatch(/in force until/);
  expect(out).toMatch(/lapsed/);
  const again = z.object({ community: z.string() }).parse(await answerOf("demo", "--data", demo));
  expect(await answerOf("show", "--data", demo)).toMatchObject({ community: again.community });
});

test("health says in words what is wrong, and ends with 1", async () => {
  const good = await folkmoot("health", "--data", data);
  expect([good.exit, good.out.includes("The log is whole")]).toEqual([0, true]);
  rmSync(nodeKey());
  const trouble = await folkmoot("health", "--data", data);
  expect([trouble.exit, trouble.out.includes("TROUBLE")]).toEqual([1, true]);
});
