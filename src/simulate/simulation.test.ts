/** Worlds from seeds keep every promise of the system, are the same again from the same seed, and notice software that is wrong. */
import { describe, expect, it } from "vitest";
import { installNativeHash } from "../node/crypto/sha256.ts";
import { FAULTS } from "./faults.ts";
import { mutants } from "./mutants/mutants.ts";
import { added, type Sum } from "./report.ts";
import { simulate } from "./simulation.ts";

const SLOW_MS = 240_000;
const OF_NETWORK = ["messageLost", "messageDoubled", "messageOvertaken", "messageSlow", "messageLate"];
const EVERY_FAULT = [...FAULTS.map(({ name }) => name), ...OF_NETWORK, "tornWrite"];
/** Sorts of faults that these worlds have not met yet. */
const missingIn = (sum: Sum | null): readonly string[] =>
  EVERY_FAULT.filter((fault) => (sum?.counts["faults"]?.[fault] ?? 0) === 0);
installNativeHash();

describe("a simulated world", () => {
  it(
    "is the same world again from the same seed, line by line",
    async () => {
      const run = { seed: "7", steps: 150 };
      const [first, again] = [await simulate(run), await simulate(run)];
      expect(first.violation).toBeNull();
      expect(again.trace).toBe(first.trace);
      expect(first.acknowledged).toBeGreaterThan(20);
      const other = await simulate({ ...run, seed: "8" });
      expect(other.trace).not.toBe(first.trace);
    },
    SLOW_MS,
  );

  it(
    "keeps every promise while all that can go wrong goes wrong",
    async () => {
      let sum: Sum | null = null;
      const adopted = (): number => sum?.counts["outcomes"]?.["adopted"] ?? 0;
      for (let seed = 11; seed <= 18 && (missingIn(sum).length > 0 || adopted() <= 5); seed += 1) {
        const report = await simulate({ seed: String(seed), steps: 220, without: ["fork"] });
        expect(report.violation).toBeNull();
        sum = added(sum, report);
      }
      expect(missingIn(sum)).toEqual([]);
      expect(adopted()).toBeGreaterThan(5);
    },
    SLOW_MS,
  );
});

describe("software with one wrong piece", () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    "is noticed: %s",
    async (_name, { software, seeds, steps }) => {
      const broken: string[] = [];
      for (let seed = 1; seed <= seeds && broken.length === 0; seed += 1) {
        const { violation } = await simulate({ seed: String(seed), steps, software });
        if (violation !== null) broken.push(violation.invariant);
      }
      expect(broken).toHaveLength(1);
    },
    SLOW_MS,
  );
});
