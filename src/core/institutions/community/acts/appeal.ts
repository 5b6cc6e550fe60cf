/**
 * The appeal of somebody excluded, heard by a panel drawn by lot: appeal, commitments, secrets, votes (SPEC S2). The surprising
 * rule: the appellant's own secret is part of the lot, so that nobody else can stall it or know it beforehand.
 */
import { accept } from "../../../kernel/refusal.ts";
import { bytes, id, pick, record, text } from "../../../kernel/schema.ts";
import { hoursAfter, pairKey } from "../../../kernel/time.ts";
import type { Id, Refusal } from "../../../kernel/types.ts";
import { act, memberOf } from "../act.ts";
import type { CommunityEvent } from "../events.ts";
import { COMMIT_HOURS, PLEA_CHARACTERS_MAX } from "../limits.ts";
import { commitmentTo } from "../lot.ts";
import { no } from "../refusals.ts";
import { settlePanel } from "../settle/appeal.ts";
import { appealAt, hearingAt, memberAt, type HearingPhase, type State } from "../state.ts";

const appeal = act({
  kind: "exclusion.appeal",
  shape: record({ text: text(PLEA_CHARACTERS_MAX), commitment: bytes(32) }),
  who: [{ kind: "former" }],
  decide: (state, { commitment }, { at, cause }) => {
    const { hearing } = memberAt(state, memberOf(cause));
    if (hearingAt(state, hearing).phase !== "excluded") return no("exclusion.alreadyAppealed");
    if (state.hearingNames.isTaken(cause.act)) return no("community.idTaken", { id: cause.act });
    const until = hoursAfter(at, COMMIT_HOURS);
    return accept({ kind: "appeal.opened", hearing, id: cause.act, commitment, until });
  },
});

type InPhase = { readonly hearing: number };
/** The case an appeal's id names, if it is in this phase. */
const inPhase = (
  state: State,
  appealId: Id,
  phase: HearingPhase,
  otherwise: "panel.notCommitting" | "panel.notRevealing" | "panel.over",
): InPhase | Refusal => {
  const hearing = state.hearingNames.resolve(appealId);
  if (hearing === undefined || state.appeals.get(hearing)?.id !== appealId)
    return no("panel.unknown", { appeal: appealId });
  return hearingAt(state, hearing).phase === phase ? { hearing } : no(otherwise);
};

const commit = act({
  kind: "panel.commit",
  shape: record({ appeal: id, commitment: bytes(32) }),
  who: [{ kind: "elector" }],
  decide: (state, body, { cause }) => {
    const open = inPhase(state, body.appeal, "committing", "panel.notCommitting");
    if ("refused" in open) return open;
    const { hearing } = open;
    const member = memberOf(cause);
    if (state.lots.has(pairKey(hearing, member))) return no("panel.alreadyCommitted");
    return accept({ kind: "lot.committed", hearing, member, commitment: body.commitment });
  },
});

const reveal = act({
  kind: "panel.reveal",
  shape: record({ appeal: id, secret: bytes(32) }),
  who: [{ kind: "participant" }, { kind: "former" }],
  decide: (state, { appeal: appealId, secret }, { cause }) => {
    const open = inPhase(state, appealId, "revealing", "panel.notRevealing");
    if ("refused" in open) return open;
    const { hearing } = open;
    const member = memberOf(cause);
    const lot = state.lots.get(pairKey(hearing, member));
    if (lot?.secret !== null) return no("panel.noCommitment");
    const commitment = commitmentTo(secret, hearingAt(state, hearing).id, memberAt(state, member).id);
    if (commitment !== lot.commitment) return no("panel.wrongSecret");
    return accept({ kind: "lot.revealed", hearing, member, secret });
  },
});

/** Until the deadline a vote can be changed; when the last of the panel has voted, the panel has spoken. */
const vote = act({
  kind: "panel.vote",
  shape: record({ appeal: id, vote: pick("uphold", "overturn") }),
  who: [{ kind: "member" }],
  decide: (state, body, context) => {
    const open = inPhase(state, body.appeal, "panel", "panel.over");
    if ("refused" in open) return open;
    const { hearing } = open;
    const member = memberOf(context.cause);
    const { panel, votes } = appealAt(state, hearing);
    const seat = panel.indexOf(member);
    if (seat < 0) return no("panel.notYourTurn");
    const cast = votes.map((other, place) => (place === seat ? body.vote : other));
    const voted = { kind: "panel.voted", hearing, member, vote: body.vote } as const;
    const verdict = cast.includes(null) ? [] : settlePanel(state, hearing, cast, context.at, context.at + 1);
    return accept<CommunityEvent>(voted, ...verdict);
  },
});

export const appeals = [appeal, commit, reveal, vote];
