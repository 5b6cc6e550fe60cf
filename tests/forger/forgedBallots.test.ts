/** Ballots that break one rule each, in logs that are right in all else: the verifier names the entry and the rule. */
import { beforeEach, describe, expect, it } from "vitest";
import { sign } from "./accords.ts";
import { faultsForMembers, faultsForPublic, rootAsked } from "./asking.ts";
import {
  adopted,
  consent,
  draft,
  effectAt,
  freeze,
  open,
  record,
  type Opened,
  type Result,
  type Round,
} from "./decisions.ts";
import { keyFrom } from "./keys.ts";
import { MINUTE, type Ledger } from "./ledger.ts";
import { textOf } from "./texts.ts";
import { settledVillage, type Person, type Village } from "./village.ts";

let village: Village;
let ledger: Ledger;
let electors: readonly Person[];
beforeEach(() => {
  village = settledVillage();
  ({ ledger } = village);
  electors = village.people.slice(0, village.electors);
});

const opened = (): Opened => {
  const publicCommands = [sign("the Mill")];
  return open(village, draft(village, { title: "Seed from the Mill", decisionClass: "weighty", publicCommands }));
};
const consentedBy = (people: readonly Person[]): Round => consent(village, freeze(village, opened()), people);

/** The place of the result, recorded at `at`. */
const recordedAt = async (at: number, round: Round, forged: Partial<Result> = {}): Promise<number> => {
  ledger.waitUntil(at - 1000);
  const honest = { ...adopted(round, village.electors), membersRoot: await rootAsked(ledger) };
  return record(village, round, { ...honest, ...forged }).index;
};
const recorded = (round: Round, forged?: Partial<Result>): Promise<number> =>
  recordedAt(effectAt(round), round, forged);

describe("the words of a ballot", () => {
  it("count until just before the deadline", async () => {
    const [last, ...others] = electors;
    const round = consentedBy(others);
    ledger.at = round.deadline - 1001;
    const all = consent(village, round, last === undefined ? [] : [last]);
    await recorded(all);
    expect(await faultsForMembers(ledger)).toEqual([]);
  });

  it("are late at the very deadline", async () => {
    const [late, ...others] = electors;
    const round = consentedBy(others);
    ledger.at = round.deadline - 1000;
    consent(village, round, late === undefined ? [] : [late]);
    expect(await faultsForMembers(ledger)).toEqual([[ledger.entries.length - 1, "proposal.notDeciding"]]);
  });

  it("are not for somebody still on probation", async () => {
    consent(village, freeze(village, opened()), village.people.slice(electors.length));
    expect(await faultsForMembers(ledger)).toEqual([[ledger.entries.length - 1, "authority.notEntitled"]]);
  });

  it("are said once", async () => {
    const [first] = electors;
    consentedBy(first === undefined ? [] : [first, first]);
    expect(await faultsForMembers(ledger)).toEqual([[ledger.entries.length - 1, "proposal.saidAlready"]]);
  });

  it("can't be asked for before the least deliberation is over", async () => {
    const round = consent(village, freeze(village, opened(), false), electors);
    const frozen = ledger.entries.length - 1 - electors.length;
    const result = await recorded(round);
    expect(await faultsForMembers(ledger)).toEqual([
      [frozen, "proposal.deliberationNotOver"],
      ...electors.map((_, n) => [frozen + 1 + n, "proposal.notDeciding"]),
      [result, "result.tooEarly"],
      [result, "result.untrue"],
    ]);
    expect(await faultsForPublic(ledger)).toEqual([[result, "result.tooEarly"]]);
  });
});

describe("a result", () => {
  it("may be recorded at the end of cooling-off, and not a millisecond before", async () => {
    const round = consentedBy(electors);
    const early = await recordedAt(effectAt(round) - 1, round);
    expect(await faultsForMembers(ledger)).toEqual([
      [early, "result.coolingOff"],
      [early, "result.untrue"],
    ]);
    expect(await faultsForPublic(ledger)).toEqual([[early, "result.coolingOff"]]);
    await recorded(round);
    expect(await faultsForPublic(ledger)).toEqual([[early, "result.coolingOff"]]);
  });

  it("at the deadline itself, without any cooling-off, is named", async () => {
    const round = consentedBy(electors);
    const result = await recordedAt(round.deadline, round);
    expect(await faultsForPublic(ledger)).toEqual([[result, "result.coolingOff"]]);
  });

  it("is not adopted without its quorum, whatever it claims, for strangers too", async () => {
    const round = consentedBy(electors.slice(0, 3));
    const result = await recorded(round, { totals: adopted(round, 3).totals });
    expect(await faultsForMembers(ledger)).toEqual([
      [result, "result.outcomeContradicted"],
      [result, "result.untrue"],
    ]);
    expect(await faultsForPublic(ledger)).toEqual([[result, "result.outcomeContradicted"]]);
  });

  it("is not adopted by a smaller quorum than the charter's", async () => {
    const round = consentedBy(electors.slice(0, 3));
    const result = await recorded(round, { totals: adopted(round, 3).totals, quorumNeeded: 3 });
    expect(await faultsForPublic(ledger)).toEqual([[result, "result.quorumWrong"]]);
  });

  it("is nobody's to record but the node's", async () => {
    const round = consentedBy(electors);
    ledger.waitUntil(effectAt(round));
    const honest = { ...adopted(round, electors.length), membersRoot: await rootAsked(ledger) };
    const { index } = record(village, round, honest, keyFrom("another node"));
    expect(await faultsForMembers(ledger)).toEqual([[index, "authority.notEntitled"]]);
    expect(await faultsForPublic(ledger)).toEqual([[index, "authority.notEntitled"]]);
  });

  it("cannot be recorded twice", async () => {
    const round = consentedBy(electors);
    await recorded(round);
    const second = await recorded(round);
    expect(await faultsForPublic(ledger)).toEqual([[second, "result.twice"]]);
  });

  it("with invented totals is found out by members, and by members alone", async () => {
    const result = await recorded(consentedBy(electors.slice(0, 3)));
    expect(await faultsForMembers(ledger)).toEqual([[result, "result.untrue"]]);
    expect(await faultsForPublic(ledger)).toEqual([]);
  });

  it("with other words than the frozen ones is found out by members", async () => {
    const round = consentedBy(electors);
    const result = await recorded({ ...round, title: "Seed for nothing", summary: textOf("All is free.") });
    expect(await faultsForMembers(ledger)).toEqual([[result, "result.untrue"]]);
  });

  it("with other commands than the frozen ones is found out by members", async () => {
    const result = await recorded(consentedBy(electors), { commands: [sign("the Mill", { termMonths: 12 })] });
    expect(await faultsForMembers(ledger)).toEqual([[result, "result.untrue"]]);
  });

  it("naming another members' state is found out by members", async () => {
    const result = await recorded(consentedBy(electors), { membersRoot: new Uint8Array(32) });
    expect(await faultsForMembers(ledger)).toEqual([[result, "result.untrue"]]);
  });

  it("naming the state of an earlier size, which nobody can check, is named", async () => {
    const membersSize = ledger.entries.length;
    const result = await recorded(consentedBy(electors), { membersRoot: new Uint8Array(32), membersSize });
    expect(await faultsForMembers(ledger)).toEqual([[result, "result.rootUnseen"]]);
  });

  it("put off by two minutes is found out by members", async () => {
    const round = consentedBy(electors);
    const result = await recorded(round, { decidedAt: round.deadline + 2 * MINUTE });
    expect(await faultsForMembers(ledger)).toContainEqual([result, "result.untrue"]);
  });
});
