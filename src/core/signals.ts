/**
 * Signals: what one institution tells the rest of the community, as data with one owner each.
 * A public institution never hears a members' signal; the kernel delivers by stratum.
 */
import type { Audience, DecisionClass, Id, Instant, Refusal } from "./kernel/types.ts";

export type Signal =
  // owner: the kernel. `audience` is the stratum whose commands ran: the public ones run first, when the result is recorded;
  // deliberation then hears "batch.done" with audience "public" and sets off the members' commands of the same batch.
  | { readonly kind: "batch.done"; readonly audience: Audience; readonly decision: Id }
  | {
      readonly kind: "batch.refused";
      readonly audience: Audience;
      readonly decision: Id;
      readonly index: number;
      readonly refusal: Refusal;
    }
  // owner: charter
  | {
      readonly kind: "community.founded";
      readonly origin: Id;
      readonly founder: Id;
      readonly node: Id;
      readonly nameText: Id;
    }
  // owner: assembly
  | {
      readonly kind: "result.recorded";
      readonly decision: Id;
      readonly result: number;
      readonly outcome: string;
      readonly decisionClass: DecisionClass;
    }
  | { readonly kind: "decision.unratified"; readonly decision: Id; readonly at: Instant }
  // owner: accords
  | { readonly kind: "accord.lapsed"; readonly accord: number }
  // owner: community
  | { readonly kind: "office.ended"; readonly office: string; readonly member: number }
  | { readonly kind: "member.gone"; readonly member: number };
