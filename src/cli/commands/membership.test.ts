/** Founding, inviting, joining and acting at the terminal, in a folder that no node runs. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { answerOf, folkmoot, folkmootIn, temporaryFolder } from "../../../tests/cli/folkmoot.ts";
import { readInvitation, readNewDevice, offerCode } from "../../core/wire/codes.ts";
import { readKey } from "../keys/keyFile.ts";
import { codeIn } from "../links.ts";

const founded = z.object({ community: z.string(), key: z.string(), device: z.string(), page: z.null() });
const invited = z.object({ invitation: z.string(), link: z.string() });
const joined = z.object({ key: z.string() });
const recorded = z.object({ outcome: z.literal("recorded"), id: z.string(), index: z.number() });

let data: string;
let key: string;
let community: string;
beforeEach(async () => {
  data = join(temporaryFolder(), "node");
  const answer = await answerOf("found", "Lindenhof", "--my-name", "Ada", "--data", data);
  ({ key, community } = founded.parse(answer));
});

const DRAFT = JSON.stringify({
  decisionClass: "ordinary",
  title: { wording: "Tea" },
  text: { wording: "Tea at five." },
  commands: [],
  reviewDays: null,
});
const invite = async (...args: readonly string[]): Promise<string> =>
  invited.parse(await answerOf("invite", "--data", data, "--key", key, ...args)).link;
const members = (): Promise<unknown> => answerOf("show", "members", "--data", data);

test("a founding writes a key that only its owner can read, and the founder's name", async () => {
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(await members()).toMatchObject({ members: { members: [{ name: "Ada", standing: "member" }] } });
});

test("an invitation is a link and a QR code, good for one person", async () => {
  const { out } = await folkmoot("invite", "--data", data, "--address", "https://node.example");
  expect(out).toContain("https://node.example/join#");
  expect(out).toContain("▄▄▄▄▄");
  const link = await invite();
  expect(readInvitation(codeIn(link))?.origin).toBe(community);
  const first = await folkmoot("join", link, "--my-name", "Bo", "--data", data, "--json");
  expect(first.exit).toBe(0);
  const second = await folkmoot("join", link, "--my-name", "Cem", "--data", data);
  expect(second.exit).toBe(1);
  expect(second.out).toContain("Refused");
  expect(readdirSync(join(data, "keys")).filter((name) => name.endsWith(".json"))).toHaveLength(2);
  expect(await members()).toMatchObject({ members: { members: [{ name: "Ada" }, { name: "Bo" }] } });
});

test("a guest's invitation makes a guest", async () => {
  const { exit, out } = await folkmoot("join", await invite("--guest"), "--my-name", "Gesa", "--data", data);
  expect([exit, out.includes("Refused")]).toEqual([0, false]);
  expect(await members()).toMatchObject({ members: { totals: { guests: 1 } } });
});

test("an act is rehearsed without a trace, then recorded with its texts", async () => {
  const before = await folkmoot("act", "proposal.draft", DRAFT, "--data", data, "--check");
  expect([before.exit, before.out.trim()]).toEqual([0, "The rules would accept it now."]);
  expect(await answerOf("show", "proposals", "--data", data)).toMatchObject({ proposals: [] });
  const { id } = recorded.parse(await answerOf("act", "proposal.draft", DRAFT, "--data", data));
  expect(await answerOf("show", "proposals", "--data", data)).toMatchObject({
    proposals: [{ id, title: "Tea", text: "Tea at five.", phase: "draft" }],
  });
});

test("a body may come from standard input, and acts of one key follow each other", async () => {
  const first = await folkmootIn({ input: DRAFT }, "act", "proposal.draft", "-", "--data", data);
  expect(first.exit).toBe(0);
  for (const name of ["Ada L.", "Ada"]) {
    const body = JSON.stringify({ name: { wording: name }, about: null });
    expect((await folkmoot("act", "member.introduce", body, "--data", data)).exit).toBe(0);
  }
});

test("what a proposal does is spelt out in it, and rehearsed with it", async () => {
  const ending = { attached: { kind: "accord.end", body: { accord: "0".repeat(64), reason: null } } };
  const body = JSON.stringify({ ...JSON.parse(DRAFT), commands: [ending] });
  const { exit, out } = await folkmoot("act", "proposal.draft", body, "--data", data);
  expect(exit).toBe(1);
  expect(out).toContain("Refused");
  expect(out).toContain("Which rule");
  expect(out).toContain("What you can do");
});

test("a refusal is an answer with its rule, as data too", async () => {
  const body = JSON.stringify({ accord: "0".repeat(64), reason: null });
  for (const args of [[], ["--check"]]) {
    const { exit, out } = await folkmoot("act", "accord.end", body, "--data", data, "--json", ...args);
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ outcome: "refused", refusal: { clause: "law.authority" } });
  }
});

test("a slip of the pen is said by field, before anything is signed", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ["{", "not JSON"],
    ['{"name": 1.5}', "whole numbers"],
    ['{"about": null}', 'name must be {"wording": "…"} (at most 100 characters)'],
    ['{"name": "Ada", "about": null}', 'name must be {"wording": "…"} (at most 100 characters)'],
    ['{"name": {"wording": "Ada"}, "about": null, "age": 9}', "there is no field age"],
    ["[]", "member.introduce must be a record"],
  ];
  for (const [body, words] of cases) {
    const { exit, err } = await folkmoot("act", "member.introduce", body, "--data", data);
    expect([exit, err]).toEqual([2, expect.stringContaining(words)]);
  }
  const unknown = await folkmoot("act", "tea.pour", "{}", "--data", data);
  expect(unknown.exit).toBe(2);
  expect(await answerOf("show", "--data", data)).toMatchObject({ entries: 2 });
});

test("with several keys the command asks which, and signs with none", async () => {
  await folkmoot("join", await invite(), "--my-name", "Bo", "--data", data);
  const { exit, err } = await folkmoot("act", "proposal.draft", DRAFT, "--data", data);
  expect(exit).toBe(3);
  expect(err).toContain(key);
});

test("a member adds a device of theirs: an offer, its answer, and the act", async () => {
  const helper = readKey(key);
  const offer = offerCode({ origin: helper.community, helper: helper.signer.publicKey });
  const answer = await answerOf("join", `https://node.example/device#${offer}`, "--data", data);
  const { link } = z.object({ link: z.string() }).parse(answer);
  const newDevice = readNewDevice(codeIn(link));
  const body = JSON.stringify({ key: newDevice?.key, label: { wording: "Laptop" } });
  await answerOf("act", "device.add", body, "--code", link, "--data", data, "--key", key);
  expect(await members()).toMatchObject({ members: { members: [{ devices: [{}, { label: "Laptop" }] }] } });
  const own = joined.parse(answer);
  const renamed = JSON.stringify({ name: { wording: "Ada by laptop" }, about: null });
  await answerOf("act", "member.introduce", renamed, "--data", data, "--key", own.key);
  expect(await members()).toMatchObject({ members: { members: [{ name: "Ada by laptop" }] } });
});
