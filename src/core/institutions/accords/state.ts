/**
 * The register of partners and accords. The surprising rule: a row never says whether an accord is in force; that is read from
 * its dates (`standing.ts`). `turns` only keeps the next instant at which somebody must hear of a change.
 */
import { Names } from "../../kernel/names.ts";
import { Table } from "../../kernel/table.ts";
import type { Id, Instant } from "../../kernel/types.ts";
import type { Clauses, PartnerSort } from "./terms.ts";

export type PartnerRow = { readonly name: Id; readonly sort: PartnerSort; readonly since: Instant };

export type AccordRow = {
  readonly id: Id;
  readonly partner: number;
  readonly purpose: Id;
  readonly clauses: Clauses;
  readonly weGive: readonly Id[];
  readonly theyGive: readonly Id[];
  readonly isEssential: boolean;
  readonly fallback: Id | null;
  readonly negotiatedUntil: Instant | null;
  readonly signedAt: Instant;
  readonly signedBy: Id;
  /** The term that runs now: its length, its end, its public review. */
  readonly termMonths: number;
  readonly expiresAt: Instant;
  readonly reviewAt: Instant;
  readonly renewals: number;
  /** The last reaffirmation, with the dates it replaced, so that one never ratified can be taken back. */
  readonly renewed: { readonly by: Id; readonly at: Instant; readonly from: Term } | null;
  readonly ended: {
    readonly by: Id;
    readonly at: Instant;
    readonly reason: Id | null;
    readonly isVoid: boolean;
  } | null;
  /** When it is over for good: winding down included. */
  readonly overAt: Instant;
  /** The instant under which it stands in `turns`; null once it is over. */
  readonly turnAt: Instant | null;
};
export type Term = { readonly termMonths: number; readonly expiresAt: Instant; readonly reviewAt: Instant };

export type AccordsState = {
  readonly accords: Table<AccordRow>;
  /** Accords by their ids. */
  readonly names: Names;
  readonly partners: Table<PartnerRow>;
  /** Accords with an end to come, by (instant, ordinal). */
  readonly turns: Table<number>;
};

export const initial: AccordsState = {
  accords: Table.empty(),
  names: Names.empty,
  partners: Table.empty(),
  turns: Table.empty(),
};

/** The accord of this ordinal; a missing one is a bug, since ordinals come from names and turns. */
export const accordAt = (state: AccordsState, accord: number): AccordRow => {
  const row = state.accords.get(accord);
  if (row === undefined) throw new RangeError(`there is no accord ${accord}`);
  return row;
};
