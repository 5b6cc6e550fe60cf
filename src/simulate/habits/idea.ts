/** What somebody would have the community decide: a command, and the least class of decision that may do it. */
import type { Command, DecisionClass, Id } from "../../core/kernel/types.ts";
import type { Mind } from "../people/society.ts";

export type Idea = { readonly atLeast: DecisionClass; readonly command: Command };
export type Text = () => Id;
/** Null: nothing of that sort to be thought of now. */
export type Having = (mind: Mind, text: Text) => Idea | null;

/** The lightest class first. */
export const RANK: readonly DecisionClass[] = ["urgent", "ordinary", "weighty", "constitutional"];
