/** The command line under test: in this process, with a terminal of our own; or as people start it, in a process of its own. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, vi } from "vitest";
import { freePort } from "../node/ports.ts";
import { main } from "../../src/cli/main.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import type { Instant } from "../../src/core/kernel/types.ts";

export type Said = { readonly exit: number; readonly out: string; readonly err: string };
export type Setting = {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly isWatched?: boolean;
  /** The clock; each look at it may answer anew. */
  readonly now?: () => Instant;
  /** When the command is asked to stop; at once, unless told otherwise. */
  readonly stopped?: Promise<void>;
  /** Hears of each line as it is said. */
  readonly onOut?: (words: string) => void;
};

/** The first call of a command loads all it needs, which on a busy machine takes seconds. */
const SLOW_MS = 120_000;
vi.setConfig({ testTimeout: SLOW_MS, hookTimeout: SLOW_MS });

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs one command here. */
export const folkmootIn = async (setting: Setting, ...args: readonly string[]): Promise<Said> => {
  const [out, err]: [string[], string[]] = [[], []];
  const bytes = new TextDecoder();
  const terminal: Terminal = {
    out: (words) => {
      out.push(words);
      setting.onOut?.(words);
    },
    err: (words) => void err.push(words),
    bytesOut: (piece) => Promise.resolve(void out.push(bytes.decode(piece, { stream: true }))),
    input: () => Promise.resolve(setting.input ?? ""),
    isWatched: setting.isWatched ?? false,
    isScreen: false,
    env: setting.env ?? {},
    now: setting.now ?? (() => instantOf(Date.now())),
    askedToStop: () => setting.stopped ?? Promise.resolve(),
  };
  const exit = await main(args, terminal);
  return { exit, out: out.join(""), err: err.join("") };
};

export const folkmoot = (...args: readonly string[]): Promise<Said> => folkmootIn({}, ...args);

/** The answer of a command that must succeed, as JSON. */
export const answerOf = async (...args: readonly string[]): Promise<unknown> => {
  const { exit, out, err } = await folkmoot(...args, "--json");
  if (exit !== 0) throw new Error(`folkmoot ${args.join(" ")} ended with ${exit}: ${err}${out}`);
  return JSON.parse(out);
};

/** Runs one command as a process of its own, as `npx folkmoot` does. */
export const spawned = async (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Said> => {
  const child = spawn(process.execPath, ["bin/folkmoot.mjs", ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? -1));
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exit: await exited, out, err };
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the tests. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-cli-"));
  folders.push(folder);
  return folder;
};

export type Serving = { readonly address: string; stop(): Promise<Said> };

/** `folkmoot serve` in this process, until it is told to stop. */
export const serving = async (folder: string, ...args: readonly string[]): Promise<Serving> => {
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const port = String(await freePort());
  let ready: (line: string) => void = () => undefined;
  const line = new Promise<string>((resolve) => {
    ready = resolve;
  });
  const said = folkmootIn({ stopped, onOut: ready }, "serve", "--data", folder, "--port", port, ...args);
  const first = await Promise.race([line, said.then(({ err }) => Promise.reject(new Error(err)))]);
  return {
    address: first.trim().split(" ").at(-1) ?? "",
    stop: () => {
      stop();
      return said;
    },
  };
};

/** A folder whose node keeps no log of its own doings. */
export const quietFolder = (): string => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "node.json"), JSON.stringify({ logLevel: "silent" }));
  return folder;
};
