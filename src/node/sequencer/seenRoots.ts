/**
 * The roots this log has had, to compare with what devices say they have seen. The surprising rule: a device that saw another root,
 * or more entries than there are, is refused: either it lies, or this log is not the one its community had.
 */
import { idOf } from "../../core/hash.ts";
import type { Id, Seen } from "../../core/kernel/types.ts";
import type { Tiles } from "./tiles.ts";

/** Devices see a new head after each of their acts: these are the heads of the last hours of a busy day. */
const ROOTS_KEPT_MAX = 4_096;

export class SeenRoots {
  readonly #tiles: Tiles;
  readonly #roots = new Map<number, Id>();

  constructor(tiles: Tiles) {
    this.#tiles = tiles;
  }

  keep(size: number, root: Id): void {
    this.#roots.delete(size);
    this.#roots.set(size, root);
    if (this.#roots.size <= ROOTS_KEPT_MAX) return;
    for (const oldest of this.#roots.keys()) {
      this.#roots.delete(oldest);
      return;
    }
  }

  /** The roots of those sizes, as far as this log has grown. */
  async of(seen: readonly Seen[], size: number): Promise<ReadonlyMap<number, Id>> {
    const found = new Map<number, Id>();
    for (const { size: wanted } of seen) {
      if (wanted > size || found.has(wanted)) continue;
      const root = this.#roots.get(wanted) ?? idOf(await this.#tiles.rootAt(wanted));
      this.keep(wanted, root);
      found.set(wanted, root);
    }
    return found;
  }
}
