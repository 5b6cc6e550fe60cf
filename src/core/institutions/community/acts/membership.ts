/** Being a member: a name, a leave of absence, leaving; and guests, who become members or stay a while longer. */
import { accept } from "../../../kernel/refusal.ts";
import { id, instant, optional, record, text } from "../../../kernel/schema.ts";
import { daysAfter, deadline } from "../../../kernel/time.ts";
import type { Id, Refusal } from "../../../kernel/types.ts";
import { act, memberOf } from "../act.ts";
import type { CommunityEvent } from "../events.ts";
import { goodbye } from "../going.ts";
import { ABOUT_CHARACTERS_MAX, LEAVE_AHEAD_DAYS_MAX, NAME_CHARACTERS_MAX } from "../limits.ts";
import { no, noByCharter } from "../refusals.ts";
import { areDevicesHeld } from "../standing.ts";
import { memberAt, type MemberRow, type State } from "../state.ts";
import { numberOf } from "../view.ts";
import { oneMore, probationUntil, sponsorsNeeded, standing } from "./invitations.ts";

type Present = { readonly member: number; readonly row: MemberRow };
/** The member an act names, if they are still one. */
export const presentMember = (state: State, memberId: Id): Present | Refusal => {
  const member = state.memberNames.resolve(memberId);
  if (member === undefined) return no("member.unknown", { member: memberId });
  const row = memberAt(state, member);
  return row.ended === null ? { member, row } : no("member.ended", { member: memberId });
};

const introduce = act({
  kind: "member.introduce",
  shape: record({ name: text(NAME_CHARACTERS_MAX), about: optional(text(ABOUT_CHARACTERS_MAX)) }),
  who: [{ kind: "participant" }],
  decide: (_state, { name, about }, { cause }) =>
    accept({ kind: "member.introduced", member: memberOf(cause), name, about }),
});

/** Whoever holds a stolen device cannot throw its owner out while the owner's recovery waits. */
const leave = act({
  kind: "member.leave",
  shape: record({}),
  who: [{ kind: "participant" }],
  decide: (state, _body, { at, cause }) => {
    const member = memberOf(cause);
    if (areDevicesHeld(state, memberAt(state, member))) return no("leave.duringRecovery");
    return accept(...goodbye(state, member, at), { kind: "member.left", member });
  },
});

const takeLeave = act({
  kind: "member.takeLeave",
  shape: record({ from: instant, until: instant }),
  who: [{ kind: "member" }],
  decide: (state, { from, until }, { at, cause, view }) => {
    const member = memberOf(cause);
    const start = from > at ? from : at;
    const days = numberOf(view, "membership.leaveDaysMaximum");
    if (memberAt(state, member).leaveUntil !== null) return no("leave.alreadyPlanned");
    if (until <= start) return no("leave.endsBeforeItBegins", { from: start, until });
    if (start > daysAfter(at, LEAVE_AHEAD_DAYS_MAX)) return no("leave.tooFarAhead", { days: LEAVE_AHEAD_DAYS_MAX });
    if (until > daysAfter(start, days)) return noByCharter("leave.tooLong", view, { days });
    const end = deadline(until, 0);
    return start === at
      ? accept({ kind: "leave.began", member, until: end })
      : accept({ kind: "leave.planned", member, from: deadline(from, 0), until: end });
  },
});

/** Ends a leave, or takes back one that has not begun. What opened in this very millisecond stays the others' to decide. */
const comeBack = act({
  kind: "member.return",
  shape: record({}),
  who: [{ kind: "member" }],
  decide: (state, _body, { at, cause }) => {
    const member = memberOf(cause);
    if (memberAt(state, member).leaveUntil === null) return no("leave.none");
    return accept({ kind: "leave.ended", member, back: at + 1 });
  },
});

const presentGuest = (state: State, memberId: Id): Present | Refusal => {
  const present = presentMember(state, memberId);
  if ("refused" in present || present.row.role === "guest") return present;
  return no("guest.isMember", { member: memberId });
};

/** An elector stands for the guest; with enough of them the guest is a member from now on. */
const welcomeGuest = act({
  kind: "member.welcomeGuest",
  shape: record({ member: id }),
  who: [{ kind: "elector" }],
  decide: (state, body, { at, cause, view }) => {
    const guest = presentGuest(state, body.member);
    if ("refused" in guest) return guest;
    const { member } = guest;
    const sponsors = state.welcomes.get(member) ?? [];
    const sponsor = memberOf(cause);
    if (sponsors.includes(sponsor)) return no("guest.alreadySponsored");
    const sponsored = { kind: "guest.sponsored", member, sponsor } as const;
    if (standing(state, sponsors) + 1 < sponsorsNeeded(state, view, "member")) return accept(sponsored);
    const admitted = { kind: "guest.admitted", member, probationUntil: probationUntil(state, view, at) } as const;
    return accept<CommunityEvent>(sponsored, admitted, ...oneMore(state));
  },
});

const renewGuest = act({
  kind: "member.renewGuest",
  shape: record({ member: id }),
  who: [{ kind: "elector" }],
  decide: (state, body, { at, view }) => {
    const guest = presentGuest(state, body.member);
    if ("refused" in guest) return guest;
    const until = daysAfter(at, numberOf(view, "membership.guestDays"));
    return accept({ kind: "guest.renewed", member: guest.member, until });
  },
});

export const membership = [introduce, leave, takeLeave, comeBack, welcomeGuest, renewGuest];
