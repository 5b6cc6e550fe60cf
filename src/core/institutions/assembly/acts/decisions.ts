/**
 * What later decisions do to earlier ones: reaffirm, end, ratify. They come attached to a proposal like everything else
 * that a decision does. The surprising rule: only a decision of at least the same class may touch another, and an urgent
 * one ranks below all.
 */
import { isAtLeast } from "../../../counting.ts";
import { accept, isRefusal } from "../../../kernel/refusal.ts";
import { id, record, whole } from "../../../kernel/schema.ts";
import { daysAfter } from "../../../kernel/time.ts";
import type { Cause, Context, Id, Refusal, Who } from "../../../kernel/types.ts";
import { no } from "../refusals.ts";
import { isInForceAt, resultAt, type AssemblyState, type ResultRow } from "../state.ts";
import { assemblyAct, type AssemblyView } from "../view.ts";

const byDecision: readonly Who[] = [{ kind: "decision", atLeast: "ordinary" }];
const REVIEW_DAYS_MAX = 3_650;

export const reaffirm = assemblyAct({
  kind: "decision.reaffirm",
  shape: record({ decision: id, reviewDays: whole(1, REVIEW_DAYS_MAX) }),
  who: byDecision,
  decide: (state, { decision, reviewDays }, context) => {
    const standing = inForce(state, decision, context);
    if (isRefusal(standing)) return standing;
    const { result, row, by } = standing;
    const { charter } = context.view;
    const latest = charter.classRule(row.decisionClass).reviewDays;
    if (reviewDays > latest) {
      const path = `classes.${row.decisionClass}.reviewDays`;
      return no("decision.reviewTooLate", `charter.${path}`, { reviewDays, limit: latest }, charter.madeBy(path));
    }
    return accept({ kind: "decision.reaffirmed", result, by, reviewUntil: daysAfter(context.at, reviewDays) });
  },
});

export const end = assemblyAct({
  kind: "decision.end",
  shape: record({ decision: id }),
  who: byDecision,
  decide: (state, { decision }, context) => {
    const standing = inForce(state, decision, context);
    if (isRefusal(standing)) return standing;
    const { result, by } = standing;
    return accept({ kind: "decision.ended", result, decision, by, at: context.at });
  },
});

export const ratify = assemblyAct({
  kind: "decision.ratify",
  shape: record({ decision: id }),
  who: byDecision,
  decide: (state, { decision }, context) => {
    const standing = inForce(state, decision, context);
    if (isRefusal(standing)) return standing;
    const { result, row, by } = standing;
    if (row.ratifyBy === null || row.ratifiedBy !== null) {
      return no("decision.nothingToRatify", "law.ratification", { ratifiedBy: row.ratifiedBy });
    }
    return accept({ kind: "decision.ratified", result, by });
  },
});

type Standing = { readonly refused?: never; readonly result: number; readonly row: ResultRow; readonly by: Id };

/** The decision named, if it is in force and this one's class is enough to touch it. */
const inForce = (state: AssemblyState, decision: Id, { at, cause }: Context<AssemblyView>): Standing | Refusal => {
  const result = state.names.resolve(decision);
  if (result === undefined) return no("decision.unknown", "law.oneResult", { decision });
  const row = resultAt(state, result);
  if (!isInForceAt(row, at)) {
    return no("decision.notInForce", "law.expiry", { reviewUntil: row.reviewUntil, endedAt: row.endedAt });
  }
  const { decision: by, decisionClass: given } = decisionOf(cause);
  if (!isAtLeast(given, row.decisionClass)) {
    return no("decision.classTooLow", "law.classes", { given, needed: row.decisionClass });
  }
  return { result, row, by };
};

const decisionOf = (cause: Cause): Extract<Cause, { kind: "decision" }> => {
  if (cause.kind !== "decision") throw new Error(`a ${cause.kind} is no decision`);
  return cause;
};
