/** What became of acts that were handed in, as data and in words: receipts, refusals with the rule and what can be done, promises. */
import type { Refusal } from "../core/kernel/types.ts";
import { instantOf } from "../core/kernel/time.ts";
import { refusalWords } from "../words/refusals.ts";
import type { Call, Json } from "./call.ts";
import { exits, type Exit } from "./exits.ts";
import { isoOf, whenOf } from "./instants.ts";
import type { Result } from "./remote/nodeClient.ts";

export const resultJson = (result: Result): Json => {
  switch (result.kind) {
    case "recorded":
      return { outcome: "recorded", ...result.receipt, at: isoOf(result.receipt.at) };
    case "refused":
      return { outcome: "refused", id: result.id, refusal: refusalJson(result.refusal) };
    case "promised":
      return { outcome: "promised", id: result.id, by: isoOf(instantOf(result.by)) };
  }
};

export const refusalJson = ({ kind, clause, madeBy, data }: Refusal): Json => ({
  kind,
  clause,
  madeBy,
  data: { ...data },
});

export const resultLines = (call: Call, result: Result): readonly string[] => {
  switch (result.kind) {
    case "recorded": {
      const { id, index, at } = result.receipt;
      return [call.say("cli.act.recorded", { id, index, when: whenOf(isoOf(at)) })];
    }
    case "refused":
      return refusalLines(call, result.refusal);
    case "promised":
      return [call.say("cli.act.promised", { id: result.id, when: whenOf(isoOf(instantOf(result.by))) })];
  }
};

/** What was refused, by which rule, who made it, and what can be done. */
export const refusalLines = (call: Call, refusal: Refusal): readonly string[] => {
  const { what, rule, next } = refusalWords(refusal, call.voice, call.voice.moments, call.terminal.now());
  const maker = refusal.madeBy === null ? [] : [call.say("cli.act.madeBy", { decision: refusal.madeBy })];
  return [
    call.say("cli.act.refused", { what }),
    call.say("cli.act.rule", { rule, clause: refusal.clause }),
    ...maker,
    call.say("cli.act.next", { next }),
  ];
};

/** 1 as soon as one is refused. */
export const exitFor = (results: readonly Result[]): Exit =>
  results.some(({ kind }) => kind === "refused") ? exits.refused : exits.done;
