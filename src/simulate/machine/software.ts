/**
 * The software that a simulated world runs on: rules, store, and how a log is run. The real ones by default; a mutant puts one wrong
 * piece in, and everybody in that world runs it, as when a bug is shipped.
 */
import type { Id } from "../../core/kernel/types.ts";
import type { Core } from "../../core/kernel/fold.ts";
import { core, publicCore } from "../../core/registry.ts";
import type { LogStore } from "../../node/ports/logStore.ts";
import type { Rulebook } from "../../node/sequencer/rulebook.ts";
import type { DiskHandle } from "../disk/disk.ts";
import { SimulatedLogStore, type Writings } from "../store/simulatedLogStore.ts";
import { rulebookOver } from "./rulebook.ts";

export type Software = {
  readonly rulebook: Rulebook;
  readonly publicCore: Core;
  openStore(origin: Id, disk: DiskHandle, writings: Writings): LogStore;
};

export const realSoftware: Software = {
  rulebook: rulebookOver(core),
  publicCore,
  openStore: (origin, disk, writings) => new SimulatedLogStore(origin, disk, writings),
};
