/**
 * A member's copy of the log, folded by their own device: what they believe without asking anybody. It checks what it is given: the
 * checkpoint's signature, that its entries lead to the checkpoint's root, that the rules accept each entry, and that what other members
 * say they saw is what it sees (act.seen), which is how a forked log comes out.
 */
import { idOf } from "../../core/hash.ts";
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Command, Entry, Event, Id, Refusal, Seen } from "../../core/kernel/types.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";
import { leafOf } from "../../core/log/entry.ts";
import { leafHash } from "../../core/log/merkle.ts";
import { Tree } from "../../core/log/tree.ts";
import type { SharedFold } from "./sharedFold.ts";
import type { StoredEntry } from "../../node/ports/logStore.ts";

/** What a node answers who asks for entries. */
export type Feed = { readonly checkpoint: Uint8Array; readonly from: number; readonly entries: readonly StoredEntry[] };
/** The size and root that a checkpoint says, once its signature by the node is verified; else null. */
export type OpenCheckpoint = (checkpoint: Uint8Array) => Promise<Seen | null>;
/** What a device finds wrong with what it was given. */
export type Fault =
  | { readonly kind: "badCheckpoint" | "gap" | "notAnAct" }
  | { readonly kind: "wrongRoot"; readonly size: number }
  | { readonly kind: "refused"; readonly index: number; readonly refusal: Refusal }
  | { readonly kind: "forked"; readonly size: number };
export type Taken = {
  readonly entry: Entry;
  readonly events: readonly Event[];
  /** Batches that did not take effect. */
  readonly undone: number;
  readonly before: World;
  readonly world: World;
};

export class Replica {
  readonly core: Core;
  readonly tree = new Tree();
  world: World;
  /** What was done, in order, to be read again. */
  readonly recorded: Command[] = [];
  /** The last checkpoint that this replica has verified. */
  seen: Seen | null = null;
  readonly #fold: SharedFold;
  readonly #open: OpenCheckpoint;
  readonly #roots = new Map<number, Id>();
  /** Heads that others have seen, by size, of which this replica has not all yet. */
  readonly #heard = new Map<number, Id>();

  constructor(fold: SharedFold, open: OpenCheckpoint) {
    this.core = fold.core;
    this.#fold = fold;
    this.world = fold.start;
    this.#open = open;
  }

  get size(): number {
    return this.world.size;
  }
  rootAt(size: number): Id {
    const root = this.#roots.get(size) ?? idOf(this.tree.root(size));
    this.#roots.set(size, root);
    return root;
  }

  /** Takes what is new in it; the first fault ends it. `onEntry` hears of each entry taken. */
  async take(
    { checkpoint, from, entries }: Feed,
    onEntry: (taken: Taken) => void = () => undefined,
  ): Promise<Fault | null> {
    const opened = await this.#open(checkpoint);
    if (opened === null) return { kind: "badCheckpoint" };
    if (from > this.size) return { kind: "gap" };
    for (const stored of entries.slice(this.size - from)) {
      const fault = this.#takeOne(stored, onEntry);
      if (fault !== null) return fault;
    }
    return this.#sees(opened);
  }

  #takeOne({ index, at, bytes, signature }: StoredEntry, onEntry: (taken: Taken) => void): Fault | null {
    const signed = signedAct(bytes, signature);
    if (isMalformed(signed)) return { kind: "notAnAct" };
    if (index !== this.size) return { kind: "gap" };
    const entry: Entry = { index, at, signed };
    const before = this.world;
    const { world, events, refusal, undone } = this.#fold.apply(before, entry);
    if (refusal !== null) return { kind: "refused", index, refusal };
    this.tree.append(leafHash(leafOf(entry)));
    this.world = world;
    this.recorded.push(signed.act.command);
    onEntry({ entry, events, undone: undone.length, before, world });
    const heard = this.#heard.get(this.size);
    if (heard !== undefined && heard !== this.rootAt(this.size)) return { kind: "forked", size: this.size };
    this.#heard.delete(this.size);
    return signed.act.seen === null ? null : this.hears(signed.act.seen);
  }

  /**
   * Somebody else (another device, an ally) has seen this head of the log. What is not here yet is compared when it comes: the one who
   * forks a log must not be safe by being quicker.
   */
  hears(seen: Seen): Fault | null {
    if (seen.size > this.size) {
      this.#heard.set(seen.size, seen.root);
      return null;
    }
    return seen.size === 0 || this.rootAt(seen.size) === seen.root ? null : { kind: "forked", size: seen.size };
  }

  #sees({ size, root }: Seen): Fault | null {
    if (size > this.size) return null;
    if (this.rootAt(size) !== root) return { kind: "wrongRoot", size };
    if (size > (this.seen?.size ?? 0)) this.seen = { size, root };
    return null;
  }
}
