/** The command line as people start it: processes of their own, in other languages and time zones, beside a node that runs and without. */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandNames } from "../../src/cli/commands/index.ts";
import { freePort } from "../node/ports.ts";
import { answerOf, quietFolder, spawned, temporaryFolder } from "./folkmoot.ts";

const AT = "2026-11-02T12:00:00Z";
const HERE = { TZ: "UTC", LANG: "C", LC_ALL: "C" };
const FAR_AWAY = { TZ: "Pacific/Kiritimati", LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8" };
const root = fileURLToPath(new URL("../..", import.meta.url));

/** `folkmoot serve` in a process of its own, once it has said its line. */
const serve = async (data: string): Promise<{ readonly child: ChildProcess; readonly address: string }> => {
  const args = ["bin/run.mjs", "src/cli/main.ts", "serve", "--data", data, "--port", String(await freePort())];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("\n")) resolve(said.trim().split(" ").at(-1) ?? "");
    });
    child.on("exit", (code) => reject(new Error(`serve ended with ${code} before it was ready`)));
  });
  return { child, address };
};
const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => void child.on("exit", (code) => resolve(code)));

let data: string;
let file: string;
beforeAll(async () => {
  data = quietFolder();
  await answerOf("demo", "--data", data);
  file = join(data, "public.folkmoot");
  await answerOf("export", "--data", data, "--out", file);
});
let running: ChildProcess | null = null;
afterAll(() => void running?.kill("SIGKILL"));

test("verify ends with 0, 1 and 3, and a question asked wrongly with 2", async () => {
  const damaged = join(data, "damaged.folkmoot");
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(damaged, bytes);
  const runs = [["verify", file], ["verify", damaged], ["verify", join(data, "missing")], ["verify"]];
  const exits: number[] = [];
  for (const args of runs) exits.push((await spawned(HERE, ...args)).exit);
  expect(exits).toEqual([0, 1, 3, 2]);
});

test("show is the same bytes in every zone and language, with the node running or stopped", async () => {
  const questions = [["overview"], ["proposals"]];
  const ask = async (env: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const answers: string[] = [];
    for (const question of questions) {
      const { exit, out, err } = await spawned(env, "show", ...question, "--data", data, "--at", AT, "--json");
      expect([exit, err]).toEqual([0, ""]);
      answers.push(out);
    }
    return answers;
  };
  const [stopped, ...others] = [await ask(HERE), await ask(FAR_AWAY)];
  const { child, address } = await serve(data);
  running = child;
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  for (const answers of [...others, await ask(FAR_AWAY)]) expect(answers).toEqual(stopped);

  const beside = join(temporaryFolder(), "beside.folkmoot");
  const exported = await spawned(HERE, "export", "--data", data, "--audience", "members", "--out", beside);
  expect(exported.exit).toBe(0);
  expect((await spawned(HERE, "verify", beside)).exit).toBe(0);
  const isEnded = ended(child);
  child.kill("SIGTERM");
  expect(await isEnded).toBe(0);
});

test("every command has its help, and the program its version", async () => {
  const { exit, out } = await spawned(FAR_AWAY, "--help");
  expect(exit).toBe(0);
  const names = [...out.matchAll(/^ {2}(\w+) {2,}/gm)].flatMap(([, name]) => name ?? []);
  expect(names).toEqual([...commandNames]);
  const version = await spawned(HERE, "--version");
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
