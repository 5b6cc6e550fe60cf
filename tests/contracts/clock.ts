/** What every clock of the node must do. `pass` lets that much monotonic time go by, whatever that takes. */
import { describe, expect, test } from "vitest";
import type { Clock } from "../../src/node/ports/clock.ts";

export type ClockUnderTest = { readonly clock: Clock; readonly pass: (milliseconds: number) => Promise<void> };

export const clockContract = (name: string, make: () => ClockUnderTest): void => {
  describe(name, () => {
    test("its monotonic hand never goes back, and moves on as time passes", async () => {
      const { clock, pass } = make();
      const before = clock.monotonicMs();
      await pass(3);
      expect(clock.monotonicMs()).toBeGreaterThanOrEqual(before + 3);
    });

    test("tells the time in whole milliseconds", () => {
      const { clock } = make();
      expect(Number.isSafeInteger(clock.now())).toBe(true);
    });

    test("an alarm rings once, not before its time, and those set for later ring later", async () => {
      const { clock, pass } = make();
      const begun = clock.monotonicMs();
      const rung: [string, number][] = [];
      clock.alarm(8, () => rung.push(["later", clock.monotonicMs() - begun]));
      clock.alarm(2, () => rung.push(["sooner", clock.monotonicMs() - begun]));
      await pass(30);
      expect(rung.map(([which]) => which)).toEqual(["sooner", "later"]);
      expect(rung.map(([, at]) => at).every((at, place) => at >= (place === 0 ? 1 : 7))).toBe(true);
    });

    test("a cancelled alarm never rings, and cancelling twice is harmless", async () => {
      const { clock, pass } = make();
      const rung: string[] = [];
      const cancel = clock.alarm(2, () => rung.push("cancelled"));
      clock.alarm(4, () => rung.push("kept"));
      cancel();
      cancel();
      await pass(20);
      expect(rung).toEqual(["kept"]);
    });
  });
};
