/**
 * `npm test -- ARGS`: makes the checkout ready, runs vitest with ARGS, and ends with one plain line of counts that any CI
 * can read.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lineOf, readCounts } from "./counts.mjs";
import { ready, root } from "./ready.mjs";

await ready({ web: true });
const folder = mkdtempSync(join(tmpdir(), "folkmoot-test-"));
const report = join(folder, "report.json");
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/vitest/vitest.mjs"), "run", ...reporters, ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
const counts = readCounts(report, status);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${lineOf(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
