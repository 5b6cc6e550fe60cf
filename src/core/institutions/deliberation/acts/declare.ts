/**
 * How deliberation's acts are declared, and the questions that nearly all of them ask first: is there such a proposal, is
 * it over, is it mine. A refusal about a thing that is over always says how it ended.
 */
import { actKinds } from "../../../kernel/institution.ts";
import { isRefusal } from "../../../kernel/refusal.ts";
import type { Id, Refusal, Who } from "../../../kernel/types.ts";
import type { DeliberationEvent } from "../events.ts";
import { no } from "../refusals.ts";
import { resolve, rowAt } from "../rows.ts";
import type { DeliberationState, ProposalRow } from "../state.ts";
import { FACILITATE, memberOf, type Deliberating, type DeliberationView } from "../view.ts";

export const deliberationAct = actKinds<DeliberationState, DeliberationEvent, DeliberationView>();

export const members: readonly Who[] = [{ kind: "member" }];
export const electors: readonly Who[] = [{ kind: "elector" }];
/** Guests speak too, but decide nothing. */
export const participants: readonly Who[] = [{ kind: "participant" }];

export type Found = { readonly refused?: never; readonly proposal: number; readonly row: ProposalRow };

/** The proposal that the id of its draft or of a revision names, unless it is over. */
export const found = (state: DeliberationState, id: Id): Found | Refusal => {
  const proposal = resolve(state, id);
  if (proposal === undefined) return no("proposal.unknown", "law.proposals", { id });
  const row = rowAt(state, proposal);
  if (row.stage === "closed") return no("proposal.over", "law.proposals", { ending: row.ending, endedAt: row.endedAt });
  return { proposal, row };
};

/** The same, for whom only its author may touch. */
export const foundOwn = (state: DeliberationState, id: Id, { cause }: Deliberating): Found | Refusal => {
  const known = found(state, id);
  if (isRefusal(known) || known.row.author === memberOf(cause)) return known;
  return no("proposal.notYours", "law.authorship", { author: known.row.author });
};

/** The same, for what a facilitator may do in the author's place. */
export const foundToSteer = (state: DeliberationState, id: Id, context: Deliberating): Found | Refusal => {
  const known = found(state, id);
  if (isRefusal(known)) return known;
  const member = memberOf(context.cause);
  if (known.row.author === member || context.view.community.holdsPower(member, FACILITATE)) return known;
  return no("proposal.notYours", "law.authorship", { author: known.row.author, power: FACILITATE });
};

/** Refuses what was said of an earlier wording, naming the present one. */
export const stale = ({ versionId, version }: ProposalRow, named: Id): Refusal | null =>
  named === versionId ? null : no("proposal.newerVersion", "law.versions", { newer: versionId, version });
