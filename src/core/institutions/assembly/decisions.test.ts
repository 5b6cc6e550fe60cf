/** After the result: what devices say of it, and what later decisions do to it. */
import { describe, expect, it } from "vitest";
import { daysAfter } from "../../kernel/time.ts";
import { kinds } from "../../registry.ts";
import type { Id } from "../../kernel/types.ts";
import { DAY, hall, named, type Hall, type Person } from "../../../../tests/core/hall.ts";
import { does, drafted, recorded } from "../../../../tests/core/proposing.ts";

type People = readonly [Person, ...Person[]];
const rootOf = (room: Hall, id: Id): Id => {
  const result = room.results.byDecision(id);
  if (result === null) throw new RangeError("no result");
  return result.membersRoot;
};
/** What happens when such a decision is drafted: null, or why not. */
const wouldBe = (room: Hall, by: Person, kind: "decision.end" | "decision.ratify", decision: Id): string | null =>
  room.refused(by, "proposal.draft", {
    decisionClass: "ordinary",
    title: named("t"),
    text: named("b"),
    commands: [does(kind, { decision })],
    reviewDays: null,
  });

describe("devices", () => {
  it("attest a result whose members' root they found too", () => {
    const { hall: room, people } = hall();
    const decision = recorded(room, people);
    const membersRoot = rootOf(room, decision);
    room.act(people[0], "result.attest", { decision, membersRoot });
    room.act(people[1], "result.attest", { decision, membersRoot });
    expect(room.results.attestations(0)).toEqual({ attested: 2, disputed: 0 });
    expect(room.results.statementOf(0, people[0].key)).toBe("attested");
    expect(room.results.statementOf(0, people[2].key)).toBeNull();
    expect(room.refused(people[0], "result.attest", { decision, membersRoot })).toBe("result.saidAlready");
  });

  it("cannot attest a root they did not find", () => {
    const { hall: room, people } = hall();
    const decision = recorded(room, people);
    const membersRoot = named("another root");
    expect(room.refused(people[0], "result.attest", { decision, membersRoot })).toBe("result.rootDiffers");
  });

  it("dispute it with a reason, and may change their mind", () => {
    const { hall: room, people } = hall();
    const decision = recorded(room, people);
    room.act(people[0], "result.dispute", { decision, reason: "totals" });
    expect(room.results.attestations(0)).toEqual({ attested: 0, disputed: 1 });
    room.act(people[0], "result.dispute", { decision, reason: "root" });
    expect(room.results.statementOf(0, people[0].key)).toBe("root");
    room.act(people[0], "result.attest", { decision, membersRoot: rootOf(room, decision) });
    expect(room.results.attestations(0)).toEqual({ attested: 1, disputed: 0 });
  });

  it("have nothing to say of a result that is not there", () => {
    const { hall: room, people } = hall();
    const decision = named("none");
    expect(room.refused(people[0], "result.dispute", { decision, reason: "root" })).toBe("decision.unknown");
    expect(room.refused(people[0], "result.attest", { decision, membersRoot: named("r") })).toBe("decision.unknown");
  });
});

describe("a later decision", () => {
  it("reaffirms an earlier one, which then has a new review date", () => {
    const { hall: room, people } = hall();
    const decision = recorded(room, people, { reviewDays: 30 });
    const by = recorded(room, people, { commands: [does("decision.reaffirm", { decision, reviewDays: 180 })] });
    const until = daysAfter(room.now, 180);
    expect(room.results.byDecision(decision)).toMatchObject({ reviewUntil: until, reaffirmedBy: by, isInForce: true });
    expect(room.results.reviewsNext(9).map(({ decision: id }) => id)).toEqual([decision, by]);
  });

  it("cannot reaffirm for longer than the charter allows", () => {
    const { hall: room, people } = hall();
    const decision = recorded(room, people);
    const commands = [does("decision.reaffirm", { decision, reviewDays: 181 })];
    expect(() => drafted(room, people[0], { commands })).toThrow("decision.reviewTooLate");
  });

  it("ends an earlier one, at once", () => {
    const { hall: room, people } = hall();
    const decision = recorded(room, people);
    const by = recorded(room, people, { commands: [does("decision.end", { decision })] });
    expect(room.results.byDecision(decision)).toMatchObject({ isInForce: false, endedAt: room.now, endedBy: by });
    expect(wouldBe(room, people[0], "decision.end", decision)).toBe("decision.notInForce");
    expect(wouldBe(room, people[0], "decision.end", named("none"))).toBe("decision.unknown");
  });

  it("has to be as heavy as the one it touches", () => {
    const { hall: room, people } = hall();
    const decision = recorded(room, people, { decisionClass: "weighty" });
    expect(wouldBe(room, people[0], "decision.end", decision)).toBe("decision.classTooLow");
    const commands = [does("decision.end", { decision })];
    expect(() => drafted(room, people[0], { commands, decisionClass: "urgent" })).toThrow("authority.notEntitled");
    expect(() => drafted(room, people[0], { commands, decisionClass: "weighty" })).not.toThrow();
  });

  it("can touch nothing whose review date has passed", () => {
    const { hall: room, people } = hall();
    const decision = recorded(room, people, { reviewDays: 30 });
    const end = daysAfter(room.now, 30);
    room.untilJustBefore(end);
    expect(wouldBe(room, people[0], "decision.end", decision)).toBeNull();
    room.until(end);
    expect(wouldBe(room, people[0], "decision.end", decision)).toBe("decision.notInForce");
  });
});

describe("an urgent decision", () => {
  const terms = {
    "classes.urgent.deliberationMinutes": 60,
    "classes.urgent.voteMinutes": 60,
    "classes.urgent.quorumPercent": 50,
    "classes.urgent.coolingOffMinutes": 0,
    "classes.urgent.ratifyDays": 14,
  };
  const urgent = (room: Hall, people: People): Id => recorded(room, people, { decisionClass: "urgent" });

  it("ends by itself unless it is ratified in time", () => {
    const { hall: room, people } = hall(terms);
    const decision = urgent(room, people);
    const end = daysAfter(room.now, 14);
    expect(room.results.unratified()).toMatchObject([{ decision, ratifyBy: end }]);
    room.untilJustBefore(end);
    expect(room.results.isInForce(0)).toBe(true);
    room.until(end);
    expect(room.results.result(0)).toMatchObject({ isInForce: false, endedAt: end, endedBy: null });
    expect(room.results.unratified()).toEqual([]);
  });

  it("stays once an ordinary decision has ratified it, once", () => {
    const { hall: room, people } = hall(terms);
    const decision = urgent(room, people);
    const by = recorded(room, people, { commands: [does("decision.ratify", { decision })] });
    expect(room.results.byDecision(decision)).toMatchObject({ ratifiedBy: by, isInForce: true });
    expect(wouldBe(room, people[0], "decision.ratify", decision)).toBe("decision.nothingToRatify");
    room.wait(10 * DAY);
    expect(room.results.byDecision(decision)?.isInForce).toBe(true);
  });

  it("is the only kind there is to ratify", () => {
    const { hall: room, people } = hall(terms);
    expect(wouldBe(room, people[0], "decision.ratify", recorded(room, people))).toBe("decision.nothingToRatify");
  });
});

describe("erasing public wordings", () => {
  it("is announced by the node, by name", () => {
    const { hall: room, people } = hall();
    const hashes = [named("a slip of the pen")];
    expect(room.refused(people[0], "text.erasePublic", { hashes, reason: "law" })).toBe("authority.notEntitled");
    expect(room.refused(room.node, "text.erasePublic", { hashes: [], reason: "law" })).toBe("text.none");
    expect(room.refused(room.node, "text.erasePublic", { hashes, reason: "law" })).toBeNull();
  });
});

describe("what an urgent decision did", () => {
  it("can be taken back: every institution that takes acts from one hears that it was not ratified", () => {
    const takesUrgent = [...kinds.values()].filter(({ act }) =>
      act.who.some((who) => who.kind === "decision" && who.atLeast === "urgent"),
    );
    const deaf = takesUrgent.filter(({ institution }) => !("decision.unratified" in institution.hear));
    // A recovery may be refused by one, which lets nothing come into force; it cannot be granted (`recovery.urgentGrant`).
    expect(deaf.map(({ act }) => act.kind)).toEqual(["recovery.decide"]);
    expect(takesUrgent.map(({ act }) => act.kind)).toContain("accord.reaffirm");
  });
});
