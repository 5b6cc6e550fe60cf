/**
 * The next part of a log while it is being put together: entries that the fold has taken, and the world they lead to. The
 * surprising rule: a refused act is not recorded at all; since worlds are values, refusing it is going on with the one before.
 */
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Event, Id, Instant, Refusal, SignedAct } from "../../core/kernel/types.ts";
import type { Naming, StoredText } from "../ports/logStore.ts";
import type { RecordedEntry } from "./running.ts";

export class Draft {
  readonly at: Instant;
  readonly #core: Core;
  world: World;
  readonly entries: RecordedEntry[] = [];
  readonly events: Event[] = [];
  readonly texts = new Map<Id, StoredText>();
  readonly named: Naming[] = [];
  readonly erase = new Set<Id>();
  /** Where acts of this draft stand, and who first named which text in it. */
  readonly places = new Map<Id, RecordedEntry>();
  readonly writers = new Map<Id, Id>();

  constructor(core: Core, world: World, at: Instant) {
    this.#core = core;
    this.world = world;
    this.at = at;
  }

  /** The refusal, or null where the act is the draft's next entry now. */
  add(signed: SignedAct, texts: readonly Id[], erasedBy: (event: Event) => readonly Id[]): Refusal | null {
    const entry: RecordedEntry = { index: this.world.size, at: this.at, signed };
    const { world, events, refusal } = this.#core.apply(this.world, entry);
    if (refusal !== null) return refusal;
    this.world = world;
    this.entries.push(entry);
    this.places.set(signed.id, entry);
    this.events.push(...events);
    for (const hash of texts) {
      this.named.push({ hash, entry: entry.index, isPublic: signed.act.audience === "public" });
      if (!this.writers.has(hash)) this.writers.set(hash, signed.act.author.key);
    }
    for (const hash of events.flatMap(erasedBy)) this.erase.add(hash);
    return null;
  }
}
