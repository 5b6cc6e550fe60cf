/** What can happen to the register of accords, as data: all that `evolve` needs to bring the register up to date. */
import type { Id, Instant } from "../../kernel/types.ts";
import type { AccordRow, PartnerRow, Term } from "./state.ts";

export type AccordEvent =
  | { readonly kind: "accord.partnerAdded"; readonly partner: number; readonly row: PartnerRow }
  | { readonly kind: "accord.signed"; readonly accord: number; readonly row: Omit<AccordRow, "overAt" | "turnAt"> }
  | { readonly kind: "accord.reaffirmed"; readonly accord: number; readonly by: Id; readonly term: Term }
  | { readonly kind: "accord.takenBack"; readonly accord: number; readonly term: Term }
  | {
      readonly kind: "accord.ended";
      readonly accord: number;
      readonly by: Id;
      readonly reason: Id | null;
      readonly isVoid: boolean;
    }
  | { readonly kind: "accord.windDownBegan"; readonly accord: number; readonly overAt: Instant }
  | { readonly kind: "accord.lapsed"; readonly accord: number }
  | { readonly kind: "accord.woundDown"; readonly accord: number };
