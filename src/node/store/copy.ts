/**
 * Copies of a database while it is read and written. The surprising rule: the copy is built row by row (VACUUM INTO) in a thread
 * of its own, so it holds nothing that is not a row, no remains of what was erased, and the node goes on meanwhile.
 */
import { rmSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { moveDurably, syncFile } from "./durable.ts";

/** The copy is complete and durable when this answers; before, its name is not there. */
export const copyDatabase = async (from: string, to: string): Promise<void> => {
  const unfinished = `${to}.part`;
  rmSync(unfinished, { force: true });
  try {
    await vacuumInto(from, unfinished);
    syncFile(unfinished);
    moveDurably(unfinished, to);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new CopyError(from, to, error);
  }
};

const vacuumInto = (from: string, to: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL("copyThread.mjs", import.meta.url), { argv: [from, to] });
    thread.on("error", reject);
    thread.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the copying thread ended with ${code}`));
    });
  });

/** The copy could not be made; nothing is there under its name. Free some space, or choose another place, and try again. */
class CopyError extends Error {
  override readonly name = "CopyError";
  constructor(from: string, to: string, cause: unknown) {
    super(`${from} could not be copied to ${to}.`, { cause });
  }
}
