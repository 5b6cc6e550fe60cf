/**
 * Acts as evidence for the clock: what devices say about the time. The surprising rule: only a device that the community knows is
 * heard, or one whose act it would accept now (somebody joining), since a stranger may write any time they like.
 */
import type { Core } from "../../core/kernel/fold.ts";
import { keyOf } from "../../core/kernel/names.ts";
import type { Instant, SignedAct } from "../../core/kernel/types.ts";
import type { World } from "../../core/kernel/world.ts";
import type { ClockWatch } from "./clockWatch.ts";
import type { Waiting } from "./waiting.ts";

export const hearDevices = (
  batch: readonly Waiting[],
  world: World,
  watch: ClockWatch,
  now: Instant,
  core: Core,
): void => {
  const isInDoubt = watch.doubt() !== null;
  for (const { signed } of batch) {
    if (signed.act.author.kind !== "device") continue;
    if (isKnown(world, signed) || (isInDoubt && isWelcome(world, signed, now, core)))
      watch.hearDevice(signed.act.author.key, signed.act.signedAt);
  }
};

const isKnown = (world: World, { act }: SignedAct): boolean => {
  const key = keyOf(act.author.key);
  return world.used.members.has(key) || world.used.public.has(key);
};

const isWelcome = (world: World, signed: SignedAct, now: Instant, core: Core): boolean =>
  signed.act.audience === "members" &&
  now >= world.at &&
  core.apply(world, { index: world.size, at: now, signed }).refusal === null;
