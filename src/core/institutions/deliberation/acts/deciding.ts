/**
 * Saying yes, no or something between, in a consent round or in a vote. Every word names the wording it is about; a word on
 * an older wording is refused and told the newer one. The surprising rule: who may speak is settled by the instant of
 * opening, so nobody joins or is brought in while a ballot runs.
 */
import { accept, isRefusal } from "../../../kernel/refusal.ts";
import { id, optional, pick, record, text } from "../../../kernel/schema.ts";
import { pairKey } from "../../../kernel/time.ts";
import type { Id, Refusal, Step } from "../../../kernel/types.ts";
import type { DeliberationEvent } from "../events.ts";
import { REASON_CHARACTERS_MAX } from "../limits.ts";
import { no } from "../refusals.ts";
import { procedureOf } from "../rows.ts";
import type { DeliberationState, ProposalRow, Word, WordRow } from "../state.ts";
import { memberOf, type Deliberating } from "../view.ts";
import { deliberationAct, electors, found, stale } from "./declare.ts";

const reason = text(REASON_CHARACTERS_MAX);

export const consent = deliberationAct({
  kind: "proposal.consent",
  shape: record({ version: id }),
  who: electors,
  decide: (state, { version }, context) => say(state, version, "round", "consent", context),
});

export const standAside = deliberationAct({
  kind: "proposal.standAside",
  shape: record({ version: id, reason: optional(reason) }),
  who: electors,
  decide: (state, { version }, context) => say(state, version, "round", "standAside", context),
});

export const object = deliberationAct({
  kind: "proposal.object",
  shape: record({
    version: id,
    reason,
    /** The shared purpose that the proposal would harm. */
    purpose: text(REASON_CHARACTERS_MAX),
  }),
  who: electors,
  decide: (state, { version }, context) => say(state, version, "round", "object", context),
});

/** Leaves no word behind: who withdraws an objection has not consented by it. */
export const withdrawObjection = deliberationAct({
  kind: "objection.withdraw",
  shape: record({ version: id }),
  who: electors,
  decide: (state, { version }, context) => say(state, version, "round", "withdrawn", context),
});

export const vote = deliberationAct({
  kind: "proposal.vote",
  shape: record({ version: id, choice: pick("yes", "no", "abstain") }),
  who: electors,
  decide: (state, { version, choice }, context) => say(state, version, "vote", choice, context),
});

const say = (
  state: DeliberationState,
  version: Id,
  ballot: "round" | "vote",
  word: Word,
  { cause, entry, view }: Deliberating,
): Step<DeliberationEvent> | Refusal => {
  const known = found(state, version);
  if (isRefusal(known)) return known;
  const { proposal, row } = known;
  const closed = stale(row, version) ?? notIn(ballot, row);
  if (closed !== null) return closed;
  const member = memberOf(cause);
  const { openedAt } = procedureOf(row);
  if (!view.community.isElector(member, openedAt)) return no("proposal.notElectorThen", "law.electors", { openedAt });
  const repeated = repeats(state.words.get(pairKey(proposal, member)), row, word);
  return repeated ?? accept({ kind: "proposal.said", proposal, member, word, entry });
};

const notIn = (ballot: "round" | "vote", { stage, procedure, dueAt }: ProposalRow): Refusal | null => {
  if (stage === ballot) return null;
  if (stage === "round" || stage === "vote") return no("proposal.otherMethod", "law.methods", { stage, until: dueAt });
  return no("proposal.notDeciding", "law.proposals", { stage, mayFreezeAt: procedure?.deliberationEndsAt ?? null });
};

const repeats = (earlier: WordRow | undefined, { ballot }: ProposalRow, word: Word): Refusal | null => {
  const standing = earlier?.ballot === ballot ? earlier.word : null;
  if (word === "withdrawn") return standing === "object" ? null : no("objection.none", "law.objections");
  return standing === word ? no("proposal.saidAlready", "law.idempotence", { word }) : null;
};
