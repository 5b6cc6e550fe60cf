import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consume, isUsed, WINDOW, type Used } from "./window.ts";

describe("the window of used sequence numbers", () => {
  it("takes each number once, in whatever order, within the window", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3_000), { maxLength: 400 }), (seqs) => {
        const seen = new Set<number>();
        let used: Used = [];
        let highest = -1;
        for (const seq of seqs) {
          const outcome = consume(used, seq);
          expect(isUsed(used, seq)).toBe(seen.has(seq) && seq > highest - WINDOW);
          const expected = seq <= highest - WINDOW ? "tooOld" : seen.has(seq) ? "used" : "taken";
          expect("refused" in outcome ? outcome.refused : "taken").toBe(expected);
          if ("used" in outcome) used = outcome.used;
          if (expected === "taken") seen.add(seq);
          highest = Math.max(highest, seq);
        }
      }),
    );
  });

  it("keeps one range for an author who skips nothing, however many acts", () => {
    let used: Used = [];
    for (let seq = 0; seq < 5_000; seq += 1) {
      const outcome = consume(used, seq);
      if ("used" in outcome) used = outcome.used;
    }
    expect(used).toEqual([0, 4_999]);
  });
});
