/** The pause after a decision, calling it back, and how it takes effect: all of it, or nothing. */
import { describe, expect, it } from "vitest";
import { daysAfter } from "../../kernel/time.ts";
import type { Id } from "../../kernel/types.ts";
import { community, core } from "../../registry.ts";
import { result } from "../../../../tests/core/forging.ts";
import { DAY, hall, named, START, type Hall, type Person } from "../../../../tests/core/hall.ts";
import { adopted, does, frozen, recorded } from "../../../../tests/core/proposing.ts";
import { NOTICE_DAYS } from "./limits.ts";

const callBack = (proposal: Id): object => ({ proposal, reason: null });
const appointing = (room: Hall, person: Person, office = "facilitator"): ReturnType<typeof does> =>
  does("office.appoint", { office, member: room.memberId(person), until: daysAfter(room.now, 100) });
const facilitates = (room: Hall, person: Person): boolean =>
  core.standing(room.world, community, room.now).holdsPower(room.memberOf(person), "facilitate");

describe("cooling off", () => {
  it("lasts as long as the charter says, and only then the result is due", () => {
    const { hall: room, people } = hall();
    const id = adopted(room, people);
    const effect = daysAfter(room.now, 2);
    expect(room.proposal(id)).toMatchObject({
      phase: "coolingOff",
      clock: { next: { at: effect, what: "takesEffect" } },
    });
    room.untilJustBefore(effect);
    expect(room.proposals.awaitingResult()).toEqual([]);
    expect(room.proposals.expectedResult(0, true)).toBeNull();
    room.until(effect);
    expect(room.proposals.awaitingResult()).toEqual([0]);
    room.record();
    expect(room.proposal(id)).toMatchObject({ phase: "closed", ending: "adopted", result: 0 });
  });

  it("is skipped where the charter gives it no time", () => {
    const { hall: room, people } = hall({ "classes.urgent.coolingOffMinutes": 0, "classes.urgent.quorumPercent": 50 });
    const id = adopted(room, people, { decisionClass: "urgent" });
    expect(room.proposal(id).phase).toBe("awaitingResult");
  });
});

describe("calling back", () => {
  it("stops the decision at the instant enough have called, and not one before", () => {
    const { hall: room, people } = hall();
    const id = adopted(room, people);
    room.wait(5);
    room.act(people[3], "proposal.callBack", callBack(id));
    room.act(people[4], "proposal.callBack", { proposal: id, reason: named("the wall is listed") });
    expect(room.proposal(id)).toMatchObject({ phase: "coolingOff", callBacks: { counted: 2, needed: 3 } });
    room.act(people[5], "proposal.callBack", callBack(id));
    expect(room.proposal(id)).toMatchObject({ phase: "awaitingResult", decided: "calledBack", decidedAt: room.now });
    expect(room.proposals.callBacks(0).map(({ member }) => member)).toEqual(
      [3, 4, 5].map((place) => room.memberOf(people[place] ?? people[0])),
    );
    room.record();
    expect(room.results.byDecision(id)).toMatchObject({
      outcome: "calledBack",
      isInForce: false,
      totals: { callBacks: 3 },
    });
    expect(room.proposal(id).ending).toBe("calledBack");
  });

  it("counts each member once", () => {
    const { hall: room, people } = hall();
    const id = adopted(room, people);
    room.act(people[3], "proposal.callBack", callBack(id));
    expect(room.refused(people[3], "proposal.callBack", callBack(id))).toBe("proposal.saidAlready");
  });

  it("is for those who could decide, while it cools off", () => {
    const { hall: room, people } = hall();
    const deciding = frozen(room, people[0]);
    expect(room.refused(people[1], "proposal.callBack", callBack(deciding))).toBe("proposal.notCoolingOff");
    const id = adopted(room, people);
    const newcomer = room.welcome("Gil");
    room.wait(1);
    expect(room.refused(newcomer, "proposal.callBack", callBack(id))).toBe("proposal.notElectorThen");
    const end = room.endOf(id);
    room.untilJustBefore(end);
    expect(room.refused(people[1], "proposal.callBack", callBack(id))).toBeNull();
    room.until(end);
    expect(room.refused(people[2], "proposal.callBack", callBack(id))).toBe("proposal.notCoolingOff");
  });
});

describe("taking effect", () => {
  it("does the members' part when the result is recorded", () => {
    const { hall: room, people } = hall();
    const id = recorded(room, people, { commands: [appointing(room, people[4])] });
    expect(room.proposal(id).ending).toBe("adopted");
    expect(facilitates(room, people[4])).toBe(true);
    expect(room.results.byDecision(id)).toMatchObject({ outcome: "adopted", isInForce: true });
  });

  it("does all or nothing: what became impossible leaves the rest undone and comes back as a notice", () => {
    const { hall: room, people } = hall();
    const both = [appointing(room, people[4]), appointing(room, people[5])];
    const id = adopted(room, people, { commands: both });
    room.act(people[5], "member.leave", {});
    room.passes(id);
    room.record();
    expect(room.results.byDecision(id)).toMatchObject({ outcome: "unfulfilled", isInForce: false, reviewUntil: null });
    expect(room.proposal(id)).toMatchObject({ phase: "closed", decided: "adopted", ending: "unfulfilled" });
    expect(facilitates(room, people[4])).toBe(false);
    expect(room.proposals.undone().map((proposal) => proposal.id)).toEqual([id]);
    const until = daysAfter(room.now, NOTICE_DAYS);
    expect(room.proposals.tasksFor(room.memberOf(people[0]), () => true)).toEqual([
      { what: "undone", proposal: 0, by: until },
    ]);
    room.untilJustBefore(until);
    expect(room.proposals.undone()).toHaveLength(1);
    room.until(until);
    expect(room.proposals.undone()).toEqual([]);
  });

  it("never does the members' part of a result that the members' log does not bear out", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0], { commands: [appointing(room, people[4])] });
    room.act(people[0], "proposal.consent", { version: id });
    room.passes(id);
    const owed = room.proposals.expectedResult(0, false);
    if (owed === null) throw new Error("a result is awaited");
    room.wait(3 * 24 * 60);
    const totals = { ...owed.totals, yes: 4 };
    const lie = {
      ...owed,
      outcome: "adopted",
      totals,
      reviewUntil: daysAfter(room.now, 30),
      title: null,
      summary: null,
    };
    room.act(room.node, "result.record", { ...lie, membersRoot: named("any"), membersSize: room.world.size });
    expect(room.proposal(id)).toMatchObject({ phase: "closed", decided: "noQuorum", ending: "misrecorded" });
    expect(facilitates(room, people[4])).toBe(false);
    expect(room.proposals.undone()).toHaveLength(1);
  });

  it("never does the members' part of a result recorded while it still cools off", () => {
    const { hall: room, people } = hall();
    const id = adopted(room, people, { commands: [appointing(room, people[4])] });
    room.wait(1);
    const forged = result({ decision: id, openedAt: daysAfter(START, -60), decidedAt: daysAfter(START, -50) });
    room.act(room.node, "result.record", { ...forged, reviewUntil: daysAfter(room.now, 30) });
    expect(room.proposal(id)).toMatchObject({ phase: "closed", ending: "misrecorded" });
    expect(facilitates(room, people[4])).toBe(false);
    room.wait(30 * DAY);
    expect(facilitates(room, people[4])).toBe(false);
  });

  it("never happens where no result is recorded before its review date; that is recorded instead, however late", () => {
    const { hall: room, people } = hall();
    const id = adopted(room, people, { reviewDays: 30, commands: [appointing(room, people[4])] });
    const end = daysAfter(room.endOf(id), 30);
    room.untilJustBefore(end);
    expect(room.proposals.expectedResult(0, true)).toMatchObject({ outcome: "adopted", reviewUntil: end });
    room.until(end);
    expect(room.proposals.expectedResult(0, true)).toMatchObject({ outcome: "unfulfilled", reviewUntil: null });
    room.wait(400 * DAY);
    expect(room.proposal(id)).toMatchObject({ phase: "awaitingResult", decided: "unfulfilled" });
    room.record();
    expect(room.proposal(id)).toMatchObject({ phase: "closed", ending: "unfulfilled", result: 0 });
    expect(room.results.byDecision(id)).toMatchObject({ outcome: "unfulfilled", isInForce: false });
    expect(room.proposals.undone()).toMatchObject([{ id }]);
    expect(facilitates(room, people[4])).toBe(false);
  });

  it("is recorded of a rejected proposal too, when a node comes back after years", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    room.wait(1_500 * DAY);
    expect(room.proposal(id)).toMatchObject({ phase: "awaitingResult", decided: "noQuorum" });
    room.record();
    expect(room.proposal(id)).toMatchObject({ phase: "closed", ending: "noQuorum", result: 0 });
  });
});
