/** What happens to results, as data: all that `evolve` needs to bring the register up to date, and `tell` to pass it on. */
import type { Id, Instant } from "../../kernel/types.ts";
import type { ResultRow, Statement } from "./state.ts";

export type AssemblyEvent =
  | { readonly kind: "result.recorded"; readonly result: number; readonly row: ResultRow }
  /** Its public part was refused after all: nothing came into force. */
  | { readonly kind: "result.undone"; readonly result: number }
  | { readonly kind: "result.spokenOf"; readonly result: number; readonly device: Id; readonly statement: Statement }
  | { readonly kind: "decision.reaffirmed"; readonly result: number; readonly by: Id; readonly reviewUntil: Instant }
  | { readonly kind: "decision.ratified"; readonly result: number; readonly by: Id }
  /** `by` null: an urgent decision that nobody ratified in time. */
  | {
      readonly kind: "decision.ended";
      readonly result: number;
      readonly decision: Id;
      readonly by: Id | null;
      readonly at: Instant;
    }
  | {
      readonly kind: "text.erased";
      readonly hashes: readonly Id[];
      readonly reason: "author" | "safeguarding" | "law";
    };
