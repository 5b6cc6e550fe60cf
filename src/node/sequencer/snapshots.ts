/**
 * Snapshots of the standing, written while the community runs so that it opens at once next time. The surprising rule: nobody waits for
 * one. A world is a value, so its pages are packed a few at a time between other work, however many acts come meanwhile; and one
 * that cannot be written is no trouble, since the log is replayed instead.
 */
import { newPagesOf, snapshotHead } from "../../core/kernel/snapshot.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Head } from "../ports/logStore.ts";
import type { WriterParts } from "./parts.ts";

/** Replaying this many takes a tenth of a second, and packing the pages they changed about as long. */
const ENTRIES_BETWEEN = 10_000;
/** Old pages are looked for when this many snapshots were written: each leaves some hundred behind. */
const SNAPSHOTS_BETWEEN_SWEEPS = 8;
/** Packed before other work of the process gets its turn: about a millisecond. */
const PAGES_AT_ONCE = 16;

type SnapshotParts = Pick<WriterParts, "store" | "rulebook" | "breathe">;

export class Snapshots {
  readonly #parts: SnapshotParts;
  #size: number;
  #written = 0;
  #work: Promise<void> = Promise.resolve();
  #isWorking = false;

  constructor(parts: SnapshotParts, size: number) {
    this.#parts = parts;
    this.#size = size;
  }

  /** Begins one if enough was recorded since the last. */
  keepUp(world: World, head: Head): void {
    if (!this.#isWorking && world.size - this.#size >= ENTRIES_BETWEEN) this.#begin(world, head);
  }

  /** Writes the last one, and answers when it is there. */
  async finish(world: World, head: Head): Promise<void> {
    await this.#work;
    if (world.size !== this.#size) this.#begin(world, head);
    await this.#work;
  }

  #begin(world: World, head: Head): void {
    this.#isWorking = true;
    this.#work = this.#write(world, head)
      .catch(() => this.#parts.store.dropSnapshots())
      .catch(() => undefined)
      .then(() => {
        this.#isWorking = false;
      });
  }

  async #write(world: World, { root }: Head): Promise<void> {
    const { store, rulebook, breathe } = this.#parts;
    const { core, institutionNames } = rulebook;
    const pages = new Map<string, Uint8Array>();
    for (const [hash, page] of newPagesOf(world, (known) => pages.has(known) || store.pages.has(known))) {
      pages.set(hash, page);
      if (pages.size % PAGES_AT_ONCE === 0) await breathe();
    }
    const stateRoots = [core.root(world, "public"), core.root(world, "members")] as const;
    const head = snapshotHead(world, institutionNames);
    await store.writeSnapshot({ size: world.size, root, head, stateRoots }, pages);
    this.#size = world.size;
    this.#written += 1;
    if (this.#written % SNAPSHOTS_BETWEEN_SWEEPS === 0) await store.sweepPages();
  }
}
