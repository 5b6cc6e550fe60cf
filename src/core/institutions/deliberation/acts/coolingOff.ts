/**
 * Calling back a decision while it cools off: enough of those who could decide it may stop it before it takes effect. The
 * surprising rule: it is stopped at the instant the last needed call is recorded, and no later word revives it.
 */
import { accept, isRefusal } from "../../../kernel/refusal.ts";
import { id, optional, record, text } from "../../../kernel/schema.ts";
import { pairKey } from "../../../kernel/time.ts";
import type { DeliberationEvent } from "../events.ts";
import { REASON_CHARACTERS_MAX } from "../limits.ts";
import { no } from "../refusals.ts";
import { procedureOf } from "../rows.ts";
import type { ProposalRow } from "../state.ts";
import { memberOf } from "../view.ts";
import { deliberationAct, electors, found } from "./declare.ts";

export const callBack = deliberationAct({
  kind: "proposal.callBack",
  shape: record({ proposal: id, reason: optional(text(REASON_CHARACTERS_MAX)) }),
  who: electors,
  decide: (state, body, { cause, entry, view }) => {
    const known = found(state, body.proposal);
    if (isRefusal(known)) return known;
    const { proposal, row } = known;
    if (row.stage !== "coolingOff") return no("proposal.notCoolingOff", "law.proposals", { stage: row.stage });
    const member = memberOf(cause);
    const { openedAt, callBacksNeeded } = procedureOf(row);
    if (!view.community.isElector(member, openedAt)) return no("proposal.notElectorThen", "law.electors", { openedAt });
    if (state.callBacks.has(pairKey(proposal, member))) {
      return no("proposal.saidAlready", "law.idempotence", { word: "callBack" });
    }
    const called: DeliberationEvent = { kind: "proposal.calledBackBy", proposal, member, entry };
    return row.callBacks + 1 < callBacksNeeded ? accept(called) : accept(called, stopped(proposal, row));
  },
});

const stopped = (proposal: number, row: ProposalRow): DeliberationEvent => ({
  kind: "proposal.decided",
  proposal,
  outcome: "calledBack",
  method: row.decidedBy ?? procedureOf(row).method,
  coolingOffEnds: null,
  expiresAt: null,
});
