import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { countsOf, lineOf, readCounts } from "./counts.mjs";

const tests = (...statuses: readonly string[]) => statuses.map((status) => ({ status }));

it("every test counts once, under what became of it", () => {
  const files = [
    { status: "passed", assertionResults: tests("passed", "passed", "pending") },
    { status: "failed", assertionResults: tests("passed", "failed", "todo") },
  ];
  expect(lineOf(countsOf(files))).toBe("3 passed, 1 failed, 2 skipped");
});

it("a test file that does not load counts as failed", () => {
  expect(countsOf([{ status: "failed", assertionResults: [] }])).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it("a run that fails outside its tests, or leaves no report, has failed", () => {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-counts-"));
  const report = join(folder, "report.json");
  writeFileSync(report, JSON.stringify({ testResults: [{ status: "passed", assertionResults: tests("passed") }] }));
  expect(readCounts(report, 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(readCounts(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(readCounts(join(folder, "none.json"), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  rmSync(folder, { recursive: true });
});
