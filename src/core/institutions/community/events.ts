/**
 * What can happen to the community. Events carry everything their effect needs (ordinals, deadlines, powers), so that applying
 * one never asks anybody; they are data for screens too.
 */
import type { Id, Instant } from "../../kernel/types.ts";
import type { InvitationEnd, PanelVote, RecoveryEnd, Role } from "./state.ts";

type ByMember = { readonly member: number };

type PeopleEvents = {
  readonly "member.founded": { readonly id: Id; readonly key: Id; readonly foundingUntil: Instant };
  readonly "founding.ended": { readonly until: Instant };
  readonly "invitation.opened": {
    readonly id: Id;
    readonly key: Id;
    readonly role: Role;
    readonly inviter: number;
    readonly expiresAt: Instant;
    /** Whether who invites stands for the new member as well. */
    readonly isSponsor: boolean;
  };
  readonly "invitation.sponsored": { readonly invitation: number; readonly sponsor: number };
  readonly "invitation.ended": { readonly invitation: number; readonly end: InvitationEnd };
  readonly "member.joined": {
    readonly id: Id;
    readonly key: Id;
    readonly role: Role;
    readonly name: Id;
    readonly label: Id | null;
    readonly probationUntil: Instant | null;
    readonly guestUntil: Instant | null;
  };
  readonly "member.probationEnded": ByMember;
  readonly "member.introduced": ByMember & { readonly name: Id; readonly about: Id | null };
  readonly "guest.sponsored": ByMember & { readonly sponsor: number };
  readonly "guest.admitted": ByMember & { readonly probationUntil: Instant | null };
  readonly "guest.renewed": ByMember & { readonly until: Instant };
  readonly "guest.ended": ByMember;
  readonly "leave.planned": ByMember & { readonly from: Instant; readonly until: Instant };
  readonly "leave.began": ByMember & { readonly until: Instant };
  /** `back`: from when (ms) they may decide again. */
  readonly "leave.ended": ByMember & { readonly back: number };
  readonly "member.left": ByMember;
};

type DeviceEvents = {
  readonly "device.added": ByMember & { readonly key: Id; readonly label: Id | null };
  readonly "device.removed": ByMember & { readonly device: number };
  readonly "device.flagged": ByMember & { readonly device: number };
};

type OfficeEvents = {
  readonly "office.began": ByMember & {
    readonly office: string;
    readonly until: Instant;
    readonly powers: readonly string[];
  };
  readonly "office.ended": ByMember & {
    readonly ordinal: number;
    readonly office: string;
    readonly why: "term" | "resigned" | "recalled" | "memberGone";
  };
};

type Hearing = { readonly hearing: number };
type ExclusionEvents = {
  readonly "hearing.opened": ByMember & { readonly id: Id; readonly proposer: number; readonly until: Instant };
  readonly "hearing.answered": Hearing & { readonly reply: Id };
  readonly "hearing.measured": Hearing & {
    readonly with: number;
    readonly by: number;
    readonly from: Instant;
    readonly until: Instant;
  };
  readonly "hearing.ended": Hearing & { readonly until: Instant };
  /** Nothing more comes of it, and its rows are deleted. */
  readonly "hearing.closed": Hearing;
  readonly "member.excluded": Hearing & ByMember & { readonly appealUntil: Instant };
  readonly "appeal.opened": Hearing & { readonly id: Id; readonly commitment: Id; readonly until: Instant };
  readonly "lot.committed": Hearing & ByMember & { readonly commitment: Id };
  readonly "lot.closed": Hearing & { readonly until: Instant };
  readonly "lot.revealed": Hearing & ByMember & { readonly secret: Id };
  readonly "panel.drawn": Hearing & { readonly seed: Id; readonly panel: readonly number[]; readonly until: Instant };
  readonly "panel.voted": Hearing & ByMember & { readonly vote: PanelVote };
  readonly "appeal.referred": Hearing & { readonly until: Instant };
  readonly "exclusion.final": Hearing & ByMember;
  /** `back`: from when (ms) they may decide again. */
  readonly "member.restored": Hearing &
    ByMember & { readonly back: number; readonly probationUntil: Instant | null; readonly guestUntil: Instant | null };
};

type Recovery = { readonly recovery: number };
type RecoveryEvents = {
  readonly "recovery.opened": ByMember & {
    readonly id: Id;
    readonly starter: number;
    readonly isSteward: boolean;
    readonly key: Id;
    readonly until: Instant;
  };
  readonly "recovery.supported": Recovery & ByMember & { readonly isSteward: boolean };
  readonly "recovery.supportWithdrawn": Recovery & ByMember;
  /** Enough support: the waiting period runs; `isFinal`: no objection stops it any more. */
  readonly "recovery.waiting": Recovery & { readonly isFinal: boolean; readonly until: Instant };
  /** Support fell below what is needed while waiting. */
  readonly "recovery.unsupported": Recovery;
  readonly "recovery.contested": Recovery & { readonly until: Instant };
  readonly "recovery.completed": Recovery & ByMember & { readonly forgetAt: Instant };
  readonly "recovery.ended": Recovery & { readonly end: RecoveryEnd; readonly forgetAt: Instant };
  readonly "recovery.forgotten": Recovery;
};

type TextEvents = {
  readonly "text.erased": { readonly hashes: readonly Id[]; readonly reason: "author" | "safeguarding" | "law" };
};

export type Events = PeopleEvents & DeviceEvents & OfficeEvents & ExclusionEvents & RecoveryEvents & TextEvents;
export type EventOf<K extends keyof Events = keyof Events> = {
  [P in K]: { readonly kind: P } & Events[P];
}[K];
export type CommunityEvent = EventOf;
/** How events of some sorts change the state. */
export type Evolve<S, K extends keyof Events> = {
  readonly [P in K]: (state: S, event: EventOf<P>, at: Instant) => S;
};
