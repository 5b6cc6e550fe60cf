/**
 * Coming in: invitations, who stands for them, joining. The surprising rule: while the community is being founded nobody is
 * on probation, or the founder would decide alone, and nobody needs more sponsors than there are people to be sponsors.
 */
import { accept } from "../../../kernel/refusal.ts";
import { id, instant, optional, pick, record, text } from "../../../kernel/schema.ts";
import { daysAfter, deadline } from "../../../kernel/time.ts";
import type { Context, Id, Instant, Refusal } from "../../../kernel/types.ts";
import { act, cannotBeAdded, deviceOf, memberOf, showsKey } from "../act.ts";
import type { CommunityEvent, EventOf } from "../events.ts";
import { foundingEnd } from "../going.ts";
import {
  FOUNDING_MEMBERS,
  INVITATIONS_OPEN_MAX,
  LABEL_CHARACTERS_MAX,
  NAME_CHARACTERS_MAX,
  NOTE_CHARACTERS_MAX,
  SPONSORS_MAX,
} from "../limits.ts";
import { no, noByCharter } from "../refusals.ts";
import { holdsPower, isElectorNow } from "../standing.ts";
import { memberAt, type InvitationRow, type Role, type State } from "../state.ts";
import { numberOf, type View } from "../view.ts";

/** Sponsors needed: as the charter says, but no more than there are electors. */
export const sponsorsNeeded = (state: State, view: View, role: Role): number =>
  role === "guest" ? 1 : Math.max(1, Math.min(numberOf(view, "membership.sponsors"), state.totals.electors));

/** Those of them who are still members: who left or was excluded stands for nobody. */
export const standing = (state: State, sponsors: readonly number[]): number =>
  sponsors.filter((sponsor) => memberAt(state, sponsor).ended === null).length;

export const probationUntil = (state: State, view: View, at: Instant): Instant | null => {
  const days = numberOf(view, "membership.probationDays");
  return days === 0 || state.foundingUntil !== null ? null : daysAfter(at, days);
};

/** With one member more the founding is over. */
export const oneMore = (state: State): readonly EventOf<"founding.ended">[] =>
  state.totals.members + 1 >= FOUNDING_MEMBERS ? foundingEnd(state) : [];

type Open = { readonly invitation: number; readonly row: InvitationRow };
const openOne = (state: State, invitationId: Id): Open | Refusal => {
  const invitation = state.invitationNames.resolve(invitationId);
  const row = invitation === undefined ? undefined : state.invitations.get(invitation);
  if (invitation === undefined || row === undefined) return no("invitation.unknown", { invitation: invitationId });
  return typeof row === "string" ? no(`invitation.${row}`) : { invitation, row };
};

const invite = act({
  kind: "member.invite",
  shape: record({
    key: id,
    role: pick("member", "guest"),
    expiresAt: instant,
    note: optional(text(NOTE_CHARACTERS_MAX)),
  }),
  who: [{ kind: "member" }],
  decide: (state, { key, role, expiresAt }, { at, cause, view }) => {
    const inviter = memberOf(cause);
    const limit = numberOf(view, "membership.invitationDays");
    if (role === "guest" && !view.charter.isOn("guests")) return noByCharter("guest.systemOff", view);
    if (expiresAt <= at) return no("invitation.endsInPast", { expiresAt });
    if (expiresAt > daysAfter(at, limit)) return noByCharter("invitation.tooLong", view, { days: limit });
    if (memberAt(state, inviter).inviting >= INVITATIONS_OPEN_MAX)
      return no("invitation.tooMany", { limit: INVITATIONS_OPEN_MAX });
    if (state.deviceNames.isTaken(key) || state.invitationKeys.isTaken(key)) return no("invitation.keyInUse");
    const barred = cannotBeAdded(state.invitationNames, cause.act, state.last.invitation);
    if (barred !== null) return barred;
    const isSponsor = isElectorNow(state, inviter);
    const event = { kind: "invitation.opened", id: cause.act, key, role, inviter, isSponsor } as const;
    return accept({ ...event, expiresAt: deadline(expiresAt, 0) });
  },
});

const sponsor = act({
  kind: "member.sponsor",
  shape: record({ invitation: id }),
  who: [{ kind: "elector" }],
  decide: (state, body, { cause }) => {
    const open = openOne(state, body.invitation);
    if ("refused" in open) return open;
    const member = memberOf(cause);
    if (open.row.sponsors.includes(member)) return no("invitation.alreadySponsored");
    if (open.row.sponsors.length >= SPONSORS_MAX) return no("invitation.enoughSponsors", { limit: SPONSORS_MAX });
    return accept({ kind: "invitation.sponsored", invitation: open.invitation, sponsor: member });
  },
});

const uninvite = act({
  kind: "member.uninvite",
  shape: record({ invitation: id }),
  who: [{ kind: "member" }],
  decide: (state, body, { cause }) => {
    const open = openOne(state, body.invitation);
    if ("refused" in open) return open;
    const member = memberOf(cause);
    if (open.row.inviter !== member && !holdsPower(state, member, "steward")) return no("invitation.notYours");
    return accept({ kind: "invitation.ended", invitation: open.invitation, end: "withdrawn" });
  },
});

const mayNotJoin = (state: State, { row }: Open, { cause, view }: Context<View>): Refusal | null => {
  if (!showsKey(cause, "invitation", row.key)) return no("invitation.keyNotShown");
  if (state.deviceNames.isTaken(deviceOf(cause).key)) return no("device.known");
  const needed = sponsorsNeeded(state, view, row.role);
  const have = standing(state, row.sponsors);
  if (have < needed) return noByCharter("invitation.needsSponsors", view, { have, needed });
  return cannotBeAdded(state.memberNames, cause.act, state.last.member);
};

const join = act({
  kind: "member.join",
  shape: record({
    invitation: id,
    name: text(NAME_CHARACTERS_MAX),
    label: optional(text(LABEL_CHARACTERS_MAX)),
  }),
  who: [{ kind: "anyDevice" }],
  decide: (state, { invitation, name, label }, context) => {
    const open = openOne(state, invitation);
    if ("refused" in open) return open;
    const barred = mayNotJoin(state, open, context);
    if (barred !== null) return barred;
    const { at, cause, view } = context;
    const { role } = open.row;
    const isGuest = role === "guest";
    return accept<CommunityEvent>(
      { kind: "invitation.ended", invitation: open.invitation, end: "used" },
      {
        kind: "member.joined",
        id: cause.act,
        key: deviceOf(cause).key,
        role,
        name,
        label,
        probationUntil: isGuest ? null : probationUntil(state, view, at),
        guestUntil: isGuest ? daysAfter(at, numberOf(view, "membership.guestDays")) : null,
      },
      ...(isGuest ? [] : oneMore(state)),
    );
  },
});

export const invitations = [invite, sponsor, uninvite, join];
