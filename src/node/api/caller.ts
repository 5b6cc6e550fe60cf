/**
 * Who calls: the nine kinds of caller that every route answers for, and the rows of what each may do. The surprising rule:
 * a kind is found anew for every request from the standing of the moment, so who is excluded, or whose device is removed,
 * has lost access before the next request.
 */
import type { Id } from "../../core/kernel/types.ts";

export const callerKinds = [
  /** No session: anybody on the network. */
  "stranger",
  "guest",
  /** A member in the time after joining in which they speak but do not decide. */
  "probation",
  "member",
  "onLeave",
  /** Excluded, or gone: may still appeal, by acts that need no session. */
  "excluded",
  /** A key that once acted for a member, or is not yet allowed to. */
  "removedDevice",
  "otherCommunity",
  /** Whoever runs the node and can read its folder. */
  "operator",
] as const;
export type CallerKind = (typeof callerKinds)[number];

export type Caller = {
  readonly kind: CallerKind;
  /** The device that signed in; null for strangers and operators. */
  readonly device: Id | null;
  /** What a stranger is counted by. */
  readonly network: string;
};

/** For one route: whether each kind of caller may use it. */
export type Row = Readonly<Record<CallerKind, boolean>>;

const nobody: Row = {
  stranger: false,
  guest: false,
  probation: false,
  member: false,
  onLeave: false,
  excluded: false,
  removedDevice: false,
  otherCommunity: false,
  operator: false,
};

/** What is public: whoever asks, also with a session that gives nothing more. */
export const anyone: Row = {
  stranger: true,
  guest: true,
  probation: true,
  member: true,
  onLeave: true,
  excluded: true,
  removedDevice: true,
  otherCommunity: true,
  operator: true,
};

/** What belongs to those who take part. The operator holds the files anyway, and exports for the members. */
export const participants: Row = {
  ...nobody,
  guest: true,
  probation: true,
  member: true,
  onLeave: true,
  operator: true,
};

/** What is a member's own: theirs alone, whoever runs the node. */
export const ownOnly: Row = { ...participants, operator: false };

/** What changes how the node runs. */
export const operatorOnly: Row = { ...nobody, operator: true };
