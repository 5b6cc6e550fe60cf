/**
 * How an appeal ends: at the panel's deadline, when all of the panel have voted, or before the assembly. The surprising rule:
 * an exclusion stands only if more of the panel uphold it than overturn it; a tie is in favour of the person.
 */
import { daysAfter, deadline } from "../../../kernel/time.ts";
import type { Instant } from "../../../kernel/types.ts";
import type { CommunityEvent } from "../events.ts";
import { PANEL_DAYS, REVEALS_MIN, SEASON_DAYS } from "../limits.ts";
import { drawPanel } from "../lot.ts";
import { appealAt, hearingAt, memberAt, type PanelVote, type State } from "../state.ts";
import { numberOf, type View } from "../view.ts";

const count = (votes: readonly (PanelVote | null)[], vote: PanelVote): number =>
  votes.filter((other) => other === vote).length;

/** The end of an exclusion that did not hold: they are who they were, and decide again on what opens from `back` (ms) on. */
export const restoration = (state: State, hearing: number, at: Instant, back: number): CommunityEvent => {
  const { member } = hearingAt(state, hearing);
  const row = memberAt(state, member);
  const stillToCome = row.probationUntil !== null && row.probationUntil > at;
  const guestUntil = row.guestUntil === null || row.guestUntil > at ? row.guestUntil : deadline(at, 0);
  return {
    kind: "member.restored",
    hearing,
    member,
    back,
    probationUntil: stillToCome ? row.probationUntil : null,
    guestUntil,
  };
};

/** No panel can decide: the appeal is before the assembly, which may reverse the exclusion within a season. */
const referral = (hearing: number, at: Instant): CommunityEvent => ({
  kind: "appeal.referred",
  hearing,
  until: daysAfter(at, SEASON_DAYS),
});

/** What the panel's votes come to; fewer votes than half the panel come to nothing, and the assembly hears the appeal. */
export const settlePanel = (
  state: State,
  hearing: number,
  votes: readonly (PanelVote | null)[],
  at: Instant,
  back: number,
): readonly CommunityEvent[] => {
  const uphold = count(votes, "uphold");
  const overturn = count(votes, "overturn");
  if ((uphold + overturn) * 2 <= votes.length) return [referral(hearing, at)];
  const { member } = hearingAt(state, hearing);
  return [uphold > overturn ? { kind: "exclusion.final", hearing, member } : restoration(state, hearing, at, back)];
};

/** The commitments are in: with fewer than two there is nothing to draw from. */
export const closeLot = (state: State, hearing: number, at: Instant, until: Instant): readonly CommunityEvent[] =>
  appealAt(state, hearing).commitments < REVEALS_MIN
    ? [referral(hearing, at)]
    : [{ kind: "lot.closed", hearing, until }];

/** The secrets are open: draws the panel, or refers the appeal when too few secrets or too few people are there. */
export const fillPanel = (state: State, hearing: number, at: Instant, view: View): readonly CommunityEvent[] => {
  if (appealAt(state, hearing).reveals < REVEALS_MIN) return [referral(hearing, at)];
  const drawn = drawPanel(state, hearing, numberOf(view, "exclusion.panelSeats"));
  if (drawn === null) return [referral(hearing, at)];
  return [{ kind: "panel.drawn", hearing, ...drawn, until: daysAfter(at, PANEL_DAYS) }];
};
