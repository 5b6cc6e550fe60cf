/** Ballots that do not go smoothly: an objection that comes to a vote, a quorum missed, a decision called back. */
import { deadlineOf } from "./counting.ts";
import {
  adopted,
  consent,
  draft,
  effectAt,
  failed,
  freeze,
  open,
  record,
  revise,
  speak,
  type Opened,
  type Round,
  type RootOf,
  type Spec,
} from "./decisions.ts";
import { HOUR, MINUTE } from "./ledger.ts";
import { textOf } from "./texts.ts";
import { allBut, personOf, type Village } from "./village.ts";

const YES = 0;
const NO = 1;
const REST_HOURS = 24;

const opened = (village: Village, title: string): Opened => {
  const spec: Spec = { title, decisionClass: "ordinary" };
  return open(village, draft(village, spec));
};

const objectedTo = (village: Village, frozen: Round): Round => {
  const fay = personOf(village, "Fay");
  const reasons = [textOf("It blocks the path.", frozen.title), textOf("The lane is for walking.", frozen.title)];
  const consented = consent(village, frozen, allBut(village, "Fay"));
  const round = speak(village, consented, [fay], ["proposal.object", reasons]);
  village.ledger.waitUntil(round.deadline);
  return round;
};

/** The fallback vote opens by itself at the second round's deadline. */
const votedOn = (village: Village, second: Round): Round => {
  const opening = { ...second, deadline: deadlineOf("ordinary", second.deadline), heard: 0 };
  const others = speak(village, opening, allBut(village, "Fay"), ["proposal.vote", [YES]]);
  return speak(village, others, [personOf(village, "Fay")], ["proposal.vote", [NO]]);
};

export const putToTheVote = async (village: Village, rootOf: RootOf): Promise<void> => {
  const { ledger } = village;
  const first = objectedTo(village, freeze(village, opened(village, "A bench at the well")));
  const revised = revise(village, first);
  ledger.wait(REST_HOURS * HOUR + MINUTE);
  const vote = votedOn(village, objectedTo(village, freeze(village, revised)));
  ledger.waitUntil(effectAt(vote) + MINUTE);
  const membersRoot = await rootOf(ledger);
  const honest = adopted(vote, 5);
  record(village, vote, { ...honest, method: "supermajority", totals: { ...honest.totals, no: 1 }, membersRoot });
};

export const quorumMissed = async (village: Village, rootOf: RootOf): Promise<void> => {
  const { ledger } = village;
  const round = consent(village, freeze(village, opened(village, "A swing in the oak")), village.people.slice(0, 2));
  ledger.waitUntil(round.deadline + MINUTE);
  record(village, round, { ...failed(round, "noQuorum", { yes: 2 }), membersRoot: await rootOf(ledger) });
};

export const calledBack = async (village: Village, rootOf: RootOf): Promise<void> => {
  const { ledger } = village;
  const round = consent(village, freeze(village, opened(village, "A gate across the lane")), village.people);
  ledger.waitUntil(round.deadline + HOUR);
  for (const { key, name } of allBut(village, "Ada"))
    ledger.record(key, ["proposal.callBack", [round.id, textOf("It was decided in a hurry.", name)]]);
  const decidedAt = ledger.at;
  const membersRoot = await rootOf(ledger);
  record(village, round, { ...failed(round, "calledBack", { yes: 6, callBacks: 5 }), decidedAt, membersRoot });
};
