/**
 * How each event changes the register. The surprising rule: an accord stands in `turns` exactly once, under the next
 * instant at which its standing changes; over for good, it leaves `turns` and stays in the register.
 */
import { dueKey } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import type { AccordEvent } from "./events.ts";
import { overAfter } from "./standing.ts";
import { accordAt, type AccordRow, type AccordsState, type Term } from "./state.ts";

export const evolve = (state: AccordsState, event: AccordEvent, at: Instant): AccordsState => {
  switch (event.kind) {
    case "accord.partnerAdded":
      return { ...state, partners: state.partners.set(event.partner, event.row) };
    case "accord.signed":
      return sign(state, event);
    case "accord.reaffirmed": {
      const { by, term } = event;
      const row = accordAt(state, event.accord);
      const renewed = { by, at, from: termOf(row) };
      return runTerm(state, event.accord, { ...row, renewals: row.renewals + 1, renewed }, term);
    }
    case "accord.takenBack": {
      const row = accordAt(state, event.accord);
      return runTerm(state, event.accord, { ...row, renewals: row.renewals - 1, renewed: null }, event.term);
    }
    case "accord.ended":
      return end(state, event, at);
    case "accord.windDownBegan": {
      const row = accordAt(state, event.accord);
      return place(state, event.accord, row, row.overAt);
    }
    case "accord.lapsed":
    case "accord.woundDown":
      return place(state, event.accord, accordAt(state, event.accord), null);
  }
};

type EventOf<K extends AccordEvent["kind"]> = Extract<AccordEvent, { kind: K }>;

const termOf = ({ termMonths, expiresAt, reviewAt }: AccordRow): Term => ({ termMonths, expiresAt, reviewAt });

const sign = (state: AccordsState, { accord, row }: EventOf<"accord.signed">): AccordsState => {
  const overAt = overAfter(row.expiresAt, row.isEssential);
  const named = { ...state, names: state.names.with(row.id, accord) };
  return place(named, accord, { ...row, overAt, turnAt: null }, row.expiresAt);
};

const runTerm = (state: AccordsState, accord: number, row: AccordRow, term: Term): AccordsState => {
  const overAt = overAfter(term.expiresAt, row.isEssential);
  return place(state, accord, { ...row, ...term, overAt }, term.expiresAt);
};

const end = (
  state: AccordsState,
  { accord, by, reason, isVoid }: EventOf<"accord.ended">,
  at: Instant,
): AccordsState => {
  const row = accordAt(state, accord);
  const after = overAfter(at, row.isEssential);
  const overAt = after < row.overAt ? after : row.overAt;
  return place(state, accord, { ...row, ended: { by, at, reason, isVoid }, overAt }, row.isEssential ? overAt : null);
};

/** Writes the row and moves it in `turns` to its next turn; null: it is over. */
const place = (state: AccordsState, accord: number, row: AccordRow, turnAt: Instant | null): AccordsState => {
  const left = row.turnAt === null ? state.turns : state.turns.delete(dueKey(row.turnAt, accord));
  const turns = turnAt === null ? left : left.set(dueKey(turnAt, accord), 1);
  return { ...state, accords: state.accords.set(accord, { ...row, turnAt }), turns };
};
