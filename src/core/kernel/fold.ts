/**
 * The fold: entries in, standing out. Every act, direct or attached to a decision, takes the one path `perform`; every due
 * up to an entry's time runs before it. The fold is total: an act it refuses changes nothing but its author's sequence,
 * and a bug (a due that is not settled, signals without end) throws at once rather than diverge.
 */
import { Run } from "./run.ts";
import { instantOf } from "./time.ts";
import type { Askable, FailedCommand, KindDefinition, Wiring } from "./wiring.ts";
import { freeze } from "./page.ts";
import { Table } from "./table.ts";
import { stateRoot } from "./root.ts";
import type { World } from "./world.ts";
import type { Audience, Batch, Cause, Command, Entry, Event, Id, Instant, Kind, Refusal } from "./types.ts";

const START = instantOf(0);

export type Outcome = {
  readonly world: World;
  readonly events: readonly Event[];
  readonly refusal: Refusal | null;
  /** Batches that this set off and that were undone: the act stands, what was attached to it does not. */
  readonly undone: readonly FailedCommand[];
};

export class Core {
  readonly wiring: Wiring;
  readonly kinds: ReadonlyMap<Kind, KindDefinition>;
  constructor(wiring: Wiring) {
    this.wiring = wiring;
    this.kinds = wiring.kinds;
  }

  /** The world before the founding act. */
  begin(): World {
    const states = this.wiring.institutions.map((institution) => institution.initial);
    return { size: 0, at: START, origin: null, states, used: { public: Table.empty(), members: Table.empty() } };
  }

  /** Advances to the entry's time, then performs its act. Signatures are checked elsewhere; the fold never branches on them. */
  apply(world: World, entry: Entry): Outcome {
    freeze();
    const run = new Run(this.wiring, world);
    const events: Event[] = [];
    run.events = events;
    const refusal = run.apply(entry);
    return { world: run.world(), events, refusal, undone: run.undone };
  }

  /** `apply` for many entries, several times faster; `onRefusal` hears of each refused one. */
  replay(world: World, entries: Iterable<Entry>, onRefusal?: (entry: Entry, refusal: Refusal) => void): World {
    freeze();
    const run = new Run(this.wiring, world);
    for (const entry of entries) {
      const refusal = run.apply(entry);
      if (refusal !== null) onRefusal?.(entry, refusal);
    }
    const result = run.world();
    freeze();
    return result;
  }

  /** What one command by this cause would do at `at`: for dry runs; the given world stays as it is. */
  perform(world: World, command: Command, cause: Cause, at: Instant): Outcome {
    freeze();
    const run = new Run(this.wiring, world);
    const events: Event[] = [];
    run.events = events;
    run.advance(at);
    const refusal = run.perform(command, cause);
    return { world: run.world(), events, refusal, undone: run.undone };
  }

  /** Dry run of a whole batch: the refusal of its first refused command, or null. */
  rehearse(world: World, batch: Batch, at: Instant): FailedCommand | null {
    freeze();
    const run = new Run(this.wiring, world);
    run.advance(at);
    return run.rehearse(batch);
  }

  /** Runs every due up to `to`, in order of (instant, registry, key): advance(advance(w, a), b) = advance(w, b). */
  advance(world: World, to: Instant): World {
    freeze();
    const run = new Run(this.wiring, world);
    run.advance(to);
    return run.world();
  }

  /** When the next due falls, whatever institution it is of; null when nothing is due at all. */
  nextDue(world: World): Instant | null {
    const dues = this.wiring.institutions.flatMap(
      (institution, place) => institution.nextDue(world.states[place]) ?? [],
    );
    return dues.length === 0 ? null : dues.reduce((least, due) => (due.at < least.at ? due : least)).at;
  }

  /** What the institution answers at `at`, which may not be before the world's own time. */
  standing<Q>(world: World, of: Askable<Q>, at: Instant): Q {
    freeze();
    const run = new Run(this.wiring, world);
    run.advance(at);
    return run.ask(of);
  }

  /** The canonical hash of all states of a stratum; two replicas that agree have equal roots. */
  root(world: World, stratum: Audience): Id {
    const parts = this.wiring.institutions.flatMap((institution, place) =>
      institution.audience === stratum ? [{ name: institution.name, state: world.states[place] }] : [],
    );
    return stateRoot(world.used[stratum], parts);
  }
}
