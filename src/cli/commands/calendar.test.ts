/** `folkmoot calendar`, on a community that agreed on bread for three months. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { expect, test } from "vitest";
import { answerOf, folkmoot, temporaryFolder } from "../../../tests/cli/folkmoot.ts";
import { exportOf } from "../../../tests/life/exporting.ts";
import { accordCommand, consented, DAY, draft, village } from "../../../tests/life/village.ts";
import type { Audience } from "../../core/kernel/types.ts";
import { isoOf } from "../instants.ts";

const people = village(5);
const { log } = people;
consented(people, draft(people, (text) => [accordCommand(text)]).id);
log.wait(30 * DAY);
const at = ["--at", isoOf(log.now)];

const exported = async (audience: Audience): Promise<string> => {
  const file = join(temporaryFolder(), "village.folkmoot");
  writeFileSync(file, await exportOf(log, audience));
  return file;
};
const summariesIn = (text: string): readonly string[] =>
  new ICAL.Component(ICAL.parse(text) as unknown[])
    .getAllSubcomponents("vevent")
    .map((each) => String(each.getFirstPropertyValue("summary")));

test("what ends is listed among the moons, in order of time", async () => {
  const { out } = await folkmoot("calendar", "--file", await exported("public"), ...at);
  expect(out).toMatch(/ {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}– The accord with City Bakery ends\n/);
  expect(out).toContain("      New moon\n");
  const times = out
    .trimEnd()
    .split("\n")
    .map((line) => line.trim().slice(0, 16));
  expect(times).toEqual([...times].sort());
});

test("programs get the same in no language", async () => {
  const facts = await answerOf("calendar", "--file", await exported("public"), ...at);
  expect(facts).toMatchObject({ isSettled: false });
  expect(JSON.stringify(facts)).toMatch(/"what":"accord","endsAt":"[^"]+Z","number":0,"name":"City Bakery"/);
});

test("it becomes a file that another's calendar reads", async () => {
  const file = join(temporaryFolder(), "bread.ics");
  const facts = await answerOf("calendar", "--file", await exported("public"), ...at, "--out", file);
  const summaries = summariesIn(readFileSync(file, "utf8"));
  expect(facts).toMatchObject({ file, audience: "public", events: summaries.length });
  expect(summaries).toContain("The accord with City Bakery ends");
});

test("members' matters are in it only when asked for, and then for nobody else on the machine", async () => {
  const log = await exported("members");
  const open = await folkmoot("calendar", "--file", log, ...at, "--out", "-");
  const file = join(temporaryFolder(), "members.ics");
  await answerOf("calendar", "--file", log, ...at, "--audience", "members", "--out", file);
  expect(readFileSync(file, "utf8")).toContain("CLASS:PRIVATE");
  expect(open.out).toContain("CLASS:PUBLIC");
  expect(summariesIn(readFileSync(file, "utf8")).length).toBeGreaterThanOrEqual(summariesIn(open.out).length);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a public export has no members' calendar, and says so", async () => {
  const refused = await folkmoot("calendar", "--file", await exported("public"), "--audience", "members");
  expect(refused.exit).toBe(3);
});
