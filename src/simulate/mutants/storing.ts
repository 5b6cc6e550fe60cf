/** Stores that are wrong in one way each: the mutants that only a crash, a twin or a second delivery brings out. */
import { realSoftware, type Software } from "../machine/software.ts";
import type { LogChange, LogImage } from "../store/logImage.ts";
import { SimulatedLogStore } from "../store/simulatedLogStore.ts";

/** It answers before what it wrote is on the disk. */
export const skipSync: Software = {
  ...realSoftware,
  openStore: (origin, disk, writings) =>
    new SimulatedLogStore(origin, { ...disk, sync: () => Promise.resolve() }, writings),
};

class ForgetfulStore extends SimulatedLogStore {
  override find: SimulatedLogStore["find"] = () => Promise.resolve(new Map());
}
/** It never finds an act that is there, so nothing handed in twice is recognised. */
export const dropDedupe: Software = {
  ...realSoftware,
  openStore: (origin, disk, writings) => new ForgetfulStore(origin, disk, writings),
};

class UnfencedStore extends SimulatedLogStore {
  protected override fence(image: LogImage, epoch: number, expectedSize: number | null): void {
    super.fence(image, Math.max(epoch, image.epoch), expectedSize === null ? null : (image.head?.size ?? 0));
  }
}
/** It lets a writer go on that another has followed. */
export const skipFence: Software = {
  ...realSoftware,
  openStore: (origin, disk, writings) => new UnfencedStore(origin, disk, writings),
};

class PiecemealStore extends SimulatedLogStore {
  protected override framed(changes: readonly LogChange[]): readonly (readonly LogChange[])[] {
    return changes.map((change) => [change]);
  }
}
/** What belongs together goes to the disk piece by piece. */
export const batchNotAtomic: Software = {
  ...realSoftware,
  openStore: (origin, disk, writings) => new PiecemealStore(origin, disk, writings),
};
