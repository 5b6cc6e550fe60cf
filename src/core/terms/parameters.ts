/**
 * The catalogue of the charter's parameters: one table that amendments are checked against, that the docs print and that the
 * charter reader shows. The surprising rule: a row is for ever. Its number is a key of the state, and its bounds and `unset`
 * value decide how old logs replay, so a change of meaning is a new row or a new version of the rules.
 */
import type { Datum, DecisionClass } from "../kernel/types.ts";
import type { Measure, Unit } from "./measure.ts";

/** What a bound protects; the clause of the refusal is `law.<because>` (README, Limits). */
export type Law =
  "appeal" | "callBack" | "expiry" | "hearing" | "privacy" | "recall" | "recovery" | "time" | "voice" | "workable";
export type Parameter = {
  readonly number: number;
  readonly path: string;
  readonly measure: Measure;
  /** What holds where a founding did not name it. */
  readonly unset: Datum;
  readonly because: Law;
  /** Kept for a system that comes later: agreed already at the founding, but nothing acts on it yet. */
  readonly isForLater: boolean;
};

export const decisionClasses = [
  "ordinary",
  "weighty",
  "constitutional",
  "urgent",
] as const satisfies readonly DecisionClass[];

const whole = (unit: Unit, min: number, max: number): Measure => ({ sort: "whole", unit, min, max });
const flag: Measure = { sort: "flag" };
const choice = (...words: readonly string[]): Measure => ({ sort: "choice", words });
const share = (moreThanHalf: boolean, ofMax: number): Measure => ({ sort: "share", moreThanHalf, ofMax });
const row = (number: number, path: string, measure: Measure, unset: Datum, because: Law): Parameter => ({
  number,
  path,
  measure,
  unset,
  because,
  isForLater: FOR_LATER.test(path),
});
const FOR_LATER = /^(alert|beat|circle|courier|emergency|festival|index|keyHolders|recall|triad)\.|\.secret$/;

const DAY = 1440; // minutes

/** Where each field of a class stands: a class's base number + this place. */
export const classFields = {
  quorumPercent: 0,
  method: 1,
  fallback: 2,
  threshold: 3,
  deliberationMinutes: 4,
  voteMinutes: 5,
  coolingOffMinutes: 6,
  lateQuorumMinutes: 7,
  callBackPercent: 8,
  reviewDays: 9,
  secret: 10,
  ratifyDays: 11,
} as const;
export const classBase: Readonly<Record<DecisionClass, number>> = {
  ordinary: 100,
  weighty: 120,
  constitutional: 140,
  urgent: 160,
};

type Least = {
  readonly quorum: number;
  readonly deliberation: number;
  readonly vote: number;
  readonly coolingOff: number;
};
/** The least that a class may ask, in percent and minutes: a heavier class can never be made lighter than this. */
const least: Readonly<Record<DecisionClass, Least>> = {
  ordinary: { quorum: 5, deliberation: DAY, vote: DAY, coolingOff: DAY },
  weighty: { quorum: 10, deliberation: 2 * DAY, vote: 2 * DAY, coolingOff: DAY },
  constitutional: { quorum: 20, deliberation: 7 * DAY, vote: 3 * DAY, coolingOff: 3 * DAY },
  urgent: { quorum: 5, deliberation: 60, vote: 60, coolingOff: 0 },
};

const classRows = (of: DecisionClass): readonly Parameter[] => {
  const { quorum, deliberation, vote, coolingOff } = least[of];
  const constitutional = of === "constitutional";
  const longest = of === "urgent" ? 3 * DAY : 90 * DAY;
  const field = (name: keyof typeof classFields, measure: Measure, unset: Datum, because: Law): Parameter =>
    row(classBase[of] + classFields[name], `classes.${of}.${name}`, measure, unset, because);
  return [
    field("quorumPercent", whole("percent", quorum, 90), Math.max(20, quorum), "voice"),
    field(
      "method",
      constitutional ? choice("consent", "supermajority") : choice("consent", "majority", "supermajority"),
      "supermajority",
      "voice",
    ),
    field(
      "fallback",
      constitutional ? choice("none", "supermajority") : choice("none", "majority", "supermajority"),
      "supermajority",
      "voice",
    ),
    field("threshold", share(true, 20), "2/3", "voice"),
    field("deliberationMinutes", whole("minutes", deliberation, longest), deliberation, "time"),
    field("voteMinutes", whole("minutes", vote, longest), vote, "time"),
    field("coolingOffMinutes", whole("minutes", coolingOff, longest), coolingOff, "time"),
    field("lateQuorumMinutes", whole("minutes", 0, 14 * DAY), 0, "time"),
    field("callBackPercent", whole("percent", 5, 50), 20, "callBack"),
    field("reviewDays", whole("days", 7, 730), 365, "expiry"),
    field("secret", flag, false, "privacy"),
    ...(of === "urgent" ? [field("ratifyDays", whole("days", 1, 28), 7, "expiry")] : []),
  ];
};

/** The parameters in order of number. */
export const parameters: readonly Parameter[] = [
  row(1, "percentages.floorPeople", whole("people", 2, 20), 5, "voice"),
  row(2, "deliberation.restAfterRevisionHours", whole("hours", 12, 168), 24, "time"),
  row(3, "negotiation.coolingDays", whole("days", 1, 60), 7, "time"),
  row(4, "accord.defaultMonths", whole("months", 1, 36), 6, "expiry"),
  row(5, "accord.maximumMonths", whole("months", 1, 36), 12, "expiry"),
  row(6, "circle.committeeMoons", whole("moons", 1, 6), 1, "expiry"),
  row(7, "circle.councilMoons", whole("moons", 1, 12), 3, "expiry"),
  row(8, "office.termMonths", whole("months", 1, 24), 6, "expiry"),
  row(9, "office.restMonths", whole("months", 1, 24), 6, "expiry"),
  row(10, "recall.votePercent", whole("percent", 5, 30), 15, "recall"),
  row(11, "recall.suspendPercent", whole("percent", 20, 60), 40, "recall"),
  row(12, "emergency.hours", whole("hours", 1, 168), 48, "expiry"),
  row(13, "emergency.extensionsPerSeason", whole("times", 0, 2), 0, "expiry"),
  row(14, "keyHolders.share", share(true, 15), "3/5", "recovery"),
  row(15, "keyHolders.onePerCommunity", flag, false, "recovery"),
  row(16, "alert.share", share(false, 15), "3/7", "workable"),
  row(17, "alert.confirmMinutes", whole("minutes", 5, DAY), 60, "workable"),
  row(18, "beat.nodeHours", whole("hours", 1, 72), 6, "workable"),
  row(19, "beat.circleDays", whole("days", 1, 60), 14, "workable"),
  row(20, "beat.pairDays", whole("days", 1, 60), 7, "workable"),
  row(21, "beat.missesMaximum", whole("times", 1, 5), 2, "workable"),
  row(22, "triad.rotationMonths", whole("months", 1, 12), 3, "expiry"),
  row(23, "index.period", choice("month", "quarter", "halfYear"), "quarter", "workable"),
  row(24, "exclusion.hearingDays", whole("days", 7, 90), 14, "hearing"),
  row(25, "exclusion.noContactDaysMaximum", whole("days", 0, 14), 14, "hearing"),
  row(26, "exclusion.appealDays", whole("days", 14, 90), 28, "appeal"),
  row(27, "exclusion.panelSeats", whole("people", 3, 15), 5, "appeal"),
  row(28, "courier.graceDays", whole("days", 0, 30), 2, "workable"),
  row(29, "festival.isOn", flag, false, "workable"),
  row(30, "membership.sponsors", whole("people", 1, 5), 1, "workable"),
  row(31, "membership.probationDays", whole("days", 0, 182), 28, "voice"),
  row(32, "membership.invitationDays", whole("days", 1, 90), 14, "expiry"),
  row(33, "membership.guestDays", whole("days", 1, 365), 91, "expiry"),
  row(34, "membership.leaveDaysMaximum", whole("days", 14, 730), 182, "expiry"),
  row(35, "recovery.waitingHours", whole("hours", 24, 336), 72, "recovery"),
  row(36, "recovery.members", whole("people", 1, 5), 2, "recovery"),
  row(37, "recovery.stewards", whole("people", 0, 2), 1, "recovery"),
  row(38, "recovery.membersAfterObjection", whole("people", 3, 9), 4, "recovery"),
  row(39, "amendment.seasonDays", whole("days", 28, 120), 91, "time"),
  row(40, "amendment.withinDays", whole("days", 182, 730), 365, "workable"),
  row(41, "rule.termDays", whole("days", 182, 1095), 730, "expiry"),
  row(42, "pilot.daysMaximum", whole("days", 14, 182), 91, "expiry"),
  row(43, "pilot.restDays", whole("days", 28, 364), 91, "expiry"),
  row(44, "publish.isListed", flag, false, "privacy"),
  row(45, "publish.decisions", flag, false, "privacy"),
  row(46, "deliberation.draftDays", whole("days", 14, 182), 56, "expiry"),
  ...decisionClasses.flatMap(classRows),
  row(201, "systems.accords", flag, false, "workable"),
  row(202, "systems.guests", flag, false, "workable"),
];

const byPath: ReadonlyMap<string, Parameter> = new Map(parameters.map((parameter) => [parameter.path, parameter]));
const byNumber: ReadonlyMap<number, Parameter> = new Map(parameters.map((parameter) => [parameter.number, parameter]));
export const parameterAt = (path: string): Parameter | undefined => byPath.get(path);
export const parameterNumbered = (number: number): Parameter | undefined => byNumber.get(number);
