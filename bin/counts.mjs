/**
 * Counts from vitest's own report. A test file that does not load holds no test and yet counts as one that failed: it
 * must never look like "nothing failed".
 */
import { readFileSync } from "node:fs";

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} TestFile
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @param {readonly TestFile[]} files @returns {Counts} */
export const countsOf = (files) => {
  const statuses = files.flatMap(({ status, assertionResults }) => {
    const own = assertionResults.map((test) => test.status);
    return status === "failed" && !own.includes("failed") ? [...own, "failed"] : own;
  });
  const count = (/** @type {string} */ wanted) => statuses.filter((status) => status === wanted).length;
  const [passed, failed] = [count("passed"), count("failed")];
  return { passed, failed, skipped: statuses.length - passed - failed };
};

/**
 * @param {string} file vitest's JSON report; when there is none the run itself failed
 * @param {number | null} status vitest's exit code: an error outside any test fails a run whose tests all passed
 * @returns {Counts}
 */
export const readCounts = (file, status) => {
  /** @type {Counts} */
  let counts;
  try {
    counts = countsOf(JSON.parse(readFileSync(file, "utf8")).testResults);
  } catch {
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  return status === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
};

/** The line that ends a test run, alone on its line. @param {Counts} counts */
export const lineOf = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
