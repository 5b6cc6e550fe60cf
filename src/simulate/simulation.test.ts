import { describe, expect, it } from "vitest";
import { mutantNamed, MUTANT_STEPS } from "./mutants/mutants.ts";
import { simulate } from "./simulation.ts";

const STEPS = 120;

describe("a simulated world", () => {
  it("is the same world again from the same seed, and keeps every promise", async () => {
    const [first, again] = [await simulate({ seed: "7", steps: STEPS }), await simulate({ seed: "7", steps: STEPS })];
    expect(first.violation).toBeNull();
    expect(again.trace).toBe(first.trace);
    expect(first.acknowledged).toBeGreaterThan(0);
  }, 120_000);

  it.each(["skipSync", "dropDedupe", "reuseOrdinal"])(
    "notices within its seeds when the software is broken: %s",
    async (name) => {
      const mutant = mutantNamed(name);
      if (mutant === undefined) throw new Error(`there is no ${name}`);
      const caught: string[] = [];
      for (let seed = 1; seed <= mutant.seeds && caught.length === 0; seed += 1) {
        const { violation } = await simulate({ seed: String(seed), steps: MUTANT_STEPS, software: mutant.software });
        if (violation !== null) caught.push(violation.invariant);
      }
      expect(caught).toHaveLength(1);
    },
    240_000,
  );
});
