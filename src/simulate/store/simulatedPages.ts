/**
 * Snapshots and their pages on a simulated disk: a cache, lost in whole or part at a power cut. The surprising rule: a page is read
 * in the middle of the fold, so reading never waits.
 */
import { bytesOf } from "../../core/hash.ts";
import { reachablePages } from "../../core/kernel/snapshot.ts";
import type { Value } from "../../core/kernel/types.ts";
import type { Pages, Snapshot } from "../../node/ports/logStore.ts";
import type { DiskHandle } from "../disk/disk.ts";
import type { Frames } from "./frames.ts";

const FILE = "snapshots";

export type SnapshotFrame =
  { readonly snapshot: Snapshot; readonly pages: ReadonlyMap<string, Uint8Array> } | "dropped";

export const snapshotValue = (frame: SnapshotFrame): Value => {
  if (frame === "dropped") return frame;
  const { size, root, head } = frame.snapshot;
  return [size, bytesOf(root), head, [...frame.pages].map(([hash, page]) => [bytesOf(hash), page])];
};

export class SimulatedPages implements Pages {
  readonly #disk: DiskHandle;
  readonly #frames: Frames<SnapshotFrame>;
  readonly #pages = new Map<string, Uint8Array>();
  #kept: Snapshot[] = [];
  #size = 0;

  constructor(disk: DiskHandle, frames: Frames<SnapshotFrame>) {
    this.#disk = disk;
    this.#frames = frames;
    const file = disk.read(FILE);
    for (let frame = frames.read(file, 0); frame !== null; frame = frames.read(file, this.#size)) {
      this.#take(frame.value);
      this.#size = frame.next;
    }
  }

  has(hash: string): boolean {
    return this.#pages.has(hash);
  }
  read(hash: string): Uint8Array {
    const page = this.#pages.get(hash);
    if (page === undefined) throw new RangeError(`there is no page ${hash}`);
    return page;
  }
  snapshot(): Snapshot | null {
    return this.#kept.at(-1) ?? null;
  }

  write(snapshot: Snapshot, pages: ReadonlyMap<string, Uint8Array>): Promise<void> {
    return this.#append({ snapshot, pages });
  }
  drop(): Promise<void> {
    return this.#append("dropped");
  }

  /** Forgets what the last two snapshots do not reach; the file keeps it, as a cache may. */
  sweep(): number {
    const heads = this.#kept.map(({ head }) => head);
    const reached = new Set(reachablePages(heads, (hash) => this.read(hash)));
    const swept = [...this.#pages.keys()].filter((hash) => !reached.has(hash));
    for (const hash of swept) this.#pages.delete(hash);
    return swept.length;
  }

  async #append(frame: SnapshotFrame): Promise<void> {
    const bytes = this.#frames.write(frame);
    await this.#disk.write(FILE, this.#size, bytes);
    await this.#disk.sync(FILE);
    this.#size += bytes.length;
    this.#take(frame);
  }

  #take(frame: SnapshotFrame): void {
    if (frame === "dropped") {
      this.#kept = [];
      return;
    }
    for (const [hash, page] of frame.pages) this.#pages.set(hash, page);
    this.#kept = [...this.#kept.slice(-1), frame.snapshot];
  }
}
