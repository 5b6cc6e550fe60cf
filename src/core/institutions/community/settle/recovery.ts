/**
 * When a recovery has support enough, and what then happens. The surprising rules: stewards who are not there are replaced by
 * more people, and where the community is too small, by all the others; after an objection everybody is asked again and more
 * must agree, or more than half of all other electors, and so for every recovery of that member for the rest of the season.
 */
import { deadline, HOUR_MS } from "../../../kernel/time.ts";
import type { Instant } from "../../../kernel/types.ts";
import type { CommunityEvent } from "../events.ts";
import { forgetAt, recoveryEnd } from "../going.ts";
import { FINAL_WAIT_FACTOR, MORE_WITHOUT_STEWARDS } from "../limits.ts";
import { holdersOf, isElectorRow } from "../standing.ts";
import { memberAt, recoveryAt, type RecoveryRow, type State } from "../state.ts";
import { numberOf, type View } from "../view.ts";

/** What the charter asks: members and stewards before an objection, members after one (and then one steward more). */
export type Thresholds = {
  readonly members: number;
  readonly stewards: number;
  readonly membersAfterObjection: number;
};
const thresholdsOf = (view: View): Thresholds => ({
  members: numberOf(view, "recovery.members"),
  stewards: numberOf(view, "recovery.stewards"),
  membersAfterObjection: numberOf(view, "recovery.membersAfterObjection"),
});

/** `people` must support, `stewards` of them as stewards; or, after an objection, `orPeople` whoever they are. */
export type SupportNeeded = { readonly people: number; readonly stewards: number; readonly orPeople: number | null };
type Supported = Pick<RecoveryRow, "member" | "phase" | "supporters" | "stewards">;
type Others = { readonly electors: number; readonly stewards: number };

/** Who could support: all electors but the member concerned. */
const othersThan = (state: State, member: number): Others => {
  const stewards = holdersOf(state, "steward");
  return {
    electors: state.totals.electors - (isElectorRow(memberAt(state, member)) ? 1 : 0),
    stewards: stewards.size - (stewards.has(member) ? 1 : 0),
  };
};

const goal = (members: number, stewards: number, others: Others): SupportNeeded => {
  const missing = Math.max(0, stewards - others.stewards);
  const people = members + stewards + missing * MORE_WITHOUT_STEWARDS;
  return { people: Math.min(people, others.electors), stewards: stewards - missing, orPeople: null };
};

/** What a recovery needs at this instant. */
export const supportNeeded = (state: State, row: Supported, thresholds: Thresholds): SupportNeeded => {
  const others = othersThan(state, row.member);
  const first = goal(thresholds.members, thresholds.stewards, others);
  // Who objected once this season is not frozen again by the same few.
  const wasObjected = (state.tallies.get(row.member)?.objected ?? 0) > 0;
  if (!wasObjected && (row.phase === "gathering" || row.phase === "waiting")) return first;
  const stewards = thresholds.stewards === 0 ? 0 : thresholds.stewards + 1;
  const orPeople = Math.max(Math.floor(others.electors / 2) + 1, first.people);
  return { ...goal(thresholds.membersAfterObjection, stewards, others), orPeople };
};

export const isSupported = (state: State, row: Supported, view: View): boolean => {
  const { people, stewards, orPeople } = supportNeeded(state, row, thresholdsOf(view));
  const have = row.supporters.length;
  if (have === 0) return false;
  return (have >= people && row.stewards.length >= stewards) || (orPeople !== null && have >= orPeople);
};

/** The waiting period begins; after an objection it is longer, and no objection stops it. */
export const waiting = (
  recovery: number,
  { phase }: Pick<RecoveryRow, "phase">,
  at: Instant,
  view: View,
): CommunityEvent => {
  const isFinal = phase === "contested";
  const hours = numberOf(view, "recovery.waitingHours") * (isFinal ? FINAL_WAIT_FACTOR : 1);
  return { kind: "recovery.waiting", recovery, isFinal, until: deadline(at, hours * HOUR_MS) };
};

/** The new key is the member's one device from now on. */
export const completion = (state: State, recovery: number, at: Instant): CommunityEvent => ({
  kind: "recovery.completed",
  recovery,
  member: recoveryAt(state, recovery).member,
  forgetAt: forgetAt(state, recovery, at),
});

/** What happens when the phase's time is up. */
export const settleRecovery = (state: State, recovery: number, at: Instant): readonly CommunityEvent[] => {
  const { phase } = recoveryAt(state, recovery);
  switch (phase) {
    case "gathering":
    case "contested":
      return [recoveryEnd(state, recovery, "lapsed", at)];
    case "waiting":
    case "finalWaiting":
      return [completion(state, recovery, at)];
    case "closed":
      return [{ kind: "recovery.forgotten", recovery }];
  }
};
