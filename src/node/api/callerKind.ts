/**
 * What a device is in a community at this moment: asked of the standing itself, for every request, so that an exclusion or
 * a removed device takes effect before the next one.
 */
import { community as people } from "../../core/registry.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import type { CallerKind } from "./caller.ts";

/** A clock behind the log asks about the log's own time: standing cannot be asked of the past. */
export const askedAt = (community: RunningCommunity, now: Instant): Instant => {
  const { at } = community.world();
  return now < at ? at : now;
};

export const callerKindIn = (community: RunningCommunity, device: Id, now: Instant): CallerKind => {
  const person = community.core.standing(community.world(), people, askedAt(community, now)).personOf(device);
  if (person === null) return "removedDevice";
  switch (person.standing) {
    case "guest":
    case "probation":
    case "member":
    case "onLeave":
      return person.standing;
    case "suspended":
      // Speaks, but does not decide while their devices are contested: like a member in probation.
      return "probation";
    case "excluded":
    case "gone":
      return "excluded";
  }
};
