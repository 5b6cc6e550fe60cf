/** How the acts of a charter are declared: its state, its events, and no other institution to ask. */
import { actKinds } from "../../../kernel/institution.ts";
import type { Cause, Id } from "../../../kernel/types.ts";
import type { CharterEvent } from "../events.ts";
import type { CharterState } from "../state.ts";

export const act = actKinds<CharterState, CharterEvent, unknown>();

/** The decision behind an act that only a decision can do; the authority check has seen to that. */
export const decisionOf = (cause: Cause): Id => (cause.kind === "decision" ? cause.decision : cause.act);

/** While a proposal is being drafted, what only time will cure does not stand in its way. */
export const isDraft = (cause: Cause): boolean => cause.kind === "decision" && cause.openedAt === null;
