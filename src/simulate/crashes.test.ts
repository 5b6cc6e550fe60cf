/** The power goes before and after every single write and sync of a community's first evening, and nothing that was said is unsaid. */
import { describe, expect, it } from "vitest";
import { installNativeHash } from "../node/crypto/sha256.ts";
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
