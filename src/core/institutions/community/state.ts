/**
 * What the community knows at an instant: members, devices, offices, invitations, hearings and recoveries as rows by ordinal,
 * with running totals. The surprising rule: names and reasons are never here, only the hashes of their texts, and the rows of
 * a closed case are deleted; the log remembers, the standing does not.
 */
import { Names } from "../../kernel/names.ts";
import { Table } from "../../kernel/table.ts";
import type { Id, Instant } from "../../kernel/types.ts";

export type Role = "member" | "guest";
/** `excluded` may still appeal; `gone` left, or was excluded for good. */
export type Ended = "excluded" | "gone";
export type Served = { readonly office: string; readonly endedAt: Instant };

export type MemberRow = {
  /** The act they joined by; other acts name them by it. The founder's is the founding act. */
  readonly id: Id;
  /** Hash of the name they go by; null until they gave one. */
  readonly name: Id | null;
  readonly about: Id | null;
  readonly role: Role;
  readonly ended: Ended | null;
  readonly joinedAt: Instant;
  /** When a guest's stay ends unless it is renewed; null for members. */
  readonly guestUntil: Instant | null;
  /** Null once probation is over, or never was. */
  readonly probationUntil: Instant | null;
  /** Entitled to decide on what opened from here on (ms); null while never yet entitled. */
  readonly electorSince: number | null;
  readonly leaveFrom: Instant | null;
  readonly leaveUntil: Instant | null;
  readonly away: boolean;
  /** The last absence (ms): who was away when a proposal opened does not count there and may not decide it. */
  readonly absentFrom: number | null;
  readonly absentUntil: number | null;
  /** Ordinals of the devices that may act for them. */
  readonly devices: readonly number[];
  /** Ordinals of the offices they hold now. */
  readonly offices: readonly number[];
  readonly served: readonly Served[];
  /** Open invitations of theirs. */
  readonly inviting: number;
  /** Ordinal of the hearing about them, of the one they proposed, of the recovery open for them; 0: none. */
  readonly hearing: number;
  readonly accusing: number;
  readonly recovery: number;
};

/** `pending` is the new key of a recovery that is not through; `removed` keys stay known so that none returns. */
export type DeviceStatus = "active" | "cloned" | "pending" | "removed";
export type DeviceRow = {
  readonly key: Id;
  readonly member: number;
  readonly status: DeviceStatus;
  readonly label: Id | null;
  readonly since: Instant;
};

export type InvitationRow = {
  readonly id: Id;
  readonly key: Id;
  readonly role: Role;
  readonly inviter: number;
  readonly expiresAt: Instant;
  readonly sponsors: readonly number[];
};
/** How an invitation ended is all that is kept of it. */
export type InvitationEnd = "used" | "expired" | "withdrawn";

export type OfficeRow = {
  readonly office: string;
  readonly member: number;
  readonly from: Instant;
  readonly until: Instant;
  /** The powers of this mandate, as its office stood when it was given. */
  readonly powers: readonly string[];
};

export type NoContact = { readonly with: number; readonly by: number; readonly from: Instant; readonly until: Instant };
/** The way of an exclusion: hearing → heard → excluded → committing → revealing → panel or assembly. */
export type HearingPhase = "hearing" | "heard" | "excluded" | "committing" | "revealing" | "panel" | "assembly";
export type HearingRow = {
  readonly id: Id;
  readonly member: number;
  readonly proposer: number;
  readonly phase: HearingPhase;
  /** When this phase ends by itself. */
  readonly dueAt: Instant;
  readonly lastReply: Id | null;
  readonly replies: number;
  readonly noContact: readonly NoContact[];
};
export type PanelVote = "uphold" | "overturn";
export type AppealRow = {
  readonly id: Id;
  readonly commitments: number;
  readonly reveals: number;
  /** When the last commitment could be made: who was an elector then can be drawn. Null before. */
  readonly closedAt: Instant | null;
  /** What the lot was drawn from, so that anyone can draw it again; null before. */
  readonly seed: Id | null;
  readonly panel: readonly number[];
  /** In the order of the panel. */
  readonly votes: readonly (PanelVote | null)[];
};
/** One person's part in the lot; keyed by (hearing, member). */
export type LotRow = { readonly commitment: Id; readonly secret: Id | null };

export type RecoveryPhase = "gathering" | "waiting" | "contested" | "finalWaiting" | "closed";
export type RecoveryEnd = "completed" | "lapsed" | "cancelled" | "refused" | "memberGone";
export type RecoveryRow = {
  readonly id: Id;
  readonly member: number;
  readonly starter: number;
  /** Ordinal of the device with the new key. */
  readonly device: number;
  readonly phase: RecoveryPhase;
  readonly end: RecoveryEnd | null;
  readonly startedAt: Instant;
  /** Whether an old key has objected. */
  readonly isObjected: boolean;
  /** When this phase ends by itself. */
  readonly dueAt: Instant;
  /** When gathering, or the contest, ends without enough support. */
  readonly closesAt: Instant;
  readonly supporters: readonly number[];
  /** Those of the supporters who were stewards when they said so. */
  readonly stewards: readonly number[];
};

/** Recoveries of the last season: about a member, objected to by them, started by them; the row is deleted when all are 0. */
export type TallyRow = { readonly about: number; readonly objected: number; readonly started: number };

export type State = {
  /** When the founder's powers end at the latest; null once they have ended. */
  readonly foundingUntil: Instant | null;
  readonly totals: { readonly members: number; readonly guests: number; readonly electors: number };
  /** The last ordinal given, per sort of thing. */
  readonly last: {
    readonly member: number;
    readonly device: number;
    readonly invitation: number;
    readonly office: number;
    readonly hearing: number;
    readonly recovery: number;
  };
  readonly members: Table<MemberRow>;
  readonly memberNames: Names;
  readonly devices: Table<DeviceRow>;
  /** By key. */
  readonly deviceNames: Names;
  readonly invitations: Table<InvitationRow | InvitationEnd>;
  readonly invitationNames: Names;
  /** The one-use keys of open invitations. */
  readonly invitationKeys: Names;
  readonly offices: Table<OfficeRow>;
  readonly hearings: Table<HearingRow>;
  /** Hearings by their own id and by the id of the appeal. */
  readonly hearingNames: Names;
  /** By hearing. */
  readonly appeals: Table<AppealRow>;
  /** By (hearing, member). */
  readonly lots: Table<LotRow>;
  readonly recoveries: Table<RecoveryRow>;
  readonly recoveryNames: Names;
  /** Who stands for a guest becoming a member, by the guest's ordinal. */
  readonly welcomes: Table<readonly number[]>;
  /** By member. */
  readonly tallies: Table<TallyRow>;
  /** By (instant, sort × 2^22 + ordinal), in the order of sorts in dues.ts. */
  readonly dues: Table<number>;
};

export const initial: State = {
  foundingUntil: null,
  totals: { members: 0, guests: 0, electors: 0 },
  last: { member: 0, device: 0, invitation: 0, office: 0, hearing: 0, recovery: 0 },
  members: Table.empty(),
  memberNames: Names.empty,
  devices: Table.empty(),
  deviceNames: Names.empty,
  invitations: Table.empty(),
  invitationNames: Names.empty,
  invitationKeys: Names.empty,
  offices: Table.empty(),
  hearings: Table.empty(),
  hearingNames: Names.empty,
  appeals: Table.empty(),
  lots: Table.empty(),
  recoveries: Table.empty(),
  recoveryNames: Names.empty,
  welcomes: Table.empty(),
  tallies: Table.empty(),
  dues: Table.empty(),
};

/** The founder is always the first member. */
export const FOUNDER = 1;

const found = <V>(row: V | undefined, what: string, ordinal: number): V => {
  if (row === undefined) throw new RangeError(`there is no ${what} ${ordinal}`);
  return row;
};
/** Rows that must be there: an ordinal without a row is a bug, not a refusal. */
export const memberAt = (state: State, member: number): MemberRow => found(state.members.get(member), "member", member);
export const deviceAt = (state: State, device: number): DeviceRow => found(state.devices.get(device), "device", device);
export const officeAt = (state: State, office: number): OfficeRow => found(state.offices.get(office), "office", office);
export const hearingAt = (state: State, hearing: number): HearingRow =>
  found(state.hearings.get(hearing), "hearing", hearing);
export const appealAt = (state: State, hearing: number): AppealRow =>
  found(state.appeals.get(hearing), "appeal", hearing);
export const recoveryAt = (state: State, recovery: number): RecoveryRow =>
  found(state.recoveries.get(recovery), "recovery", recovery);
/** An invitation that is still open, else undefined. */
export const openInvitation = (state: State, invitation: number): InvitationRow | undefined => {
  const row = state.invitations.get(invitation);
  return typeof row === "object" ? row : undefined;
};
