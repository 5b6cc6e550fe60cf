/** How the acts of this register are declared, what they ask of others, and the checks that several of them share. */
import { actKinds } from "../../kernel/institution.ts";
import { refuse } from "../../kernel/refusal.ts";
import type { Cause, Context, Datum, Id, Refusal } from "../../kernel/types.ts";
import type { AccordEvent } from "./events.ts";
import type { refusals } from "./refusals.ts";
import { accordAt, type AccordRow, type AccordsState } from "./state.ts";

export type AccordsView = {
  readonly charter: {
    whole(path: string): number;
    /** The decision that made the value in force; null for founding terms. */
    madeBy(path: string): Id | null;
  };
};
export type Agreeing = Context<AccordsView>;

export const act = actKinds<AccordsState, AccordEvent, AccordsView>();

export const no = (
  kind: (typeof refusals)[number],
  clause: string,
  data: Readonly<Record<string, Datum>> = {},
  madeBy: Id | null = null,
): Refusal => refuse(kind, clause, data, madeBy);

/** Refused by a parameter of the charter, with the decision that made it. */
export const noByCharter = (
  kind: (typeof refusals)[number],
  path: string,
  data: Readonly<Record<string, Datum>>,
  { charter }: AccordsView,
): Refusal => no(kind, `charter.${path}`, data, charter.madeBy(path));

/** The decision behind an act that only a decision can do; the authority check has seen to that. */
export const decisionOf = (cause: Cause): Id => (cause.kind === "decision" ? cause.decision : cause.act);

export type Found = { readonly accord: number; readonly row: AccordRow };
export const foundAccord = (state: AccordsState, id: Id): Found | Refusal => {
  const accord = state.names.resolve(id);
  return accord === undefined
    ? no("accord.unknown", "law.register", { accord: id })
    : { accord, row: accordAt(state, accord) };
};
