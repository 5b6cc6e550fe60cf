/**
 * What public rules can check of a result without knowing a single member: that its figures fit each other and the charter
 * as it stood at opening, that its dates leave room for what had to come between them, and that what it does would be
 * accepted. That the figures are true only members can say, by attesting or disputing.
 */
import { commandOf } from "../../carried.ts";
import { countedAt, isCarried, peopleNeeded, type ClassRule } from "../../counting.ts";
import { daysAfter, deadline, isWholeMinute, MINUTE_MS } from "../../kernel/time.ts";
import type { Batch, Context, Id, Instant, Refusal } from "../../kernel/types.ts";
import type { ResultBody } from "../../result.ts";
import { no } from "./refusals.ts";
import { resultAt, type AssemblyState } from "./state.ts";
import { PUBLISHES_DECISIONS, type AssemblyView } from "./view.ts";

type Checking = Context<AssemblyView>;
type Clause = readonly [path: string, madeBy: Id | null];

/** Why the result may not be recorded, or null; the first check that fails speaks. */
export const fault = (state: AssemblyState, body: ResultBody, context: Checking): Refusal | null => {
  const { view } = context;
  const rule = view.charter.classRuleOn(body.decisionClass, body.openedAt);
  return (
    named(state, body) ??
    datesOf(body, context) ??
    rulesOf(state, body, view) ??
    figuresOf(body) ??
    (rule === null ? null : againstRule(body, rule, context)) ??
    carriedOf(body, view)
  );
};

const named = ({ names }: AssemblyState, { decision }: ResultBody): Refusal | null => {
  if (names.resolve(decision) !== undefined) return no("result.twice", "law.oneResult", { decision });
  return names.isTaken(decision) ? no("result.idTaken", "law.ids", { decision }) : null;
};

const datesOf = ({ openedAt, decidedAt, membersSize }: ResultBody, { at, entry }: Checking): Refusal | null => {
  if (decidedAt > at || membersSize > entry) return no("result.aheadOfLog", "law.time", { decidedAt, membersSize });
  return openedAt > decidedAt ? no("result.tooEarly", "law.time", { openedAt, decidedAt }) : null;
};

/** What must fit whatever the charter says. */
const figuresOf = ({ totals, outcome, rules }: ResultBody): Refusal | null => {
  const { electors, yes, standAside, no: against, abstain, quorumNeeded, callBacks } = totals;
  if (yes + standAside + against + abstain > electors || callBacks > electors) {
    return no("result.moreThanElectors", "law.electors", { electors });
  }
  const counted = countedAt(rules)(totals);
  if (counted < quorumNeeded === (outcome === "noQuorum")) return null;
  return no("result.outcomeContradicted", "law.quorum", { outcome, counted, quorumNeeded });
};

/** The version of the rules at opening can only be another than today's if it was chosen since. */
const rulesOf = (state: AssemblyState, { rules, openedAt }: ResultBody, { charter }: AssemblyView): Refusal | null => {
  const chosen = charter.rulesBy === null ? undefined : state.names.resolve(charter.rulesBy);
  const isChosenSince = chosen !== undefined && resultAt(state, chosen).recordedAt > openedAt;
  if (rules === charter.rules || isChosenSince) return null;
  return no("result.rulesWrong", "law.rules", { rules, inForce: charter.rules }, charter.rulesBy);
};

const againstRule = (body: ResultBody, rule: ClassRule, context: Checking): Refusal | null => {
  const clause = (field: keyof ClassRule): Clause => {
    const path = `classes.${body.decisionClass}.${field}`;
    return [`charter.${path}`, context.view.charter.madeBy(path)];
  };
  return methodOf(body, rule, clause) ?? totalsOf(body, rule, clause) ?? timesOf(body, rule, context.at, clause);
};
type ClauseOf = (field: keyof ClassRule) => Clause;

const methodOf = ({ method }: ResultBody, rule: ClassRule, clause: ClauseOf): Refusal | null => {
  if (method === rule.method || (rule.method === "consent" && method === rule.fallback)) return null;
  const [path, madeBy] = clause("method");
  return no("result.methodNotAllowed", path, { method, asked: rule.method }, madeBy);
};

const totalsOf = (
  { totals, method, outcome, rules }: ResultBody,
  rule: ClassRule,
  clause: ClauseOf,
): Refusal | null => {
  const { electors, quorumNeeded, callBacks } = totals;
  const [quorumPath, quorumBy] = clause("quorumPercent");
  const needed = peopleNeeded(electors, rule.quorumPercent, rule.percentFloorPeople);
  if (quorumNeeded !== needed) return no("result.quorumWrong", quorumPath, { quorumNeeded, needed }, quorumBy);
  const counted = countedAt(rules)(totals);
  const enough = peopleNeeded(electors, rule.callBackPercent, rule.percentFloorPeople);
  const found = outcomeOf(counted >= needed, isCarried(method, totals, rule), callBacks >= enough);
  if (found === (outcome === "unfulfilled" ? "adopted" : outcome)) return null;
  const data = { outcome, found, counted, quorumNeeded, callBacksNeeded: enough };
  const [path, madeBy] = clause(found === "calledBack" || outcome === "calledBack" ? "callBackPercent" : "method");
  return no("result.outcomeContradicted", path, data, madeBy);
};

type Found = "adopted" | "rejected" | "noQuorum" | "calledBack";
const outcomeOf = (hasQuorum: boolean, carries: boolean, isCalledBack: boolean): Found => {
  if (!hasQuorum) return "noQuorum";
  if (!carries) return "rejected";
  return isCalledBack ? "calledBack" : "adopted";
};

/** The least deliberation, then one ballot, then cooling-off: no decision can be quicker, some are slower. */
const timesOf = (body: ResultBody, rule: ClassRule, at: Instant, clause: ClauseOf): Refusal | null => {
  const { openedAt, decidedAt, outcome } = body;
  const after = (from: Instant, minutes: number): Instant => deadline(from, minutes * MINUTE_MS);
  const earliest = after(after(openedAt, rule.deliberationMinutes), rule.voteMinutes);
  if (decidedAt < earliest) {
    const [path, madeBy] = clause("deliberationMinutes");
    return no("result.tooEarly", path, { decidedAt, earliest }, madeBy);
  }
  const coolingOffEnds = after(decidedAt, rule.coolingOffMinutes);
  const takesEffect = outcome === "adopted" || outcome === "unfulfilled";
  if (takesEffect && at < coolingOffEnds) {
    const [path, madeBy] = clause("coolingOffMinutes");
    return no("result.coolingOff", path, { until: coolingOffEnds }, madeBy);
  }
  return reviewOf(body, daysAfter(coolingOffEnds, rule.reviewDays), at, clause);
};

const reviewOf = (
  { outcome, reviewUntil }: ResultBody,
  latest: Instant,
  at: Instant,
  clause: ClauseOf,
): Refusal | null => {
  const isTimely = reviewUntil !== null && reviewUntil > at && reviewUntil <= latest && isWholeMinute(reviewUntil);
  const isRight = outcome === "adopted" ? isTimely : reviewUntil === null;
  const [path, madeBy] = clause("reviewDays");
  return isRight ? null : no("result.reviewWrong", path, { outcome, reviewUntil, latest }, madeBy);
};

const carriedOf = (body: ResultBody, view: AssemblyView): Refusal | null => {
  const { commands, outcome, title, summary } = body;
  if ((title !== null || summary !== null) && view.charter.parameter(PUBLISHES_DECISIONS) !== true) {
    const madeBy = view.charter.madeBy(PUBLISHES_DECISIONS);
    return no("result.textsNotPublished", `charter.${PUBLISHES_DECISIONS}`, {}, madeBy);
  }
  if (commands.length === 0) return null;
  if (outcome !== "adopted") return no("result.commandsNotAdopted", "law.oneResult", { outcome });
  const hidden = commands.find(({ kind }) => view.audienceOf(kind) !== "public");
  if (hidden !== undefined) return no("result.commandsNotPublic", "law.strata", { kind: hidden.kind });
  return view.rehearse(batchOf(body))?.refusal ?? null;
};

/** The public part of the decision, as the kernel runs it. */
export const batchOf = ({ decision, decisionClass, openedAt, commands }: ResultBody): Batch => ({
  decision,
  decisionClass,
  openedAt,
  commands: commands.map(commandOf),
});
