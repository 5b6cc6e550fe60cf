/**
 * What the assembly asks of the charter and the kernel. It asks nobody about members: no public effect may depend on who
 * is one.
 */
import type { ClassRule } from "../../counting.ts";
import { actKinds } from "../../kernel/institution.ts";
import type { Audience, Batch, Datum, DecisionClass, Id, Instant, Kind, Refusal } from "../../kernel/types.ts";
import type { AssemblyEvent } from "./events.ts";
import type { AssemblyState } from "./state.ts";

export type AssemblyView = {
  readonly charter: {
    readonly rules: number;
    /** The decision that chose the rules' version; null: the founding did. */
    readonly rulesBy: Id | null;
    classRule(decisionClass: DecisionClass): ClassRule;
    /** What the class asked at an earlier instant; null at the very instant of a change, when only order could tell. */
    classRuleOn(decisionClass: DecisionClass, earlier: Instant): ClassRule | null;
    parameter(path: string): Datum;
    madeBy(path: string): Id | null;
  };
  audienceOf(kind: Kind): Audience | undefined;
  rehearse(batch: Batch): { readonly index: number; readonly refusal: Refusal } | null;
};

export const assemblyAct = actKinds<AssemblyState, AssemblyEvent, AssemblyView>();
export const PUBLISHES_DECISIONS = "publish.decisions";
