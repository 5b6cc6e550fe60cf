/**
 * A season: stories told side by side on one calendar. Each plans what happens and when; the season sorts it all and lives through
 * it in a chronicle. The surprising rule: days are counted back from the end, since the demo must be fresh today: what is
 * about to lapse must lapse within days of whenever somebody looks.
 */
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from "../../core/kernel/time.ts";
import type { Evidence, Id, Instant, Kind, Refusal } from "../../core/kernel/types.ts";
import { assembly, community } from "../../core/registry.ts";
import { Chronicle, type Body, type Hand } from "../chronicle.ts";
import { Dice } from "../dice.ts";
import type { Name } from "./cast.ts";

/** Days before the end, and the hour and minute of that day (UTC). */
export type When = readonly [daysBefore: number, time: `${number}:${number}`];
type Planned = { readonly at: Instant; readonly happens: () => void };

const HOP_MS = 2 * HOUR_MS; // how soon after a result somebody may have seen it
const ATTESTING = 5; // devices that were on when a result came
const ATTESTING_WITHIN_MINUTES = 240;

/** Who is surely among a crowd and who surely not; the others are drawn. */
export type Among = { readonly by?: readonly Name[]; readonly but?: readonly Name[] };

export class Season {
  readonly log: Chronicle;
  readonly dice: Dice;
  readonly end: Instant;
  readonly #planned: Planned[] = [];
  readonly #hands = new Map<Name, Hand>();
  readonly #members = new Map<Name, Id>();
  /** Whose devices are off: at the bottom of the canal, or with somebody who went away. */
  readonly #silent = new Set<Name>();
  /** What somebody tried and the rules refused. */
  readonly refused: { readonly by: Name; readonly kind: Kind; readonly refusal: Refusal }[] = [];
  #attested = 0;

  constructor(seed: string, firstDay: number, end: Instant) {
    this.end = end;
    this.dice = new Dice(`${seed}/season`);
    this.log = new Chronicle(seed, this.instant([firstDay, "09:00"]));
  }

  /** The instant of a moment; one after the end has a negative count of days. */
  instant([daysBefore, time]: When): Instant {
    const [hours, minutes] = time.split(":").map(Number);
    const today = Math.floor(this.end / DAY_MS) * DAY_MS;
    const at = today - daysBefore * DAY_MS + (hours ?? 0) * HOUR_MS + (minutes ?? 0) * MINUTE_MS;
    return instantOf(at);
  }

  on(when: When, happens: () => void): void {
    this.#plan(this.instant(when), happens);
  }
  /** A moment by which nobody sets a clock. */
  someTime(daysBefore: number, fromHour = 8, untilHour = 20): When {
    const [hours, minutes] = [this.dice.between(fromHour, untilHour - 1), this.dice.below(60)];
    return [daysBefore, `${hours}:${minutes}`];
  }
  /** So many minutes from now. */
  soon(minutes: number, happens: () => void): void {
    this.#plan(this.log.now + minutes * MINUTE_MS + this.dice.below(MINUTE_MS), happens);
  }
  /** Between `fromMinutes` and `untilMinutes` after `when`: people do not act on the minute. */
  after(when: When, fromMinutes: number, untilMinutes: number, happens: () => void): void {
    const minutes = fromMinutes + this.dice.below(untilMinutes - fromMinutes);
    this.#plan(this.instant(when) + minutes * MINUTE_MS + this.dice.below(MINUTE_MS), happens);
  }
  /** What would come after the end has not happened yet. */
  #plan(at: number, happens: () => void): void {
    if (at <= this.end) this.#planned.push({ at: instantOf(at), happens });
  }

  // ---- people

  hand(name: Name): Hand {
    const hand = this.#hands.get(name);
    if (hand === undefined) throw new Error(`${name} is not here yet`);
    return hand;
  }
  /** From now on this person acts by this device. */
  gives(name: Name, hand: Hand): void {
    this.#hands.set(name, hand);
  }
  /** They are a member by this act. */
  welcomes(name: Name, member: Id): void {
    this.#members.set(name, member);
  }
  /** From now on nothing comes from this person's devices. */
  fallsSilent(name: Name): void {
    this.#silent.add(name);
  }
  speaksAgain(name: Name): void {
    this.#silent.delete(name);
  }
  /** Whether this person is here and may decide on what opened then. */
  mayDecide(name: Name, openedAt: Instant): boolean {
    const id = this.#members.get(name);
    if (id === undefined || this.#silent.has(name)) return false;
    const people = this.log.ask(community);
    const member = people.resolve(id);
    return member !== undefined && people.isElector(member, openedAt);
  }
  /** So many of those who may decide on what opened then: `by` first, nobody of `but`, the others by lot. */
  crowd(size: number, openedAt: Instant, { by = [], but = [] }: Among): readonly Name[] {
    const able = (name: Name): boolean => this.mayDecide(name, openedAt);
    const rest = [...this.#members.keys()].filter((name) => !by.includes(name) && !but.includes(name) && able(name));
    const crowd = by.filter(able);
    while (crowd.length < size && rest.length > 0) crowd.push(...rest.splice(this.dice.below(rest.length), 1));
    return crowd;
  }
  /** Who has this place in the community's list. */
  nameOf(member: number): Name {
    const people = this.log.ask(community);
    const found = [...this.#members].find(([, id]) => people.resolve(id) === member);
    if (found === undefined) throw new Error(`nobody we know is member ${member}`);
    return found[0];
  }
  memberOf(name: Name): Id {
    const member = this.#members.get(name);
    if (member === undefined) throw new Error(`${name} is no member yet`);
    return member;
  }
  does(name: Name, kind: Kind, body: Body, evidence: readonly Evidence[] = []): Id {
    return this.log.act(this.hand(name), kind, body, evidence);
  }
  /** What must be refused: it is not in the log. */
  triesInVain(name: Name, kind: Kind, body: Body): void {
    const { refusal } = this.log.attempt(this.hand(name), kind, body);
    if (refusal === null) throw new Error(`${name}'s ${kind} should have been refused`);
    this.refused.push({ by: name, kind, refusal });
  }

  // ---- living through it

  /** Everything planned, in order, up to the end; what results set off is planned on the way. */
  live(): void {
    for (let next = this.#earliest(); next !== null || this.log.now < this.end; next = this.#earliest()) {
      const target = next?.at ?? this.end;
      const hop = instantOf(Math.min(target, this.log.now + HOP_MS));
      this.log.until(hop);
      this.#noticeResults();
      if (next === null || next !== this.#earliest() || next.at > hop) continue;
      this.#planned.shift();
      next.happens();
      this.#noticeResults();
    }
  }

  #earliest(): Planned | null {
    this.#planned.sort((a, b) => a.at - b.at);
    return this.#planned[0] ?? null;
  }

  #noticeResults(): void {
    const { count } = this.log.ask(assembly);
    for (; this.#attested < count; this.#attested += 1) this.#planAttestations(this.#attested);
  }

  #planAttestations(ordinal: number): void {
    const result = this.log.ask(assembly).result(ordinal);
    if (result === null) return;
    const { decision, membersRoot } = result;
    const names = [...this.#hands.keys()].filter((name) => !this.#silent.has(name));
    for (let i = 0; i < ATTESTING && names.length > 0; i += 1) {
      const [name] = names.splice(this.dice.below(names.length), 1);
      if (name === undefined) return;
      const later = MINUTE_MS + this.dice.below(ATTESTING_WITHIN_MINUTES * MINUTE_MS);
      this.#plan(this.log.now + later, () => void this.does(name, "result.attest", { decision, membersRoot }));
    }
  }
}
