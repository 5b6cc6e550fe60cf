/** What no decision can do, and what somebody who was excluded no longer can. */
import { beforeEach, describe, expect, it } from "vitest";
import { attachedId } from "./accordStory.ts";
import { reaffirm, sign, type Terms } from "./accords.ts";
import { faultsForMembers, faultsForPublic, rootAsked } from "./asking.ts";
import { adopted, consent, decide, draft, effectAt, freeze, open, record, type Spec } from "./decisions.ts";
import { DAY, type Ledger } from "./ledger.ts";
import { grownVillage } from "./life.ts";
import { excluded } from "./peopleStories.ts";
import { textOf } from "./texts.ts";
import { personOf, type Village } from "./village.ts";

let village: Village;
let ledger: Ledger;
beforeEach(() => {
  village = grownVillage();
  ({ ledger } = village);
});

const signing = (terms: Terms): Spec => ({
  title: "Seed from the Mill",
  decisionClass: "weighty",
  publicCommands: [sign("the Mill", terms)],
});

describe("a red line", () => {
  it("stops an exclusive accord at the desk, and again at its result", async () => {
    const drafted = ledger.entries.length;
    const { index } = await decide(village, signing({ yesTo: ["exclusivity"] }), village.people, rootAsked);
    const faults = await faultsForMembers(ledger);
    expect(faults.at(0)).toEqual([drafted, "redLine.crossed"]);
    expect(faults).toContainEqual([index, "redLine.crossed"]);
    expect(await faultsForPublic(ledger)).toEqual([[index, "redLine.crossed"]]);
  });

  it("stops an exclusive accord that the node put in the place of the one decided", async () => {
    const round = consent(village, freeze(village, open(village, draft(village, signing({})))), village.people);
    ledger.waitUntil(effectAt(round));
    const forged = { ...round, ...signing({ yesTo: ["exclusivity"] }) };
    const { index } = record(village, forged, { ...adopted(forged, 6), membersRoot: await rootAsked(ledger) });
    expect(await faultsForMembers(ledger)).toEqual([
      [index, "redLine.crossed"],
      [index, "result.untrue"],
    ]);
    expect(await faultsForPublic(ledger)).toEqual([[index, "redLine.crossed"]]);
  });
});

describe("an accord of a month", () => {
  const renewedAfter = async (days: number): Promise<number> => {
    const { decision } = await decide(village, signing({ termMonths: 1 }), village.people, rootAsked);
    ledger.wait(days * DAY);
    const publicCommands = [reaffirm(attachedId(decision, 0))];
    const renewing: Spec = { title: "The Mill again", decisionClass: "ordinary", publicCommands };
    return (await decide(village, renewing, village.people, rootAsked)).index;
  };

  it("may be renewed while it is in force", async () => {
    await renewedAfter(3);
    expect(await faultsForMembers(ledger)).toEqual([]);
  });

  it("can't be renewed once it has lapsed, though it was when its renewal was put to the ballot", async () => {
    const index = await renewedAfter(23);
    expect(await faultsForMembers(ledger)).toEqual([
      [index, "accord.notInForce"],
      [index, "result.untrue"],
    ]);
    expect(await faultsForPublic(ledger)).toEqual([[index, "accord.notInForce"]]);
  });
});

describe("somebody excluded", () => {
  it("can do no act of a member any more", async () => {
    await excluded(village, rootAsked);
    expect(await faultsForMembers(ledger)).toEqual([]);
    const { index } = ledger.record(personOf(village, "Fay").key, ["member.introduce", [textOf("Fay"), null]]);
    expect(await faultsForMembers(ledger)).toEqual([[index, "authority.notEntitled"]]);
  });
});
