/**
 * What would become of an act if this device made it now: the core's own verdict, asked before anything is done. Screens
 * offer what would be accepted, and say of the rest by which rule it would not.
 */
import { ZERO_ID } from "../../core/hash.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import { audienceFor, command, community, core } from "../../core/registry.ts";
import type { Command, DecisionClass, Evidence, Id, Instant, Kind, Refusal } from "../../core/kernel/types.ts";
import type { World } from "../../core/kernel/world.ts";

type Rehearsed = { readonly kind: Kind; readonly body: unknown; readonly evidence?: readonly Evidence[] };

/** The refusal that the act would meet at `at`, or null. @param key of this device; null for one that only looks. */
export const refusalOf = (
  world: World,
  key: Id | null,
  { kind, body, evidence = [] }: Rehearsed,
  at: Instant,
): Refusal | null => {
  if (key === null) return refuse("authority.notEntitled", "law.authority", { act: kind });
  const isForMembers = audienceFor(kind) === "members";
  const member = isForMembers ? (core.standing(world, community, at).personOf(key)?.member ?? null) : null;
  const cause = { kind: "device", key, member, act: ZERO_ID, evidence } as const;
  return core.perform(world, command(kind, body), cause, at).refusal;
};

type Decided = {
  readonly decisionClass: DecisionClass;
  readonly commands: readonly Command[];
  /** When its proposal opened; null while it is a draft: what only time will cure does not count yet. */
  readonly openedAt: Instant | null;
};

/** The refusal that such a decision would meet if it took effect at `at`, or null. */
export const refusalOfDecision = (world: World, decided: Decided, at: Instant): Refusal | null =>
  core.rehearse(world, { decision: ZERO_ID, ...decided }, at)?.refusal ?? null;
