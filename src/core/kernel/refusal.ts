/**
 * Refusals: why an act is not accepted, as a value with data. Words for them are in one table per language, keyed by
 * `kind`; a refusal always says which clause refuses and, where a decision made that clause, which one.
 */
import type { Datum, Id, Kind, Refusal, Step } from "./types.ts";

/** @param clause the rule that refuses, as a path; @param madeBy the decision that made it, null for founding terms and laws. */
export const refuse = (
  kind: Kind,
  clause: string,
  data: Readonly<Record<string, Datum>> = {},
  madeBy: Id | null = null,
): Refusal => ({
  refused: true,
  kind,
  clause,
  madeBy,
  data,
});

export const isRefusal = (outcome: { readonly refused?: boolean }): outcome is Refusal => outcome.refused === true;

export const accept = <E>(...events: readonly E[]): Step<E> => ({ events });
