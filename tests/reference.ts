/**
 * Others' test data, which is not copied into the repository: it is read from the folder that FOLKMOOT_REFERENCE names, and
 * without that variable the tests that need it count as skipped and say so.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";

const folder = process.env["FOLKMOOT_REFERENCE"] ?? "";

/** A test that needs the reference data. */
export function testWithReference(title: string, run: () => void | Promise<void>): void {
  test(title, async (context) => {
    if (folder === "") context.skip("FOLKMOOT_REFERENCE names no folder of reference data");
    await run();
  });
}

/** The text of a file of the reference data. */
export function referenceText(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** The paths of all files under a folder of the reference data, sorted. */
export function referenceFiles(path: string): readonly string[] {
  const files = readdirSync(join(folder, path), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length)).sort();
}
