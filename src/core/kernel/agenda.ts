/**
 * The agenda of a run: which institution has the earliest due. Each one's next due is read again only after its state
 * changed, since most acts change one institution and most have no due near.
 */
import type { AnyInstitution } from "./wiring.ts";
import type { Due, Instant } from "./types.ts";

export class Agenda {
  private readonly institutions: readonly AnyInstitution[];
  private readonly states: readonly unknown[];
  private readonly next: (Due | null)[];
  private readonly stale: boolean[];

  /** @param states the run's own array, read anew at every look. */
  constructor(institutions: readonly AnyInstitution[], states: readonly unknown[]) {
    this.institutions = institutions;
    this.states = states;
    this.next = new Array<Due | null>(institutions.length).fill(null);
    this.stale = new Array<boolean>(institutions.length).fill(true);
  }

  changed(place: number): void {
    this.stale[place] = true;
  }

  dueOf(place: number): Due | null {
    if (this.stale[place] === true) {
      this.next[place] = this.institutions[place]?.nextDue(this.states[place]) ?? null;
      this.stale[place] = false;
    }
    return this.next[place] ?? null;
  }

  /** The place of the institution with the least due up to `to`; at one instant, registry order decides. */
  earliest(to: Instant): number | null {
    let best: number | null = null;
    let bestAt: number = to;
    for (let place = 0; place < this.stale.length; place += 1) {
      const due = this.dueOf(place);
      if (due !== null && (best === null ? due.at <= bestAt : due.at < bestAt)) {
        best = place;
        bestAt = due.at;
      }
    }
    return best;
  }
}
