/**
 * What the community answers, to other institutions and to screens. Everything an act's authority needs is one or two table
 * reads; the lists are for screens. Answers hold at the instant asked about, since all that ends by itself is a due.
 */
import type { Id, Instant } from "../../kernel/types.ts";
import { supportNeeded, type SupportNeeded, type Thresholds } from "./settle/recovery.ts";
import {
  holdersOf,
  holdsPower,
  isAmong,
  isElectorOf,
  personOf,
  standingOf,
  type Person,
  type Standing,
} from "./standing.ts";
import type {
  AppealRow,
  DeviceRow,
  HearingRow,
  InvitationEnd,
  InvitationRow,
  MemberRow,
  OfficeRow,
  RecoveryRow,
  State,
} from "./state.ts";
import { tasksOf, type Task } from "./tasks.ts";

type Numbered<R> = R & { readonly ordinal: number };
export type MemberStanding = Numbered<MemberRow> & { readonly standing: Standing };
export type Case = Numbered<HearingRow> & { readonly appeal: AppealRow | null };

const numbered = <R extends object>([ordinal, row]: readonly [number, R]): Numbered<R> => ({ ...row, ordinal });

export class CommunityQuestions {
  readonly #state: State;
  readonly #at: Instant;
  constructor(state: State, at: Instant) {
    this.#state = state;
    this.#at = at;
  }

  // ---- who may: one or two table reads

  /** Who is behind a device key; null for an unknown, removed or not yet attached key. */
  personOf(key: Id): Person | null {
    return personOf(this.#state, key);
  }
  /** Whether somebody of this standing is among those an act's `who` names. */
  isAmong(standing: Standing, who: "participant" | "member" | "elector" | "former"): boolean {
    return isAmong(standing, who);
  }
  /** Entitled to decide on what opened at `openedAt`. */
  isElector(member: number, openedAt: number): boolean {
    return isElectorOf(this.#state, member, openedAt);
  }
  holdsPower(member: number, power: string): boolean {
    return holdsPower(this.#state, member, power);
  }
  /** Members past probation and not on leave: the base of every percentage. */
  get electors(): number {
    return this.#state.totals.electors;
  }
  get totals(): State["totals"] {
    return this.#state.totals;
  }
  /** Until when the founder's powers last at the longest; null when they have ended. */
  get foundingUntil(): Instant | null {
    return this.#state.foundingUntil;
  }

  // ---- one thing

  /** The ordinal of the member with this id. */
  resolve(id: Id): number | undefined {
    return this.#state.memberNames.resolve(id);
  }
  member(ordinal: number): MemberRow | undefined {
    return this.#state.members.get(ordinal);
  }
  standingOf(ordinal: number): Standing | null {
    const row = this.#state.members.get(ordinal);
    return row === undefined ? null : standingOf(this.#state, row);
  }
  /** Any device that was ever known, whatever became of it. */
  device(key: Id): Numbered<DeviceRow> | undefined {
    const ordinal = this.#state.deviceNames.resolve(key);
    const row = ordinal === undefined ? undefined : this.#state.devices.get(ordinal);
    return ordinal === undefined || row === undefined ? undefined : numbered([ordinal, row]);
  }
  /** An open invitation, or how it ended. */
  invitation(id: Id): Numbered<InvitationRow> | InvitationEnd | undefined {
    const ordinal = this.#state.invitationNames.resolve(id);
    if (ordinal === undefined) return undefined;
    const row = this.#state.invitations.get(ordinal);
    return typeof row === "object" ? numbered([ordinal, row]) : row;
  }
  /** A hearing by its own id or by that of its appeal. */
  hearing(id: Id): Case | undefined {
    const ordinal = this.#state.hearingNames.resolve(id);
    const row = ordinal === undefined ? undefined : this.#state.hearings.get(ordinal);
    return ordinal === undefined || row === undefined ? undefined : this.#case(ordinal, row);
  }
  recovery(id: Id): Numbered<RecoveryRow> | undefined {
    const ordinal = this.#state.recoveryNames.resolve(id);
    const row = ordinal === undefined ? undefined : this.#state.recoveries.get(ordinal);
    return ordinal === undefined || row === undefined ? undefined : numbered([ordinal, row]);
  }
  /** The open recovery of a member. */
  recoveryOf(member: number): Numbered<RecoveryRow> | undefined {
    const recovery = this.#state.members.get(member)?.recovery ?? 0;
    const row = this.#state.recoveries.get(recovery);
    return row === undefined ? undefined : numbered([recovery, row]);
  }
  /** What this recovery needs now, by the charter's thresholds. */
  supportNeeded(recovery: RecoveryRow, thresholds: Thresholds): SupportNeeded {
    return supportNeeded(this.#state, recovery, thresholds);
  }
  /** False while a no-contact measure holds between the two. */
  mayContact(one: number, other: number): boolean {
    return !this.#isKeptFrom(one, other) && !this.#isKeptFrom(other, one);
  }
  #isKeptFrom(accused: number, other: number): boolean {
    const row = this.#state.hearings.get(this.#state.members.get(accused)?.hearing ?? 0);
    return row?.noContact.some((measure) => measure.with === other && this.#at < measure.until) === true;
  }

  // ---- lists, for screens

  members(): readonly MemberStanding[] {
    return [...this.#state.members.entries()].map(([ordinal, row]) => ({
      ...row,
      ordinal,
      standing: standingOf(this.#state, row),
    }));
  }
  /** The devices that act for a member, and the key that waits in a recovery. */
  devicesOf(member: number): readonly Numbered<DeviceRow>[] {
    const pending = this.recoveryOf(member)?.device;
    const ordinals = [...(this.#state.members.get(member)?.devices ?? []), ...(pending === undefined ? [] : [pending])];
    return ordinals.flatMap((ordinal) => {
      const row = this.#state.devices.get(ordinal);
      return row === undefined ? [] : [numbered([ordinal, row])];
    });
  }
  invitations(): readonly Numbered<InvitationRow>[] {
    return [...this.#state.invitations.entries()].flatMap(([ordinal, row]) =>
      typeof row === "object" ? [numbered([ordinal, row])] : [],
    );
  }
  officeHolders(): readonly Numbered<OfficeRow>[] {
    return [...this.#state.offices.entries()].map(numbered);
  }
  holdersOf(power: string): ReadonlySet<number> {
    return holdersOf(this.#state, power);
  }
  hearings(): readonly Case[] {
    return [...this.#state.hearings.entries()].map(([ordinal, row]) => this.#case(ordinal, row));
  }
  recoveries(): readonly Numbered<RecoveryRow>[] {
    return [...this.#state.recoveries.entries()].filter(([, { phase }]) => phase !== "closed").map(numbered);
  }
  /** What is to come for a member, soonest first. */
  tasksOf(member: number): readonly Task[] {
    return tasksOf(this.#state, member);
  }

  #case(ordinal: number, row: HearingRow): Case {
    return { ...row, ordinal, appeal: this.#state.appeals.get(ordinal) ?? null };
  }
}
