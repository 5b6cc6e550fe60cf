/**
 * Three projects: `unit` (beside the sources, and processes under tests/), `tidy` (style as a test) and `browser` (real
 * Chromium, one file at a time after the others, since two cores carry one browser well and two badly).
 */
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const SLOW_MS = 120_000;
/** No test is timed; this only ends one that hangs, on a machine that may be busy with something else. */
const BUSY_MS = 60_000;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins: [svelte({ configFile: false })],
        test: {
          name: "unit",
          include: [
            "bin/**/*.test.ts",
            "src/**/*.test.ts",
            "bench/**/*.test.ts",
            "vectors/**/*.test.ts",
            "tests/**/*.test.ts",
          ],
          exclude: ["tests/tidy/**", "tests/browser/**"],
          testTimeout: BUSY_MS,
          hookTimeout: BUSY_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { name: "tidy", include: ["tests/tidy/**/*.test.ts"], testTimeout: SLOW_MS, sequence: { groupOrder: 0 } },
      },
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: SLOW_MS,
          hookTimeout: SLOW_MS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
