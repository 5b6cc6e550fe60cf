/**
 * The power goes before and after every single write and sync of a community's first evening, and nothing that was said is unsaid; and
 * whoever sets the clock wrong while the node is off dates no entry by it.
 */
import { describe, expect, it } from "vitest";
import { installNativeHash } from "../node/crypto/sha256.ts";
import { DAY_MS, MINUTE_MS } from "../core/kernel/time.ts";
import { realSoftware } from "./machine/software.ts";
import { CALM } from "./network.ts";
import { World } from "./world.ts";

/** Writes and syncs of the first evening: taking the log over, the founding, the first invitations and arrivals. */
const OPERATIONS = 26;
const STEPS = 14;
const SLOW_MS = 120_000;
installNativeHash();

const evening = async (operations: number, when: "before" | "after"): Promise<World> => {
  const world = new World({ seed: "an evening", software: realSoftware, weather: CALM, mayForge: false });
  world.machine.disk.trouble.cutAfter = { operations, when };
  for (let step = 0; step < STEPS && world.violation === null; step += 1) await world.step();
  return world;
};

describe("a power cut", () => {
  it.each(["before", "after"] as const)(
    "%s any write or sync loses nothing that was acknowledged",
    async (when) => {
      for (let operations = 1; operations <= OPERATIONS; operations += 1) {
        const { violation, machine, ledger } = await evening(operations, when);
        expect({ operations, violation, cut: machine.disk.trouble.cutAfter }).toEqual({
          operations,
          violation: null,
          cut: null,
        });
        expect(ledger.acknowledged).toBeGreaterThan(2);
      }
    },
    SLOW_MS,
  );
});

describe("a clock set ahead while the node was off", () => {
  it.each([10 * MINUTE_MS, DAY_MS, 5 * DAY_MS])(
    "by %i ms dates no entry, and the node goes on when it is right",
    async (ahead) => {
      const world = await evening(1_000, "after");
      const { machine, timeline, auditor } = world;
      machine.kill();
      machine.setting.offsetMs = ahead;
      for (let step = 0; step < STEPS; step += 1) await world.step();
      expect(machine.community?.health().state).toBe("clockInDoubt");
      expect(auditor.world.at).toBeLessThanOrEqual(timeline.now);
      const recorded = auditor.world.size;
      machine.setting.offsetMs = 0;
      for (let step = 0; step < STEPS; step += 1) await world.step();
      expect(world.violation).toBeNull();
      expect(auditor.world.size).toBeGreaterThan(recorded);
    },
  );
});
