/** Results made up by a node: one that all public rules accept, and whatever a test changes in it. */
import { daysAfter } from "../../src/core/kernel/time.ts";
import type { Instant, Refusal } from "../../src/core/kernel/types.ts";
import type { ResultBody } from "../../src/core/result.ts";
import { hall, named, START, type Hall } from "./hall.ts";

const OPENED = START;
export const DECIDED = daysAfter(OPENED, 7); // four days of deliberation, three of a ballot
export const EFFECT = daysAfter(DECIDED, 2);

/** A result that all public rules accept from EFFECT on. */
export const result = (changes: Partial<ResultBody> = {}): ResultBody => ({
  decision: named("a bench"),
  decisionClass: "ordinary",
  method: "consent",
  outcome: "adopted",
  totals: totals({}),
  commands: [],
  rules: 2,
  openedAt: OPENED,
  decidedAt: DECIDED,
  reviewUntil: daysAfter(EFFECT, 180),
  membersRoot: named("the members' root"),
  membersSize: 5,
  title: null,
  summary: null,
  ...changes,
});
export const totals = (changes: Partial<ResultBody["totals"]>): ResultBody["totals"] => ({
  electors: 6,
  yes: 4,
  standAside: 0,
  no: 0,
  abstain: 0,
  quorumNeeded: 3,
  callBacks: 0,
  ...changes,
});
export const at = (time: Instant, room: Hall = hall().hall): Hall => {
  room.until(time);
  return room;
};
export const refusalOf = (changes: Partial<ResultBody>, room: Hall = at(EFFECT)): Refusal | null =>
  room.attempt(room.node, "result.record", result(changes)).refusal;
