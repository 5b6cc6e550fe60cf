/**
 * Recording a result, and what devices say of it. The surprising rule: a device may change its mind, and its last statement
 * counts; but one that attests names the members' root it found, so an attestation is never given by rote.
 */
import { commandOf } from "../../../carried.ts";
import { accept } from "../../../kernel/refusal.ts";
import { id, pick, record } from "../../../kernel/schema.ts";
import { daysAfter, pairKey } from "../../../kernel/time.ts";
import type { Context, Instant, Refusal, Step } from "../../../kernel/types.ts";
import { resultShape, type ResultBody } from "../../../result.ts";
import { batchOf, fault } from "../checks.ts";
import type { AssemblyEvent } from "../events.ts";
import { STATEMENTS_MAX } from "../limits.ts";
import { no } from "../refusals.ts";
import { resultAt, type AssemblyState, type ResultRow, type Statement } from "../state.ts";
import { assemblyAct, type AssemblyView } from "../view.ts";

export const recordResult = assemblyAct({
  kind: "result.record",
  shape: resultShape,
  who: [{ kind: "node" }],
  carries: ({ commands }) => commands.map(commandOf),
  decide: (state, body, context) => {
    const wrong = fault(state, body, context);
    if (wrong !== null) return wrong;
    const recorded: AssemblyEvent = { kind: "result.recorded", result: state.count, row: rowOf(body, context) };
    return body.outcome === "adopted" ? { events: [recorded], run: batchOf(body) } : accept(recorded);
  },
});

const rowOf = (body: ResultBody, { at, entry, view }: Context<AssemblyView>): ResultRow => ({
  decision: body.decision,
  decisionClass: body.decisionClass,
  method: body.method,
  outcome: body.outcome,
  totals: body.totals,
  entry,
  openedAt: body.openedAt,
  decidedAt: body.decidedAt,
  recordedAt: at,
  membersRoot: body.membersRoot,
  membersSize: body.membersSize,
  title: body.title,
  summary: body.summary,
  reviewUntil: body.reviewUntil,
  reaffirmedBy: null,
  ratifyBy: body.outcome === "adopted" ? ratifyBy(body, at, view) : null,
  ratifiedBy: null,
  endedAt: null,
  endedBy: null,
  attested: 0,
  disputed: 0,
});

const ratifyBy = ({ decisionClass }: ResultBody, at: Instant, { charter }: AssemblyView): Instant | null => {
  const days = charter.classRule(decisionClass).ratifyDays;
  return days === null ? null : daysAfter(at, days);
};

export const attest = assemblyAct({
  kind: "result.attest",
  shape: record({ decision: id, membersRoot: id }),
  who: [{ kind: "anyDevice" }],
  decide: (state, { decision, membersRoot }, context) => {
    const result = state.names.resolve(decision);
    if (result === undefined) return no("decision.unknown", "law.oneResult", { decision });
    const recorded = resultAt(state, result).membersRoot;
    if (membersRoot !== recorded) return no("result.rootDiffers", "law.attestation", { recorded });
    return spokenOf(state, result, "attested", context);
  },
});

export const dispute = assemblyAct({
  kind: "result.dispute",
  shape: record({ decision: id, reason: pick("outcome", "totals", "commands", "root", "procedure") }),
  who: [{ kind: "anyDevice" }],
  decide: (state, { decision, reason }, context) => {
    const result = state.names.resolve(decision);
    if (result === undefined) return no("decision.unknown", "law.oneResult", { decision });
    return spokenOf(state, result, reason, context);
  },
});

const spokenOf = (
  state: AssemblyState,
  result: number,
  statement: Statement,
  { cause }: Context<AssemblyView>,
): Step<AssemblyEvent> | Refusal => {
  if (cause.kind !== "device") throw new Error(`a ${cause.kind} cannot speak of a result`);
  const device = state.devices.resolve(cause.key);
  if (device === undefined && state.devices.isTaken(cause.key)) return no("result.idTaken", "law.ids");
  const earlier = device === undefined ? undefined : state.statements.get(pairKey(result, device));
  if (earlier === statement) return no("result.saidAlready", "law.idempotence", { statement });
  const { attested, disputed } = resultAt(state, result);
  if (earlier === undefined && attested + disputed >= STATEMENTS_MAX) {
    return no("result.tooManyStatements", "law.limits", { limit: STATEMENTS_MAX });
  }
  return accept({ kind: "result.spokenOf", result, device: cause.key, statement });
};
