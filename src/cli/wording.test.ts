/**
 * The command line speaks the language that it is asked to, and only that. Each command is run in the language made from
 * English by the machine: what stays Latin then came from no catalogue, and must be data, a name of a command or an option.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folkmoot, folkmootIn, temporaryFolder } from "../../tests/cli/folkmoot.ts";
import { exportOf } from "../../tests/life/exporting.ts";
import { accordCommand, consented, draft, village } from "../../tests/life/village.ts";
import { commandNames, loadCommand } from "./commands/index.ts";
import { COMMON, placeholderOf } from "./options.ts";

const people = village(5);
consented(people, draft(people, (text) => [accordCommand(text)]).id);

const latin = (text: string): readonly string[] => text.match(/[A-Za-z]{2,}/g) ?? [];
const written = async (): Promise<string> => {
  const file = join(temporaryFolder(), "village.folkmoot");
  writeFileSync(file, await exportOf(people.log, "members"));
  return file;
};

test("the help of every command holds no word of its own", async () => {
  for (const name of commandNames) {
    const loaded = (await loadCommand(name)) ?? expect.fail(name);
    const options = [...loaded.command.options, ...COMMON];
    const names = [name, "folkmoot", ...options, ...options.map((option) => placeholderOf(option) ?? "")];
    const known = new Set(latin([...names, ...loaded.command.positionals.map((place) => place.name)].join(" ")));
    // What the words are filled with.
    for (const tag of ["en", "es", "ar"]) known.add(tag);
    const { out } = await folkmoot(name, "--help", "--lang", "qps-plocm");
    const words = out.replaceAll(/"\w+"/g, "");
    expect([name, latin(words).filter((word) => !known.has(word))]).toEqual([name, []]);
  }
});

test("an answer is words of the language, and the data that --json has", async () => {
  const file = await written();
  const calls = [
    ...["overview", "accords", "proposals", "results", "charter", "members", "texts"].map((what) => ["show", what]),
    ["show", "accords", "0"],
    ["show", "proposals", "0"],
    ["show", "results", "0"],
  ].map((call) => [...call, "--file", file]);
  for (const call of [...calls, ["verify", file], ["kinds"]]) {
    const data = new Set(latin((await folkmoot(...call, "--json")).out));
    const { exit, out } = await folkmoot(...call, "--lang", "qps-plocm");
    const strange = latin(out).filter((word) => !data.has(word) && !["UTC", "folkmoot"].includes(word));
    expect([call[1], exit, strange]).toEqual([call[1], 0, []]);
  }
});

test("what is asked for decides the language, then the environment as everywhere", async () => {
  const said = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    (await folkmootIn({ env }, ...args)).err.split("\n")[0];
  const [english, spanish] = ["There is no command “frob”.", "No hay ninguna orden “frob”."];
  expect(await said({ LANG: "es_MX.UTF-8" }, "frob")).toBe(spanish);
  expect(await said({ LC_ALL: "", LC_MESSAGES: "es_ES", LANG: "en_GB.UTF-8" }, "frob")).toBe(spanish);
  expect(await said({ LC_ALL: "C", LANG: "es_ES.UTF-8" }, "frob")).toBe(english);
  expect(await said({ LC_ALL: "en_GB.UTF-8" }, "frob", "--lang", "es")).toBe(spanish);
  expect(await said({ LANG: "es_ES" }, "--lang=en", "frob")).toBe(english);
  expect((await folkmootIn({}, "--lang", "ar")).out).toContain("الاستعمال");
});

test("a language that nobody offers is said to be none, and the rest is not done", async () => {
  for (const args of [
    ["show", "--lang", "xx"],
    ["show", "--lang"],
    ["show", "--lang", "--json"],
  ]) {
    const { exit, out, err } = await folkmoot(...args);
    expect([exit, out, err.split("\n")[0]]).toEqual([2, "", "--lang takes one of: en, es, ar."]);
  }
});

test("data for programs is the same in every language", async () => {
  const file = await written();
  const answers = await Promise.all(
    ["en", "es", "ar"].map(
      async (tag) => (await folkmoot("show", "--file", file, "--at", "2026-06-01", "--json", "--lang", tag)).out,
    ),
  );
  expect(new Set(answers).size).toBe(1);
});
