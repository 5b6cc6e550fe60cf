/** The arithmetic of a result, from docs/formats/commands.md: shares, deadlines on whole minutes, calendar months. */
import { termOf } from "./charter.ts";
import { DAY, MINUTE } from "./ledger.ts";

export const CLASSES = ["ordinary", "weighty", "constitutional", "urgent"] as const;
export type DecisionClass = (typeof CLASSES)[number];
export const METHODS = ["consent", "majority", "supermajority"] as const;
export const OUTCOMES = ["adopted", "rejected", "noQuorum", "calledBack", "unfulfilled"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const numberOf = (path: string): number => {
  const value = termOf(path);
  if (typeof value !== "number") throw new Error(`${path} is a number`);
  return value;
};

export const ruleNumber = (of: DecisionClass, name: string): number => numberOf(`classes.${of}.${name}`);

const share = (base: number, percent: number): number =>
  Math.max(1, Math.min(base, Math.max(numberOf("percentages.floorPeople"), Math.ceil((base * percent) / 100))));

export const quorumOf = (of: DecisionClass, electors: number): number =>
  share(electors, ruleNumber(of, "quorumPercent"));

/** `minutes` later, up to the next whole minute. */
export const after = (at: number, minutes: number): number => Math.ceil((at + minutes * MINUTE) / MINUTE) * MINUTE;

export const deliberatedAt = (of: DecisionClass, openedAt: number): number =>
  after(openedAt, ruleNumber(of, "deliberationMinutes"));
export const deadlineOf = (of: DecisionClass, frozenAt: number): number =>
  after(frozenAt, ruleNumber(of, "voteMinutes"));
export const effectOf = (of: DecisionClass, decidedAt: number): number =>
  after(decidedAt, ruleNumber(of, "coolingOffMinutes"));
export const reviewOf = (of: DecisionClass, decidedAt: number, days: number | null): number =>
  effectOf(of, decidedAt) + (days ?? ruleNumber(of, "reviewDays")) * DAY;
