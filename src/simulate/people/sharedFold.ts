/**
 * One fold for all devices of a world: the same entry after the same world is folded once and handed to everybody. Worlds are values, so
 * nobody can tell; that a node's own fold agrees is checked elsewhere, against the auditor's.
 */
import type { Core, Outcome } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Entry, Id } from "../../core/kernel/types.ts";

type Folded = { readonly id: Id; readonly at: number; readonly outcome: Outcome };

export class SharedFold {
  readonly core: Core;
  /** The world before the founding, shared too. */
  readonly start: World;
  readonly #folded = new WeakMap<World, Folded>();

  constructor(core: Core) {
    this.core = core;
    this.start = core.begin();
  }

  apply(world: World, entry: Entry): Outcome {
    const id = "id" in entry.signed ? entry.signed.id : entry.signed.withheld;
    const known = this.#folded.get(world);
    if (known?.id === id && known.at === entry.at) return known.outcome;
    const outcome = this.core.apply(world, entry);
    this.#folded.set(world, { id, at: entry.at, outcome });
    return outcome;
  }
}
