import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TokenBuckets } from "./tokenBuckets.ts";

const rate = { burst: 3, perMinute: 60 };
const START = 1_000_000;

describe("how often a key may act", () => {
  it("a burst passes at once, and the next one is told how long to wait", () => {
    const buckets = new TokenBuckets(rate);
    expect([1, 2, 3].map(() => buckets.take("a", START))).toEqual([0, 0, 0]);
    expect(buckets.take("a", START)).toBe(1000);
  });

  it("who waits as long as told passes, and not a millisecond before", () => {
    const buckets = new TokenBuckets(rate);
    for (let taken = 0; taken < 3; taken += 1) buckets.take("a", START);
    expect(buckets.take("a", START + 999)).toBe(1);
    expect(buckets.take("a", START + 1000)).toBe(0);
  });

  it("a rest gives back no more than one burst", () => {
    const buckets = new TokenBuckets(rate);
    buckets.take("a", START, 3);
    const later = START + 86_400_000;
    expect([1, 2, 3].map(() => buckets.take("a", later))).toEqual([0, 0, 0]);
    expect(buckets.take("a", later)).toBeGreaterThan(0);
  });

  it("one key does not use up what another may", () => {
    const buckets = new TokenBuckets(rate);
    buckets.take("a", START, 3);
    expect(buckets.take("b", START)).toBe(0);
  });

  it("what costs more than a burst passes after a rest, instead of never", () => {
    expect(new TokenBuckets(rate).take("a", START, 1000)).toBe(0);
  });

  it("a clock that is set back gives nothing and takes nothing", () => {
    const buckets = new TokenBuckets(rate);
    buckets.take("a", START, 2);
    expect(buckets.take("a", START - 60_000)).toBe(0);
    expect(buckets.take("a", START - 60_000)).toBe(1000);
  });

  it("only so many keys are remembered, and the ones idle the longest are forgotten", () => {
    const buckets = new TokenBuckets(rate, 2);
    buckets.take("a", START, 3);
    buckets.take("b", START, 3);
    buckets.take("c", START, 3);
    expect(buckets.size).toBe(2);
    expect(buckets.take("b", START)).toBeGreaterThan(0);
    expect(buckets.take("a", START)).toBe(0);
  });

  it("over any time no more passes than a burst and what the minutes give", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 }), (pauses) => {
        const buckets = new TokenBuckets(rate);
        let now = START;
        let passed = 0;
        for (const pause of pauses) {
          now += pause;
          if (buckets.take("a", now) === 0) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(rate.burst + Math.floor(((now - START) * rate.perMinute) / 60_000) + 1e-9);
      }),
    );
  });
});
