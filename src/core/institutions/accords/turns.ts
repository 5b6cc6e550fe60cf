/** What comes due by itself, and what follows when a decision behind an accord was never ratified. */
import { accept } from "../../kernel/refusal.ts";
import { deadline, dueOf, secondOf } from "../../kernel/time.ts";
import type { Due, Id, Instant, Step } from "../../kernel/types.ts";
import type { AccordEvent } from "./events.ts";
import { standingAt } from "./standing.ts";
import { accordAt, type AccordRow, type AccordsState, type Term } from "./state.ts";

export const nextDue = (state: AccordsState): Due | null => {
  const first = state.turns.first();
  return first === null ? null : dueOf(first[0]);
};

export const due = (state: AccordsState, { at, key: accord }: Due): Step<AccordEvent> => {
  const { overAt, ended } = accordAt(state, accord);
  if (at < overAt) return accept({ kind: "accord.windDownBegan", accord, overAt });
  return accept(ended === null ? { kind: "accord.lapsed", accord } : { kind: "accord.woundDown", accord });
};

/**
 * An urgent decision that was not ratified ends with what it did: an accord signed under it is void, and one reaffirmed
 * under it is back on its former term, which may be over by now.
 */
export const unratified = (state: AccordsState, decision: Id, at: Instant): Step<AccordEvent> => {
  const events: AccordEvent[] = [];
  for (const [key] of state.turns.entries()) {
    const accord = secondOf(key);
    const row = accordAt(state, accord);
    if (row.ended !== null) continue;
    if (row.signedBy === decision)
      events.push({ kind: "accord.ended", accord, by: decision, reason: null, isVoid: true });
    else if (row.renewed?.by === decision)
      events.push({ kind: "accord.takenBack", accord, term: formerTerm(row, row.renewed.from, at) });
  }
  return accept(...events);
};

/** A former term that has run out meanwhile ends now, so that nothing is over before anybody could know it. */
const formerTerm = (row: AccordRow, from: Term, at: Instant): Term =>
  standingAt({ ...row, ...from }, at).kind === "inForce" ? from : { ...from, expiresAt: deadline(at, 0) };
