/**
 * Readers of outside bytes, fed with nearly valid ones from a fixed seed. `npm run fuzz -- --seconds N` goes on with fresh
 * seeds; what that finds becomes a line of `regressions`.
 */
import { describe, expect, it } from "vitest";
import { Dice } from "../../src/simulate/dice.ts";
import { findingOf, fuzz, type Target } from "./fuzzing.ts";
import { regressions, targets } from "./targets.ts";

/** About eight seconds in all on one core. */
const RUNS = 3000;

describe("whatever bytes come", () => {
  it.each(targets.map((target) => [target.name, target] as const))(
    "%s: taken or refused, and no more",
    (name, target) => {
      const { accepted, finding } = fuzz(target, new Dice(`the tests/${name}`), RUNS);
      expect(finding).toBeNull();
      // Or nothing was tested.
      expect(accepted).toBeGreaterThan(0);
    },
  );

  it.each(regressions)("$was: no more", ({ target: name, sample }) => {
    const target = targets.find((one) => one.name === name) ?? expect.fail(`no reader of a ${name}`);
    expect(findingOf(target, Buffer.from(sample, "base64"))).toBeNull();
  });
});

describe("the fuzzer finds", () => {
  const reader = (judge: Target["judge"]): Target => ({
    name: "a reader",
    samples: [Uint8Array.of(1, 2, 3, 4)],
    judge,
  });
  const foundIn = (judge: Target["judge"]) => fuzz(reader(judge), new Dice("a seed"), RUNS).finding;

  it("a reader that throws, with the sample it threw at", () => {
    const finding = foundIn((bytes) => {
      if (bytes.length === 0) throw new RangeError("nothing");
      return true;
    });
    expect(finding).toEqual({ target: "a reader", sample: "", says: "RangeError: nothing" });
  });

  it("a reader that trusts a length, and one that takes a number at the edge", () => {
    expect(
      foundIn((bytes) => new Uint8Array(bytes).subarray(0, bytes[0]).length === bytes[0] || impossible(bytes)),
    ).not.toBeNull();
    expect(foundIn((bytes) => bytes[1] !== 0x80 || impossible(bytes))).not.toBeNull();
  });

  const impossible = (bytes: Uint8Array): never => {
    throw new Error(`${bytes.length} bytes`);
  };
});
