/**
 * npm does not hand signals on to the script it runs: a killed `npm start` would leave the node serving for ever. So a
 * process that npm started watches for npm's end and then asks itself to stop, as the signal would have.
 */
import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 500;

/** @param {string} file below /proc, which only Linux has @returns {string} */
const proc = (file) => {
  try {
    return readFileSync(`/proc/${file}`, "utf8");
  } catch {
    return "";
  }
};

/** @param {number} pid @returns {string} the parent's id; the name in the line may hold blanks, but ends with the last ")" */
const parentOf = (pid) => proc(`${pid}/stat`).split(") ").at(-1)?.split(" ")[1] ?? "";

/** Stops this process with SIGTERM once the npm that started it is gone, also where a shell stands between the two. */
export const watchParents = () => {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const isShell = /^(\S*\/)?[a-z]*sh\0-c\0/.test(proc(`${parent}/cmdline`));
  const grandparent = isShell ? parentOf(parent) : "";
  const timer = setInterval(() => {
    if (process.ppid === parent && (!isShell || parentOf(parent) === grandparent)) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_EVERY_MS);
  timer.unref();
};
