/**
 * Why the community refuses an act: every kind with the clause that refuses. Clauses that begin with `charter.` are parameters
 * which the community may change, so their refusals also name the decision that set the value.
 */
import { refuse } from "../../kernel/refusal.ts";
import type { Datum, Refusal } from "../../kernel/types.ts";
import type { View } from "./view.ts";

const laws = {
  "community.full": "law.limits",
  "community.idTaken": "law.names",
  "member.unknown": "law.names",
  "member.ended": "law.membership",

  "invitation.unknown": "law.names",
  "invitation.used": "law.membership.invitationOnce",
  "invitation.expired": "law.expiry",
  "invitation.withdrawn": "law.membership.invitationOnce",
  "invitation.endsInPast": "law.expiry",
  "invitation.tooMany": "law.limits",
  "invitation.keyInUse": "law.devices.keyOnce",
  "invitation.keyNotShown": "law.membership.invitationKey",
  "invitation.alreadySponsored": "law.membership.sponsors",
  "invitation.enoughSponsors": "law.limits",
  "invitation.notYours": "law.membership.inviter",

  "guest.isMember": "law.membership.guests",
  "guest.alreadySponsored": "law.membership.sponsors",

  "leave.alreadyPlanned": "law.membership.leave",
  "leave.endsBeforeItBegins": "law.membership.leave",
  "leave.tooFarAhead": "law.limits",
  "leave.none": "law.membership.leave",
  "leave.duringRecovery": "law.recovery.held",

  "device.known": "law.devices.keyOnce",
  "device.keyNotShown": "law.devices.possession",
  "device.tooMany": "law.limits",
  "device.unknown": "law.names",
  "device.notYours": "law.devices.own",
  "device.last": "law.devices.last",
  "device.cloned": "law.devices.cloned",
  "device.alreadyFlagged": "law.devices.cloned",
  "device.duringRecovery": "law.recovery.held",

  "office.unknown": "charter.offices",
  "office.full": "charter.offices",
  "office.tooMany": "law.limits",
  "office.notEligible": "law.offices.eligible",
  "office.alreadyHeld": "law.offices.once",
  "office.endsInPast": "law.expiry",
  "office.notHeld": "law.offices.held",

  "exclusion.yourself": "law.hearing.others",
  "exclusion.alreadyOpen": "law.hearing.once",
  "exclusion.oneAtATime": "law.hearing.harassment",
  "exclusion.noHearing": "law.hearing.first",
  "exclusion.hearingNotEnded": "law.hearing.first",
  "exclusion.alreadyExcluded": "law.hearing.once",
  "exclusion.notAboutYou": "law.hearing.reply",
  "exclusion.tooManyReplies": "law.limits",
  "exclusion.tooManyMeasures": "law.limits",
  "exclusion.measureEndsInPast": "law.expiry",
  "exclusion.alreadyAppealed": "law.appeal.once",
  "exclusion.notExcluded": "law.appeal.excluded",

  "panel.unknown": "law.names",
  "panel.notCommitting": "law.appeal.lot",
  "panel.alreadyCommitted": "law.appeal.lot",
  "panel.notRevealing": "law.appeal.lot",
  "panel.noCommitment": "law.appeal.lot",
  "panel.wrongSecret": "law.appeal.lot",
  "panel.notYourTurn": "law.appeal.panel",
  "panel.over": "law.expiry",

  "recovery.unknown": "law.names",
  "recovery.yourself": "law.recovery.others",
  "recovery.alreadyOpen": "law.recovery.once",
  "recovery.tooOften": "law.recovery.harassment",
  "recovery.closed": "law.recovery.closed",
  "recovery.enoughSupport": "law.recovery.waiting",
  "recovery.alreadySupported": "law.recovery.others",
  "recovery.notSupported": "law.recovery.others",
  "recovery.notYours": "law.recovery.objection",
  "recovery.notWaiting": "law.recovery.objection",
  "recovery.objectionHeard": "law.recovery.threshold",
  "recovery.notStarter": "law.recovery.starter",
  "recovery.notContested": "law.recovery.hearing",
  "recovery.urgentGrant": "law.recovery.hearing",

  "text.none": "law.shape",
  "text.needsModerator": "law.erasure",
} as const;

const charterClauses = {
  "invitation.tooLong": "membership.invitationDays",
  "invitation.needsSponsors": "membership.sponsors",
  "guest.systemOff": "systems.guests",
  "leave.tooLong": "membership.leaveDaysMaximum",
  "office.termTooLong": "office.termMonths",
  "office.resting": "office.restMonths",
  "exclusion.measureTooLong": "exclusion.noContactDaysMaximum",
} as const;

type LawRefusal = keyof typeof laws;
type CharterRefusal = keyof typeof charterClauses;
/** Every kind of refusal of this institution: one line of words each, in every language. */
export const refusals: readonly string[] = [...Object.keys(laws), ...Object.keys(charterClauses)];

type Data = Readonly<Record<string, Datum>>;
export const no = (kind: LawRefusal, data: Data = {}): Refusal => refuse(kind, laws[kind], data);
/** A refusal by a value of the charter: names the decision that set it. */
export const noByCharter = (kind: CharterRefusal, { charter }: View, data: Data = {}): Refusal => {
  const path = charterClauses[kind];
  return refuse(kind, `charter.${path}`, data, charter.madeBy(path));
};
