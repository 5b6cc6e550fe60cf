/** The help, which is made from the commands themselves. */
import { expect, test } from "vitest";
import { folkmoot } from "../../tests/cli/folkmoot.ts";
import { commandNames } from "./commands/index.ts";

const WIDTH = 100;

test("every command says what it does, each of its options, and how it may end", async () => {
  for (const name of commandNames) {
    const { exit, out } = await folkmoot(name, "--help");
    expect([name, exit]).toEqual([name, 0]);
    expect(out).toContain(`Usage: folkmoot ${name}`);
    expect(out).toContain("--json");
    expect(out).toContain("3 could not be done");
    expect(out.split("\n").filter((line) => line.length > WIDTH)).toEqual([]);
  }
});

test("the overview names every command, with and without asking for help", async () => {
  for (const args of [[], ["--help"], ["help"]]) {
    const { exit, out } = await folkmoot(...args);
    expect(exit).toBe(0);
    for (const name of commandNames) expect(out).toContain(`  ${name} `);
  }
});

test("what is not understood says where to look, and does nothing", async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [["frob"], "There is no command “frob”"],
    [["verify"], "FILE|URL is missing"],
    [["verify", "a", "b"], "more arguments"],
    [["verify", "a", "--frob"], "no option --frob"],
    [["show", "--at"], "--at needs a value"],
    [["show", "--at", "--json"], "--at needs a value"],
    [["show", "--json=yes"], "--json takes no value"],
    [["show", "--at", "2026-01-01", "--at", "2026-01-02"], "--at is given twice"],
    [["serve", "--port", "http"], "a whole number from 0 to 65535"],
    [["export", "--out", "x", "--audience", "friends"], "public, members"],
    [["show", "--node", "http://127.0.0.1:1", "--file", "x"], "not several"],
  ];
  for (const [args, words] of cases) {
    const { exit, out, err } = await folkmoot(...args);
    expect([args, exit, out, err]).toEqual([args, 2, "", expect.stringContaining(words)]);
    expect(err).toContain("See: folkmoot");
  }
});

test("a failure is data where data was asked for", async () => {
  const { exit, out, err } = await folkmoot("verify", "/nowhere", "--json");
  expect([exit, out]).toEqual([3, ""]);
  expect(JSON.parse(err)).toMatchObject({ exit: 3, error: expect.stringContaining("/nowhere") as string });
});
