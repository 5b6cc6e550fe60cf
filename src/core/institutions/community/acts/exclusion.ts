/**
 * Exclusion: only by decision, and only after a hearing in which the person could answer. The surprising rule: a hearing that
 * leads to no decision within a season is over, and nothing of it is kept in the standing.
 */
import { accept } from "../../../kernel/refusal.ts";
import { id, instant, record, text } from "../../../kernel/schema.ts";
import { daysAfter, deadline } from "../../../kernel/time.ts";
import type { Cause, Id, Refusal } from "../../../kernel/types.ts";
import { act, cannotBeAdded, isDraft, memberOf } from "../act.ts";
import type { CommunityEvent } from "../events.ts";
import { powersEnd } from "../going.ts";
import { NO_CONTACTS_MAX, PLEA_CHARACTERS_MAX, REPLIES_MAX } from "../limits.ts";
import { no, noByCharter } from "../refusals.ts";
import { restoration } from "../settle/appeal.ts";
import { hearingAt, memberAt, type HearingRow, type State } from "../state.ts";
import { numberOf } from "../view.ts";
import { presentMember } from "./membership.ts";

/** A hearing that is running or has been held, before any exclusion. */
const openHearing = (state: State, hearing: number | undefined): HearingRow | undefined => {
  const row = hearing === undefined ? undefined : state.hearings.get(hearing);
  return row?.phase === "hearing" || row?.phase === "heard" ? row : undefined;
};

const propose = act({
  kind: "exclusion.propose",
  shape: record({ member: id, reason: text(PLEA_CHARACTERS_MAX), sharedPurpose: text(PLEA_CHARACTERS_MAX) }),
  who: [{ kind: "elector" }],
  decide: (state, body, { at, cause, view }) => {
    const present = presentMember(state, body.member);
    if ("refused" in present) return present;
    const { member, row } = present;
    const proposer = memberOf(cause);
    if (member === proposer) return no("exclusion.yourself");
    if (row.hearing !== 0) return no("exclusion.alreadyOpen");
    if (memberAt(state, proposer).accusing !== 0) return no("exclusion.oneAtATime");
    const barred = cannotBeAdded(state.hearingNames, cause.act, state.last.hearing);
    if (barred !== null) return barred;
    const until = daysAfter(at, numberOf(view, "exclusion.hearingDays"));
    return accept({ kind: "hearing.opened", id: cause.act, member, proposer, until });
  },
});

const reply = act({
  kind: "exclusion.reply",
  shape: record({ text: text(PLEA_CHARACTERS_MAX) }),
  who: [{ kind: "participant" }],
  decide: (state, body, { cause }) => {
    const { hearing } = memberAt(state, memberOf(cause));
    const row = openHearing(state, hearing);
    if (row === undefined) return no("exclusion.notAboutYou");
    if (row.replies >= REPLIES_MAX) return no("exclusion.tooManyReplies", { limit: REPLIES_MAX });
    return accept({ kind: "hearing.answered", hearing, reply: body.text });
  },
});

/** A longer measure for the same two people counts from the first one, so that renewing never adds up to a sentence. */
const noContact = act({
  kind: "exclusion.noContact",
  shape: record({ hearing: id, with: id, until: instant }),
  who: [
    { kind: "power", power: "safeguard" },
    { kind: "power", power: "steward" },
  ],
  decide: (state, body, { at, cause, view }) => {
    const hearing = state.hearingNames.resolve(body.hearing);
    const row = openHearing(state, hearing);
    if (hearing === undefined || row === undefined) return no("exclusion.noHearing");
    const other = presentMember(state, body.with);
    if ("refused" in other) return other;
    const by = memberOf(cause);
    if (other.member === row.member || by === row.member) return no("exclusion.yourself");
    const before = row.noContact.find((measure) => measure.with === other.member);
    const from = before?.from ?? at;
    const days = numberOf(view, "exclusion.noContactDaysMaximum");
    if (body.until <= at) return no("exclusion.measureEndsInPast", { until: body.until });
    if (body.until > daysAfter(from, days)) return noByCharter("exclusion.measureTooLong", view, { days });
    if (before === undefined && row.noContact.length >= NO_CONTACTS_MAX)
      return no("exclusion.tooManyMeasures", { limit: NO_CONTACTS_MAX });
    return accept({ kind: "hearing.measured", hearing, with: other.member, by, from, until: deadline(body.until, 0) });
  },
});

type Heard = { readonly hearing: number; readonly member: number };
/** A hearing that has been held; a proposal may be drafted while it still runs. */
const heardCase = (state: State, hearingId: Id, cause: Cause): Heard | Refusal => {
  const hearing = state.hearingNames.resolve(hearingId);
  if (hearing === undefined) return no("exclusion.noHearing");
  const { phase, member, dueAt } = hearingAt(state, hearing);
  if (phase === "hearing" && !isDraft(cause)) return no("exclusion.hearingNotEnded", { endsAt: dueAt });
  return phase === "heard" || phase === "hearing" ? { hearing, member } : no("exclusion.alreadyExcluded");
};

const exclude = act({
  kind: "member.exclude",
  shape: record({ hearing: id }),
  who: [{ kind: "decision", atLeast: "weighty" }],
  decide: (state, body, { at, cause, view }) => {
    const heard = heardCase(state, body.hearing, cause);
    if ("refused" in heard) return heard;
    const { hearing, member } = heard;
    const appealUntil = daysAfter(at, numberOf(view, "exclusion.appealDays"));
    return accept<CommunityEvent>(...powersEnd(state, member, at), {
      kind: "member.excluded",
      hearing,
      member,
      appealUntil,
    });
  },
});

/** The assembly takes an exclusion back: at any time until it is final, whatever a panel is doing. */
const reverse = act({
  kind: "exclusion.reverse",
  shape: record({ hearing: id }),
  who: [{ kind: "decision", atLeast: "ordinary" }],
  decide: (state, body, { at }) => {
    const hearing = state.hearingNames.resolve(body.hearing);
    if (hearing === undefined || openHearing(state, hearing) !== undefined) return no("exclusion.notExcluded");
    return accept(restoration(state, hearing, at, at + 1));
  },
});

export const exclusion = [propose, reply, noContact, exclude, reverse];
