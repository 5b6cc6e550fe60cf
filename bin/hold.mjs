/**
 * A lock between processes: two terminals that start at once must not install or build over each other. The lock names
 * its holder, so one that a killed process left behind is taken over instead of blocking for ever.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const AGAIN_AFTER_MS = 100;

/** @param {number} pid */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** @param {string} file @returns {boolean} */
const take = (file) => {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
};

/** @param {string} file @returns {boolean} whether its holder is gone (an empty file is one being written) */
const isAbandoned = (file) => {
  try {
    const holder = Number(readFileSync(file, "utf8"));
    return holder > 0 && !isAlive(holder);
  } catch {
    return false;
  }
};

/**
 * Does the work while holding the lock file, waiting for whoever holds it now.
 * @param {string} file
 * @param {() => Promise<void>} work
 */
export const holding = async (file, work) => {
  mkdirSync(dirname(file), { recursive: true });
  while (!take(file)) {
    if (isAbandoned(file)) rmSync(file, { force: true });
    else await wait(AGAIN_AFTER_MS);
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
};
