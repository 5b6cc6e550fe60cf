/** The machine's own clock and chance, and the clock of the tests, keep the contracts of their ports. */
import { setTimeout as pause } from "node:timers/promises";
import { clockContract } from "../../../tests/contracts/clock.ts";
import { randomContract } from "../../../tests/contracts/random.ts";
import { manualClock } from "../../../tests/manualClock.ts";
import { systemClock } from "./systemClock.ts";
import { systemRandom } from "./systemRandom.ts";

clockContract("the machine's clock", () => ({
  clock: systemClock,
  // Its alarms hold no process, so something else has to while they are waited for; and a timer may be a fraction early.
  pass: async (milliseconds) => {
    const begun = systemClock.monotonicMs();
    while (systemClock.monotonicMs() < begun + milliseconds) await pause(milliseconds);
  },
}));

clockContract("the clock of the tests", () => {
  const clock = manualClock();
  return {
    clock,
    pass: (milliseconds) => {
      clock.pass(milliseconds);
      return Promise.resolve();
    },
  };
});

randomContract("the machine's chance", () => systemRandom);
