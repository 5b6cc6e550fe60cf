/**
 * The arithmetic of deciding, in whole numbers: how many are needed, who counts toward a quorum, what carries. The members'
 * deliberation decides by it and the public assembly checks recorded results by it, so the two can never drift apart.
 * The surprising rule: whether standing aside counts toward the quorum depends on the version of the rules at opening.
 */
import { versioned } from "./kernel/institution.ts";
import type { DecisionClass } from "./kernel/types.ts";

export type Method = "consent" | "majority" | "supermajority";
export type VoteMethod = Exclude<Method, "consent">;

/** The charter's rule for one class of decision, as far as deciding needs it (SPEC S3, S6). */
export type ClassRule = {
  readonly quorumPercent: number;
  readonly percentFloorPeople: number;
  readonly method: Method;
  /** The vote that follows two consent rounds with a standing objection; null: the proposal is rejected then. */
  readonly fallback: VoteMethod | null;
  readonly thresholdNumerator: number;
  readonly thresholdDenominator: number;
  readonly deliberationMinutes: number;
  readonly voteMinutes: number;
  readonly coolingOffMinutes: number;
  readonly lateQuorumMinutes: number;
  readonly callBackPercent: number;
  readonly reviewDays: number;
  readonly secret: boolean;
  /** Days within which an urgent decision must be ratified; null: it needs no ratification. */
  readonly ratifyDays: number | null;
};

/** What was said in one ballot. In a consent round `yes` are consents and `no` standing objections. */
export type Tally = {
  readonly yes: number;
  readonly standAside: number;
  readonly no: number;
  readonly abstain: number;
};
export const NO_TALLY: Tally = { yes: 0, standAside: 0, no: 0, abstain: 0 };

/** `percent` of `base` people, rounded up, at least `floorPeople` of them, at most all, and never nobody. */
export const peopleNeeded = (base: number, percent: number, floorPeople: number): number =>
  Math.max(1, Math.min(base, Math.max(floorPeople, Math.floor((base * percent + 99) / 100))));

/** How many of a tally count toward the quorum, by version of the rules: 1 counts who stood aside, 2 does not. */
export const countedAt = versioned<(tally: Tally) => number>({
  1: ({ yes, standAside, no, abstain }) => yes + standAside + no + abstain,
  2: ({ yes, no, abstain }) => yes + no + abstain,
});

type Threshold = Pick<ClassRule, "thresholdNumerator" | "thresholdDenominator">;

/** Whether the tally, its quorum given, carries the proposal. Fractions are compared by cross-multiplication, never divided. */
export function isCarried(method: Method, { yes, no }: Tally, threshold: Threshold): boolean {
  switch (method) {
    case "consent":
      return no === 0 && yes > 0;
    case "majority":
      return yes > no;
    case "supermajority":
      return yes > 0 && yes * threshold.thresholdDenominator >= threshold.thresholdNumerator * (yes + no);
  }
}

/** Which class may undo or renew the work of which. An urgent decision, quickly taken, ranks below all others. */
const RANK: Readonly<Record<DecisionClass, number>> = { urgent: 0, ordinary: 1, weighty: 2, constitutional: 3 };
export const isAtLeast = (given: DecisionClass, needed: DecisionClass): boolean => RANK[given] >= RANK[needed];
