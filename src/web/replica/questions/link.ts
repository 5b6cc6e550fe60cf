/** How this device and a community's node get on: connected or not, how much has come, whether the clocks agree. */
import type { Id } from "../../../core/kernel/types.ts";
import type { Device } from "../device.ts";
import type { LinkState } from "../link.ts";

export type LinkReport = {
  readonly name: string;
  readonly state: LinkState;
  readonly size: number;
  readonly nodeSize: number;
  readonly aheadMs: number;
  /** The node signed a history that is not the one held here. */
  readonly isForked: boolean;
};

export const link = (device: Device, { community }: { readonly community: Id | null }): LinkReport => {
  const known = device.communities.find(({ origin }) => origin === community);
  const opened = community === null ? null : device.openedNow(community);
  return {
    name: known?.name ?? "",
    state: opened?.link.state ?? "connecting",
    size: opened?.replica.world.size ?? 0,
    nodeSize: opened?.link.nodeSize ?? 0,
    isForked: opened?.replica.audit.isForked ?? false,
    // Rounded, so that an answer changes only when the clocks really part.
    aheadMs: Math.round(((opened?.link.time() ?? Date.now()) - Date.now()) / 1000) * 1000,
  };
};
