/**
 * Results that come in with new entries: the world is kept as it stood just before each, so that this device can say
 * whether its own fold found the same. The surprising rule: a device speaks of what it saw happen, never of the far past.
 */
import { core } from "../../core/registry.ts";
import type { Entry, Refusal } from "../../core/kernel/types.ts";
import type { World } from "../../core/kernel/world.ts";

/** A recorded result, with the world before it. */
export type ResultSeen = { readonly before: World; readonly entry: Entry };

const isResult = ({ signed }: Entry): boolean => "act" in signed && signed.act.command.kind === "result.record";

/** Folds the entries; answers the world after them and the results among them. */
export const foldSeeing = (
  world: World,
  entries: readonly Entry[],
  onRefusal: (entry: Entry, refusal: Refusal) => void,
): { readonly world: World; readonly results: readonly ResultSeen[] } => {
  const results: ResultSeen[] = [];
  let [now, from] = [world, 0];
  for (const [place, entry] of entries.entries()) {
    if (!isResult(entry)) continue;
    now = core.replay(now, entries.slice(from, place), onRefusal);
    from = place;
    results.push({ before: now, entry });
  }
  return { world: core.replay(now, entries.slice(from), onRefusal), results };
};
