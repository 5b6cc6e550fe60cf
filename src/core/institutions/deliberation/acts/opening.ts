/**
 * From draft to ballot: opening fixes the rules and the electorate, freezing fixes the text. The surprising rule: a wording
 * that met objections cannot be frozen again as it was; without a revision it expires.
 */
import { peopleNeeded } from "../../../counting.ts";
import { accept, isRefusal } from "../../../kernel/refusal.ts";
import { id, record, text } from "../../../kernel/schema.ts";
import { daysAfter, deadline, MINUTE_MS } from "../../../kernel/time.ts";
import type { Refusal } from "../../../kernel/types.ts";
import { SUMMARY_CHARACTERS_MAX, SUMMARY_WORDS_MAX } from "../../../result.ts";
import { OPEN_MAX } from "../limits.ts";
import { no } from "../refusals.ts";
import { decisionBy, loadOf, procedureOf, wordingOf } from "../rows.ts";
import type { Procedure, ProposalRow } from "../state.ts";
import { classClause, IDLE_DAYS, numberAt, REST_HOURS, type Deliberating } from "../view.ts";
import { deliberationAct, foundToSteer, members, stale } from "./declare.ts";
import { rehearsed } from "./drafting.ts";

const MINUTES_PER_HOUR = 60;

export const open = deliberationAct({
  kind: "proposal.open",
  shape: record({ proposal: id }),
  who: members,
  decide: (state, body, context) => {
    const draft = foundToSteer(state, body.proposal, context);
    if (isRefusal(draft)) return draft;
    const { proposal, row } = draft;
    if (row.stage !== "draft") return no("proposal.notDraft", "law.proposals", { stage: row.stage });
    if (loadOf(state, row.author).open >= OPEN_MAX)
      return no("proposal.tooManyOpen", "law.limits", { limit: OPEN_MAX });
    if (context.view.community.electors === 0) return no("proposal.nobodyToDecide", "law.electors");
    const procedure = procedureNow(row, context);
    const expiresAt = daysAfter(procedure.deliberationEndsAt, procedure.idleDays);
    return accept({ kind: "proposal.opened", proposal, procedure, expiresAt });
  },
});

export const freeze = deliberationAct({
  kind: "proposal.freeze",
  shape: record({
    /** The wording to be frozen, by id, so that nobody freezes one they have not seen. */
    version: id,
    summary: text(SUMMARY_CHARACTERS_MAX, SUMMARY_WORDS_MAX),
  }),
  who: members,
  decide: (state, { version, summary }, context) => {
    const known = foundToSteer(state, version, context);
    if (isRefusal(known)) return known;
    const { proposal, row } = known;
    const early = stale(row, version) ?? notYet(row, context);
    if (early !== null) return early;
    const refused = rehearsed(decisionBy(row), wordingOf(state, proposal).commands, context.view);
    if (refused !== null) return refused;
    const ends = deadline(context.at, procedureOf(row).voteMinutes * MINUTE_MS);
    return accept({ kind: "proposal.frozen", proposal, summary, deadline: ends });
  },
});

/** Why the text may not be frozen at this instant, or null. */
const notYet = (row: ProposalRow, { at, view }: Deliberating): Refusal | null => {
  const { stage, procedure, restUntil, decisionClass } = row;
  if (stage !== "deliberating" || procedure === null) {
    return no("proposal.notDeliberating", "law.proposals", { stage });
  }
  if (at < procedure.deliberationEndsAt) {
    const { clause, madeBy } = classClause(view, decisionClass, "deliberationMinutes");
    return no("proposal.deliberationNotOver", clause, { endsAt: procedure.deliberationEndsAt }, madeBy);
  }
  if (row.isSentBack) return no("proposal.unrevised", "law.objections", { expiresAt: row.dueAt });
  if (restUntil !== null && at < restUntil) {
    return no("proposal.resting", `charter.${REST_HOURS}`, { until: restUntil }, view.charter.madeBy(REST_HOURS));
  }
  return null;
};

/**
 * The procedure as it stands at opening. A revision never rests longer than the least deliberation of its class, or an
 * urgent proposal could not be put right in time.
 */
const procedureNow = ({ decisionClass }: ProposalRow, { at, rules, view }: Deliberating): Procedure => {
  const rule = view.charter.classRule(decisionClass);
  const { electors } = view.community;
  return {
    rules,
    openedAt: at,
    electors,
    quorumNeeded: peopleNeeded(electors, rule.quorumPercent, rule.percentFloorPeople),
    callBacksNeeded: peopleNeeded(electors, rule.callBackPercent, rule.percentFloorPeople),
    method: rule.method,
    fallback: rule.fallback,
    thresholdNumerator: rule.thresholdNumerator,
    thresholdDenominator: rule.thresholdDenominator,
    deliberationEndsAt: deadline(at, rule.deliberationMinutes * MINUTE_MS),
    restMinutes: Math.min(numberAt(view, REST_HOURS) * MINUTES_PER_HOUR, rule.deliberationMinutes),
    voteMinutes: rule.voteMinutes,
    coolingOffMinutes: rule.coolingOffMinutes,
    lateQuorumMinutes: rule.lateQuorumMinutes,
    reviewDays: rule.reviewDays,
    isSecret: rule.secret,
    idleDays: numberAt(view, IDLE_DAYS),
  };
};
