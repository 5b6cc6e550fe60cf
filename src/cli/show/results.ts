/** Recorded results: what was decided, by which figures, what of it is in force, and what devices say of it. */
import { assembly } from "../../core/registry.ts";
import type { Call } from "../call.ts";
import { isoOf, isoOrNull, whenOf } from "../instants.ts";
import type { View } from "./view.ts";

export const resultsOf = async (view: View, number: number | null) => {
  const results = view.ask(assembly);
  const wanted = Array.from({ length: results.count }, (_, ordinal) => results.count - 1 - ordinal).filter(
    (ordinal) => number === null || ordinal === number,
  );
  const rows = wanted.flatMap((ordinal) => results.result(ordinal) ?? []);
  return Promise.all(rows.map((row) => shown(view, row)));
};
export type Results = Awaited<ReturnType<typeof resultsOf>>;

type Row = NonNullable<ReturnType<ReturnType<typeof assembly.ask>["result"]>>;

const shown = async (view: View, row: Row) => ({
  number: row.ordinal,
  decision: row.decision,
  class: row.decisionClass,
  method: row.method,
  outcome: row.outcome,
  isInForce: row.isInForce,
  title: await view.words(row.title),
  summary: await view.words(row.summary),
  totals: { ...row.totals },
  entry: row.entry,
  openedAt: isoOf(row.openedAt),
  decidedAt: isoOf(row.decidedAt),
  recordedAt: isoOf(row.recordedAt),
  reviewUntil: isoOrNull(row.reviewUntil),
  reaffirmedBy: row.reaffirmedBy,
  ratifyBy: isoOrNull(row.ratifyBy),
  ratifiedBy: row.ratifiedBy,
  endedAt: isoOrNull(row.endedAt),
  endedBy: row.endedBy,
  attested: row.attested,
  disputed: row.disputed,
});

export const resultLines = (call: Call, results: Results): readonly string[] => {
  if (results.length === 0) return [call.say("cli.show.noResults")];
  return results.flatMap((result) => [
    call.say("cli.show.result", {
      number: result.number,
      outcome: call.voice.find(`outcome.${result.outcome}`) ?? result.outcome,
      title: result.title ?? result.decision,
      decided: whenOf(result.decidedAt),
      state: result.isInForce ? "inForce" : "over",
      until: result.reviewUntil === null ? "" : whenOf(result.reviewUntil),
    }),
    call.say("cli.show.totals", {
      ...result.totals,
      method: call.voice.find(`method.${result.method}`) ?? result.method,
      attested: result.attested,
      disputed: result.disputed,
    }),
  ]);
};
