/** How founding, invitations, joining, leave and leaving change the community. */
import type { Id, Instant } from "../../../kernel/types.ts";
import { withDue, withoutDue } from "../dues.ts";
import type { Evolve } from "../events.ts";
import { FOUNDER, memberAt, openInvitation, type MemberRow, type Role, type State } from "../state.ts";
import { withDevice } from "./devices.ts";
import { changeMember, endMember, removeDevices, withGuestEnd, withMember, withProbation } from "./member.ts";

const newcomer = (id: Id, role: Role, name: Id | null, joinedAt: Instant): MemberRow => ({
  id,
  name,
  about: null,
  role,
  ended: null,
  joinedAt,
  guestUntil: null,
  probationUntil: null,
  electorSince: null,
  leaveFrom: null,
  leaveUntil: null,
  away: false,
  absentFrom: null,
  absentUntil: null,
  devices: [],
  offices: [],
  served: [],
  inviting: 0,
  hearing: 0,
  accusing: 0,
  recovery: 0,
});

const withNewcomer = (state: State, row: MemberRow, key: Id, label: Id | null): State => {
  const member = state.last.member + 1;
  const joined = withMember(
    { ...state, last: { ...state.last, member }, memberNames: state.memberNames.with(row.id, member) },
    member,
    row,
  );
  return withDevice(joined, { key, member, status: "active", label, since: row.joinedAt });
};

type Founding = "member.founded" | "founding.ended";
const founding: Evolve<State, Founding> = {
  "member.founded": (state, { id, key, foundingUntil }, at) => {
    const founder = { ...newcomer(id, "member", null, at), electorSince: at };
    const founded = withNewcomer(state, founder, key, null);
    return { ...founded, foundingUntil, dues: withDue(founded.dues, "founding", FOUNDER, foundingUntil) };
  },
  "founding.ended": (state, { until }) => ({
    ...state,
    foundingUntil: null,
    dues: withoutDue(state.dues, "founding", FOUNDER, until),
  }),
};

type Inviting = "invitation.opened" | "invitation.sponsored" | "invitation.ended";
const inviting: Evolve<State, Inviting> = {
  "invitation.opened": (state, { id, key, role, inviter, expiresAt, isSponsor }) => {
    const invitation = state.last.invitation + 1;
    const sponsors = isSponsor ? [inviter] : [];
    const changed = changeMember(state, inviter, { inviting: memberAt(state, inviter).inviting + 1 });
    return {
      ...changed,
      last: { ...changed.last, invitation },
      invitations: changed.invitations.set(invitation, { id, key, role, inviter, expiresAt, sponsors }),
      invitationNames: changed.invitationNames.with(id, invitation),
      invitationKeys: changed.invitationKeys.with(key, invitation),
      dues: withDue(changed.dues, "invitation", invitation, expiresAt),
    };
  },
  "invitation.sponsored": (state, { invitation, sponsor }) => {
    const row = openInvitation(state, invitation);
    if (row === undefined) return state;
    const sponsors = [...row.sponsors, sponsor];
    return { ...state, invitations: state.invitations.set(invitation, { ...row, sponsors }) };
  },
  "invitation.ended": (state, { invitation, end }) => {
    const row = openInvitation(state, invitation);
    if (row === undefined) return state;
    const changed = changeMember(state, row.inviter, { inviting: memberAt(state, row.inviter).inviting - 1 });
    return {
      ...changed,
      invitations: changed.invitations.set(invitation, end),
      invitationKeys: changed.invitationKeys.without(row.key),
      dues: withoutDue(changed.dues, "invitation", invitation, row.expiresAt),
    };
  },
};

type Joining = "member.joined" | "member.probationEnded" | "member.introduced";
/** Who joins by an act at some millisecond decides on what opens after it, not on what opened in the same one. */
const joining: Evolve<State, Joining> = {
  "member.joined": (state, { id, key, role, name, label, probationUntil, guestUntil }, at) => {
    const joined = withNewcomer(state, newcomer(id, role, name, at), key, label);
    const { member } = joined.last;
    return role === "guest"
      ? withGuestEnd(joined, member, guestUntil)
      : withProbation(joined, member, probationUntil, at + 1);
  },
  "member.probationEnded": (state, { member }, at) => {
    const { probationUntil } = memberAt(state, member);
    const changed = changeMember(state, member, { probationUntil: null, electorSince: at });
    return { ...changed, dues: withoutDue(changed.dues, "probation", member, probationUntil) };
  },
  "member.introduced": (state, { member, name, about }) => changeMember(state, member, { name, about }),
};

type Guests = "guest.sponsored" | "guest.admitted" | "guest.renewed" | "guest.ended";
const guests: Evolve<State, Guests> = {
  "guest.sponsored": (state, { member, sponsor }) => ({
    ...state,
    welcomes: state.welcomes.set(member, [...(state.welcomes.get(member) ?? []), sponsor]),
  }),
  "guest.admitted": (state, { member, probationUntil }, at) => {
    const settled = withGuestEnd({ ...state, welcomes: state.welcomes.delete(member) }, member, null);
    return withProbation(changeMember(settled, member, { role: "member" }), member, probationUntil, at + 1);
  },
  "guest.renewed": (state, { member, until }) => withGuestEnd(state, member, until),
  "guest.ended": (state, { member }) => removeDevices(endMember(state, member, "gone"), member),
};

type Leaving = "leave.planned" | "leave.began" | "leave.ended" | "member.left";
const leaving: Evolve<State, Leaving> = {
  "leave.planned": (state, { member, from, until }) => {
    const changed = changeMember(state, member, { leaveFrom: from, leaveUntil: until });
    return { ...changed, dues: withDue(changed.dues, "leaveStart", member, from) };
  },
  "leave.began": (state, { member, until }, at) => {
    const row = memberAt(state, member);
    // One absence is remembered: what opened before the end of an earlier one they can no longer decide.
    const electorSince = later(row.electorSince, row.absentUntil);
    const changed = changeMember(state, member, {
      electorSince,
      away: true,
      leaveFrom: at,
      leaveUntil: until,
      absentFrom: at,
      absentUntil: null,
    });
    const dues = withoutDue(changed.dues, "leaveStart", member, row.leaveFrom);
    return { ...changed, dues: withDue(dues, "leaveEnd", member, until) };
  },
  "leave.ended": (state, { member, back }) => {
    const row = memberAt(state, member);
    const changed = changeMember(state, member, {
      away: false,
      leaveFrom: null,
      leaveUntil: null,
      absentUntil: row.away ? back : row.absentUntil,
    });
    const dues = row.away
      ? withoutDue(changed.dues, "leaveEnd", member, row.leaveUntil)
      : withoutDue(changed.dues, "leaveStart", member, row.leaveFrom);
    return { ...changed, dues };
  },
  "member.left": (state, { member }) => removeDevices(endMember(state, member, "gone"), member),
};

const later = (since: number | null, other: number | null): number | null =>
  since === null || other === null ? since : Math.max(since, other);

export const people = { ...founding, ...inviting, ...joining, ...guests, ...leaving };
