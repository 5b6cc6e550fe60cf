/** What the register of accords answers: what is in force and until when, what lapses next, who must be reminded of what. */
import { DAY_MS, deadline, dueKey, instantOf, secondOf } from "../../kernel/time.ts";
import type { Id, Instant } from "../../kernel/types.ts";
import { standingAt, type AccordStanding } from "./standing.ts";
import { accordAt, type AccordRow, type AccordsState, type PartnerRow } from "./state.ts";

/** Days before its end at which an accord comes back to mind. */
const REMINDER_DAYS: readonly number[] = [30, 14, 7, 1];
/** More than a screen or a page shows at once. */
const LIST_MAX = 1000;

export type Standing = { readonly accord: number; readonly row: AccordRow; readonly standing: AccordStanding };
export type Reminder = { readonly accord: number; readonly daysBefore: number; readonly at: Instant };

export class AccordsQuestions {
  readonly #state: AccordsState;
  readonly #at: Instant;
  constructor(state: AccordsState, at: Instant) {
    this.#state = state;
    this.#at = at;
  }

  /** The ordinal of the accord that this act signed. */
  resolve(id: Id): number | undefined {
    return this.#state.names.resolve(id);
  }
  get count(): number {
    return this.#state.accords.size;
  }
  accord(accord: number): AccordRow | undefined {
    return this.#state.accords.get(accord);
  }
  standingOf(accord: number): AccordStanding | null {
    const row = this.#state.accords.get(accord);
    return row === undefined ? null : standingAt(row, this.#at);
  }

  /** In force or winding down, those that change first in front. */
  inForce(limit = LIST_MAX): readonly Standing[] {
    return this.#running(limit, () => true);
  }
  /** In force and agreed, those whose term ends first in front. */
  lapsesNext(limit: number): readonly Standing[] {
    return this.#running(limit, ({ standing }) => standing.kind === "inForce");
  }
  /** In force, with their public review date come. */
  dueForReview(limit = LIST_MAX): readonly Standing[] {
    return this.#running(limit, ({ row, standing }) => standing.kind === "inForce" && row.reviewAt <= this.#at);
  }
  /** The whole register, the newest first: the public page shows what was agreed, and what became of it. */
  register(limit = LIST_MAX, before = this.#state.accords.size): readonly Standing[] {
    const listed: Standing[] = [];
    for (let accord = before - 1; accord >= 0 && listed.length < limit; accord -= 1)
      listed.push(this.#standing(accord));
    return listed;
  }

  /** Reminders that fall in from < t ≤ to, of accords that are in force now, in order of time. */
  remindersBetween(from: Instant, to: Instant): readonly Reminder[] {
    const reminders = REMINDER_DAYS.flatMap((daysBefore) => this.#reminders(daysBefore, from, to));
    return reminders.sort((a, b) => a.at - b.at || a.accord - b.accord);
  }

  partner(partner: number): PartnerRow | undefined {
    return this.#state.partners.get(partner);
  }
  partners(): readonly (readonly [partner: number, row: PartnerRow])[] {
    return [...this.#state.partners.entries()];
  }

  #standing(accord: number): Standing {
    const row = accordAt(this.#state, accord);
    return { accord, row, standing: standingAt(row, this.#at) };
  }

  #running(limit: number, wanted: (standing: Standing) => boolean): readonly Standing[] {
    const found: Standing[] = [];
    for (const [key] of this.#state.turns.entries()) {
      if (found.length >= limit) break;
      const standing = this.#standing(secondOf(key));
      if (standing.row.overAt > this.#at && wanted(standing)) found.push(standing);
    }
    return found;
  }

  #reminders(daysBefore: number, from: Instant, to: Instant): readonly Reminder[] {
    const ahead = daysBefore * DAY_MS;
    const firstMinute = deadline(from, ahead + 1);
    const pastLast = dueKey(deadline(to, ahead + 1), 0);
    const found: Reminder[] = [];
    for (const [key] of this.#state.turns.entries(dueKey(firstMinute, 0), pastLast)) {
      const accord = secondOf(key);
      const { standing } = this.#standing(accord);
      if (standing.kind === "inForce") found.push({ accord, daysBefore, at: instantOf(standing.until - ahead) });
    }
    return found;
  }
}
