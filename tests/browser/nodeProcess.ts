/**
 * A real node in a process of its own, as people's browsers meet it: on a port, with a store, to be stopped in the middle of
 * anything. Its clock can be moved ahead, so that a test need not wait for a deadline.
 */
import { fork, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../node/ports.ts";
import { root } from "./chromium.ts";

export type NodeProcess = {
  readonly address: string;
  /** As if the machine had stopped: connections stay open and nothing answers. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Moves the node's clocks ahead. */
  readonly advance: (ms: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The next message of the child that has this word. */
const heard = (child: ChildProcess, word: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const end = (code: number | null): void => reject(new Error(`the node ended with ${code}`));
    const listen = (message: unknown): void => {
      if (typeof message !== "object" || message === null || !(word in message)) return;
      child.off("message", listen).off("exit", end);
      resolve(new Map(Object.entries(message)).get(word));
    };
    child.on("message", listen).once("exit", end);
  });

/** @param everyText what every wording of the node's demo community is, instead of its own */
export const startNodeProcess = async (everyText = ""): Promise<NodeProcess> => {
  const cache = join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const dataDir = mkdtempSync(join(cache, "node-"));
  const child = fork(join(root, "tests/browser/nodeChild.ts"), [dataDir, String(await freePort()), everyText], {
    cwd: root,
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const address = String(await heard(child, "address"));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    address,
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
    advance: async (ms) => {
      const done = heard(child, "advanced");
      child.send({ advanceMs: ms });
      await done;
    },
    stop: async () => {
      child.kill("SIGCONT");
      child.send({ stop: true });
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
