/**
 * What the node itself must put on record now, as a pure function of the world: the results of decided proposals. The node
 * only notices; it decides nothing. The world must be the one after the last entry, not advanced beyond it, since the
 * result names that world's root.
 */
import { resultsOwed, type Court } from "./judge.ts";
import { charter, command, core, deliberation } from "./registry.ts";
import type { World } from "./kernel/world.ts";
import type { Command, Instant } from "./kernel/types.ts";

/** The fold and the questions by which results are made and judged. */
export const court: Court = { core, deliberation, charter };

/** The next act the node owes, or null. It holds for exactly this world: record it before anything else and ask again. */
export const nodeActDue = (world: World, at: Instant): Command | null => {
  const result = resultsOwed(court, world, at)[0];
  return result === undefined ? null : command("result.record", result);
};
