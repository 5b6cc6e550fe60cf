/**
 * Snapshots of the standing, written while the community runs so that it opens at once next time. The surprising rule: a snapshot that
 * cannot be written is no trouble; the log is replayed instead.
 */
import { snapshotHead, snapshotPages } from "../../core/kernel/snapshot.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Head } from "../ports/logStore.ts";
import type { WriterParts } from "./parts.ts";

/** Replaying this many takes about fifty milliseconds, and writing the pages they changed as long. */
const ENTRIES_BETWEEN = 5_000;
/** Old pages are looked for when this many snapshots were written: each leaves some hundred behind. */
const SNAPSHOTS_BETWEEN_SWEEPS = 20;

export class Snapshots {
  readonly #parts: WriterParts;
  #size: number;
  #written = 0;

  constructor(parts: WriterParts, size: number) {
    this.#parts = parts;
    this.#size = size;
  }

  /** Writes one if enough was recorded since the last. Between two turns only. */
  async keepUp(world: World, head: Head): Promise<void> {
    if (world.size - this.#size >= ENTRIES_BETWEEN) await this.write(world, head);
  }

  async write(world: World, head: Head): Promise<void> {
    if (world.size === this.#size) return;
    try {
      await this.#write(world, head);
    } catch {
      await this.#parts.store.dropSnapshots();
    }
  }

  async #write(world: World, { root }: Head): Promise<void> {
    const { store, rulebook } = this.#parts;
    const { core, institutionNames } = rulebook;
    const pages = new Map<string, Uint8Array>();
    const isKnown = (hash: string): boolean => pages.has(hash) || store.pages.has(hash);
    snapshotPages(world, isKnown, (hash, page) => void pages.set(hash, page));
    const stateRoots = [core.root(world, "public"), core.root(world, "members")] as const;
    await store.writeSnapshot(
      { size: world.size, root, head: snapshotHead(world, institutionNames), stateRoots },
      pages,
    );
    this.#size = world.size;
    this.#written += 1;
    if (this.#written % SNAPSHOTS_BETWEEN_SWEEPS === 0) await store.sweepPages();
  }
}
