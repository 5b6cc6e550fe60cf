/**
 * `npm test -- ARGS`: makes the checkout ready, runs vitest with ARGS, and ends with one plain line of counts that any CI
 * can read. A test file that does not load counts as one failed test: it must never look like "nothing failed".
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ready, root } from "./ready.mjs";

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} TestFile
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @param {readonly TestFile[]} files @returns {Counts} */
const countsOf = (files) => {
  const statuses = files.flatMap(({ status, assertionResults }) => {
    const own = assertionResults.map((test) => test.status);
    return status === "failed" && !own.includes("failed") ? [...own, "failed"] : own;
  });
  const count = (/** @type {(status: string) => boolean} */ is) => statuses.filter(is).length;
  const passed = count((status) => status === "passed");
  const failed = count((status) => status === "failed");
  return { passed, failed, skipped: statuses.length - passed - failed };
};

/** @param {string} file vitest's own report @returns {Counts} */
const read = (file) => {
  try {
    return countsOf(JSON.parse(readFileSync(file, "utf8")).testResults);
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
};

await ready({ web: true });
const folder = mkdtempSync(join(tmpdir(), "folkmoot-test-"));
const report = join(folder, "report.json");
const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", ...process.argv.slice(2)];
const { status } = spawnSync(
  process.execPath,
  [...vitest, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  { cwd: root, stdio: "inherit" },
);
const { passed, failed, skipped } = read(report);
rmSync(folder, { recursive: true, force: true });
// An error outside any test (an unhandled rejection) fails the run though every test passed.
const failures = status === 0 ? failed : Math.max(1, failed);
process.stdout.write(`${passed} passed, ${failures} failed, ${skipped} skipped\n`);
process.exitCode = failures === 0 ? 0 : 1;
