/**
 * Who somebody is at this instant: standing, entitlement to decide, powers. The surprising rule: while a recovery of their
 * devices is contested a member is `suspended` (nobody knows whose hands the keys are in): they may speak, but neither decide
 * nor hold power. They still count in the electorate, so that a contest cannot shrink a quorum.
 */
import type { Id } from "../../kernel/types.ts";
import { FOUNDER_POWERS } from "./limits.ts";
import { FOUNDER, memberAt, type DeviceStatus, type MemberRow, type State } from "./state.ts";

export type Standing = "guest" | "probation" | "member" | "onLeave" | "suspended" | "excluded" | "gone";
/** A device that may act, and who acts with it. `device` is its ordinal. */
export type Person = {
  readonly member: number;
  readonly device: number;
  readonly standing: Standing;
  readonly deviceState: "active" | "cloned";
};

/** Counts toward the electorate: past probation, not away. */
export const isElectorRow = (row: MemberRow): boolean =>
  row.role === "member" && row.ended === null && row.probationUntil === null && !row.away;

/** From the waiting period on the member's devices stay as they are: what a thief added would only be in the way. */
export const areDevicesHeld = (state: State, row: MemberRow): boolean => {
  const phase = row.recovery === 0 ? undefined : state.recoveries.get(row.recovery)?.phase;
  return phase === "waiting" || phase === "contested" || phase === "finalWaiting";
};
const isContested = (state: State, row: MemberRow): boolean => {
  const phase = row.recovery === 0 ? undefined : state.recoveries.get(row.recovery)?.phase;
  return phase === "contested" || phase === "finalWaiting";
};

export const standingOf = (state: State, row: MemberRow): Standing => {
  if (row.ended !== null) return row.ended;
  if (isContested(state, row)) return "suspended";
  if (row.role === "guest") return "guest";
  if (row.away) return "onLeave";
  return row.probationUntil === null ? "member" : "probation";
};

const mayAct = (status: DeviceStatus): status is Person["deviceState"] => status === "active" || status === "cloned";

/** The person behind a device key; null for an unknown, pending or removed key. */
export const personOf = (state: State, key: Id): Person | null => {
  const device = state.deviceNames.resolve(key);
  const row = device === undefined ? undefined : state.devices.get(device);
  if (device === undefined || row === undefined || !mayAct(row.status)) return null;
  const standing = standingOf(state, memberAt(state, row.member));
  return { member: row.member, device, standing, deviceState: row.status };
};

const STANDINGS: Readonly<Record<"participant" | "member" | "elector" | "former", readonly Standing[]>> = {
  participant: ["guest", "probation", "member", "onLeave", "suspended"],
  member: ["probation", "member", "onLeave", "suspended"],
  elector: ["member"],
  former: ["excluded"],
};
/** Whether somebody of this standing may do an act that declares this `who` (`kernel/types.ts`). */
export const isAmong = (standing: Standing, who: keyof typeof STANDINGS): boolean => STANDINGS[who].includes(standing);

/** May decide on what is open now. */
export const isElectorNow = (state: State, member: number): boolean => {
  const row = state.members.get(member);
  return row !== undefined && standingOf(state, row) === "member";
};

/** May decide on what opened at `openedAt` (ms): entitled now, and already so then. */
export const isElectorOf = (state: State, member: number, openedAt: number): boolean => {
  const row = state.members.get(member);
  if (row === undefined || row.electorSince === null || standingOf(state, row) !== "member") return false;
  const wasAway = row.absentFrom !== null && row.absentFrom <= openedAt && openedAt < (row.absentUntil ?? openedAt + 1);
  return row.electorSince <= openedAt && !wasAway;
};

/** A power of an office held now, or of the founder while founding; asleep while its holder may not decide. */
export const holdsPower = (state: State, member: number, power: string): boolean => {
  const row = state.members.get(member);
  if (row === undefined || standingOf(state, row) !== "member") return false;
  if (member === FOUNDER && state.foundingUntil !== null && FOUNDER_POWERS.includes(power)) return true;
  return row.offices.some((office) => state.offices.get(office)?.powers.includes(power) === true);
};

/** Members who hold a power now: few, so the offices are read through. */
export const holdersOf = (state: State, power: string): ReadonlySet<number> => {
  const candidates = [FOUNDER, ...[...state.offices.entries()].map(([, { member }]) => member)];
  return new Set(candidates.filter((member) => holdsPower(state, member, power)));
};
