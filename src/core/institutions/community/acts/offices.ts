/**
 * Offices: given by decision for a term, laid down, taken back by decision, ended by themselves. The surprising rule: the rest
 * between two terms counts from the end of the last one, however it ended, so that resigning early does not restart a term.
 */
import { monthsAfter } from "../../../calendar.ts";
import { accept } from "../../../kernel/refusal.ts";
import { id, instant, record, word } from "../../../kernel/schema.ts";
import { deadline } from "../../../kernel/time.ts";
import type { Context, Instant, Refusal } from "../../../kernel/types.ts";
import { act, isDraft, memberOf } from "../act.ts";
import { officeEnd } from "../going.ts";
import { OFFICE_WORD_CHARACTERS_MAX, OFFICES_HELD_MAX } from "../limits.ts";
import { no, noByCharter } from "../refusals.ts";
import { isElectorRow } from "../standing.ts";
import { memberAt, officeAt, type MemberRow, type State } from "../state.ts";
import { numberOf, type OfficeTerms, type View } from "../view.ts";
import { presentMember } from "./membership.ts";

const office = word(OFFICE_WORD_CHARACTERS_MAX);

/** The ordinal of an office of this name that the member holds. */
const heldBy = (state: State, member: number, name: string): number | undefined =>
  memberAt(state, member).offices.find((ordinal) => officeAt(state, ordinal).office === name);

const holders = (state: State, name: string): number =>
  [...state.offices.entries()].filter(([, row]) => row.office === name).length;

/** What only time will cure: another term must end first, probation too. It does not stand in the way of a draft. */
const mayNotHold = (
  state: State,
  { office: name, seats }: OfficeTerms,
  member: number,
  row: MemberRow,
): Refusal | null => {
  if (!isElectorRow(row)) return no("office.notEligible", { office: name });
  if (heldBy(state, member, name) !== undefined) return no("office.alreadyHeld", { office: name });
  if (row.offices.length >= OFFICES_HELD_MAX) return no("office.tooMany", { limit: OFFICES_HELD_MAX });
  return holders(state, name) >= seats ? no("office.full", { office: name, seats }) : null;
};

const untimely = (until: Instant, { at, view }: Context<View>): Refusal | null => {
  if (until <= at) return no("office.endsInPast", { until });
  const months = numberOf(view, "office.termMonths");
  return until > monthsAfter(at, months) ? noByCharter("office.termTooLong", view, { months }) : null;
};

const resting = (name: string, row: MemberRow, { at, view }: Context<View>): Refusal | null => {
  const last = row.served.find((term) => term.office === name);
  if (last === undefined) return null;
  const restUntil = monthsAfter(last.endedAt, numberOf(view, "office.restMonths"));
  return at < restUntil ? noByCharter("office.resting", view, { office: name, restUntil }) : null;
};

const appoint = act({
  kind: "office.appoint",
  shape: record({ office, member: id, until: instant }),
  who: [{ kind: "decision", atLeast: "ordinary" }],
  facts: (_state, body) => ({ office: body.office, until: body.until }),
  decide: (state, body, context) => {
    const terms = context.view.charter.offices().find((each) => each.office === body.office);
    if (terms === undefined) return no("office.unknown", { office: body.office });
    const present = presentMember(state, body.member);
    if ("refused" in present) return present;
    const { member, row } = present;
    const notYet = isDraft(context.cause)
      ? null
      : (mayNotHold(state, terms, member, row) ?? resting(body.office, row, context));
    const barred = untimely(body.until, context) ?? notYet;
    if (barred !== null) return barred;
    const until = deadline(body.until, 0);
    return accept({ kind: "office.began", member, office: body.office, until, powers: terms.powers });
  },
});

const resign = act({
  kind: "office.resign",
  shape: record({ office }),
  who: [{ kind: "member" }],
  decide: (state, body, { cause }) => {
    const ordinal = heldBy(state, memberOf(cause), body.office);
    if (ordinal === undefined) return no("office.notHeld", { office: body.office });
    return accept(officeEnd(state, ordinal, "resigned"));
  },
});

const recall = act({
  kind: "office.recall",
  shape: record({ office, member: id }),
  who: [{ kind: "decision", atLeast: "ordinary" }],
  facts: (_state, body) => ({ office: body.office }),
  decide: (state, body) => {
    const present = presentMember(state, body.member);
    if ("refused" in present) return present;
    const ordinal = heldBy(state, present.member, body.office);
    if (ordinal === undefined) return no("office.notHeld", { office: body.office });
    return accept(officeEnd(state, ordinal, "recalled"));
  },
});

export const offices = [appoint, resign, recall];
