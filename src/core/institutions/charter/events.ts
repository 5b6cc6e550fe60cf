/** What can happen to a charter, as data: `evolve` needs nothing else to bring the state up to date. */
import type { Id, Instant } from "../../kernel/types.ts";
import type { Line, Narrowing, Office, Term } from "../../terms/shapes.ts";
import type { Founding } from "./state.ts";

/** A decision that makes clauses, and the instant at which they lapse. */
export type Making = { readonly decision: Id; readonly endsAt: Instant };

export type CharterEvent =
  | {
      readonly kind: "charter.founded";
      readonly founding: Founding;
      readonly rules: number;
      readonly terms: readonly Term[];
      readonly redLines: readonly Line[];
      readonly narrowings: readonly Narrowing[];
      readonly offices: readonly Office[];
    }
  | { readonly kind: "charter.amendmentRead"; readonly changes: Id; readonly decision: Id }
  | ({
      readonly kind: "charter.amended";
      readonly changes: Id;
      readonly terms: readonly Term[];
      readonly redLines: readonly Line[];
      readonly dropped: readonly string[];
      readonly narrowings: readonly Narrowing[];
    } & Making)
  | ({ readonly kind: "charter.reaffirmed"; readonly paths: readonly string[] } & Making)
  | { readonly kind: "charter.rulesChosen"; readonly version: number; readonly decision: Id }
  | ({ readonly kind: "charter.pilotStarted"; readonly system: string; readonly question: Id } & Making)
  | ({ readonly kind: "charter.systemKept"; readonly system: string } & Making)
  | ({
      readonly kind: "charter.wordSet";
      readonly term: string;
      readonly language: string;
      readonly wording: Id | null;
    } & Making);
