/**
 * `npm run check`: everything about the sources that a machine can judge without running the product. Each step prints
 * its name, seconds and verdict, and a failing one what it said; all steps run, so that one run names every fault.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ready, root } from "./ready.mjs";

/** @typedef {{ name: string, command: readonly string[] }} Step */

const AT_ONCE = 2;
const tool = (/** @type {string} */ path) => join("node_modules", path);
const types = (/** @type {string} */ project) => ({
  name: `types ${project}`,
  command: [tool("typescript/bin/tsc"), "--project", project],
});

/** @type {readonly Step[]} */
const STEPS = [
  { name: "lint", command: [tool("eslint/bin/eslint.js"), ".", "--max-warnings", "0"] },
  types("tsconfig.json"),
  types("src/core/tsconfig.json"),
  types("tests/browser/tsconfig.json"),
  ...(existsSync(join(root, "src/web/service-worker.ts")) ? [types("src/web/tsconfig.worker.json")] : []),
  {
    name: "types src/web",
    command: [tool("svelte-check/bin/svelte-check"), "--tsconfig", "src/web/tsconfig.json", "--fail-on-warnings"],
  },
  { name: "format", command: [tool("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."] },
  { name: "dead code", command: [tool("knip/bin/knip.js")] },
  { name: "tidy", command: [tool("vitest/vitest.mjs"), "run", "--project", "tidy", "--reporter", "dot"] },
  { name: "lockfile", command: ["npm", "ci", "--dry-run", "--include=dev", "--ignore-scripts", "--silent"] },
];

/** @param {Step} step @returns {Promise<boolean>} whether it passed */
const take = ({ name, command }) =>
  new Promise((resolve) => {
    const started = Date.now();
    const [program = "", ...args] = command[0] === "npm" ? command : [process.execPath, ...command];
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], shell: false });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => (said += text));
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => (said += text));
    child.on("error", (error) => (said += `${error}\n`));
    child.on("close", (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)\n`);
      if (code !== 0) process.stdout.write(`${said.trimEnd()}\n`);
      resolve(code === 0);
    });
  });

await ready({ web: false });
const waiting = [...STEPS];
/** @type {string[]} */
const failed = [];
const work = async () => {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
    if (!(await take(step))) failed.push(step.name);
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
process.exitCode = failed.length === 0 ? 0 : 1;
