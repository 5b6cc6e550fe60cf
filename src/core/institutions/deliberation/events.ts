/**
 * What happens to proposals, as data: every act and every due instant of deliberation comes down to these. They carry all
 * that `evolve` needs, so that evolving asks nobody.
 */
import type { Method } from "../../counting.ts";
import type { DecisionClass, Id, Instant } from "../../kernel/types.ts";
import type { Decided, Ending, Procedure, Sort, VersionRow, Word } from "./state.ts";

type Of<K extends string, D> = { readonly kind: `proposal.${K}`; readonly proposal: number } & D;

export type DeliberationEvent =
  | {
      readonly kind: "proposal.drafted";
      readonly author: number;
      readonly decisionClass: DecisionClass;
      readonly version: VersionRow;
      readonly expiresAt: Instant;
    }
  | Of<"revised", { readonly version: VersionRow; readonly restUntil: Instant | null; readonly expiresAt: Instant }>
  | Of<"opened", { readonly procedure: Procedure; readonly expiresAt: Instant }>
  | Of<"frozen", { readonly summary: Id; readonly deadline: Instant }>
  | Of<"said", { readonly member: number; readonly word: Word; readonly entry: number }>
  /** Objections stood at the end of the first round: back to deliberation. */
  | Of<"sentBack", { readonly expiresAt: Instant }>
  /** Objections stood at the end of the second round: the vote opens by itself. */
  | Of<"fellBack", { readonly deadline: Instant }>
  /** `coolingOffEnds` where it cools off first; else its result may be recorded at once. */
  | Of<
      "decided",
      {
        readonly outcome: Decided;
        readonly method: Method;
        readonly coolingOffEnds: Instant | null;
        /** The last instant at which it can take effect; null where nothing is to take effect. */
        readonly expiresAt: Instant | null;
      }
    >
  | Of<"calledBackBy", { readonly member: number; readonly entry: number }>
  | Of<"cooledOff", { readonly expiresAt: Instant }>
  | Of<"closed", { readonly ending: Ending; readonly result: number | null }>
  /** Adopted, and its review date passed before a result was recorded: it can take effect no more. */
  | Of<"overdue", unknown>
  | Of<"unfulfilled", unknown>
  | Of<
      "discussed",
      {
        readonly id: Id;
        readonly entry: number;
        readonly author: number;
        readonly sort: Sort;
        readonly parent: number | null;
        readonly depth: number;
      }
    >
  | Of<"answered", { readonly post: number }>;
