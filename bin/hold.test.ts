import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { holding } from "./hold.mjs";

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-hold-"));
  lock = join(folder, "a.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

it("two who want the same lock take turns", async () => {
  const seen: string[] = [];
  const work = (name: string) =>
    holding(lock, async () => {
      seen.push(`${name} begins`);
      await Promise.resolve();
      seen.push(`${name} ends`);
    });
  await Promise.all([work("one"), work("two")]);
  expect(seen).toEqual(["one begins", "one ends", "two begins", "two ends"]);
  expect(existsSync(lock)).toBe(false);
});

it("a lock whose holder was killed is taken over", async () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(lock, String(pid));
  await expect(holding(lock, () => Promise.resolve())).resolves.toBeUndefined();
});

it("work that fails gives the lock back", async () => {
  await expect(holding(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(lock)).toBe(false);
});
