/** Recording a result: what public rules can prove false is refused, and each refusal names the rule. */
import { describe, expect, it } from "vitest";
import { daysAfter, instantOf } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import type { ResultBody } from "../../result.ts";
import { at, DECIDED, EFFECT, refusalOf, result, totals } from "../../../../tests/core/forging.ts";
import { hall, named, START, type Hall } from "../../../../tests/core/hall.ts";
import { does, recorded } from "../../../../tests/core/proposing.ts";

describe("a result", () => {
  it("is recorded by the node, and is in force until its review date", () => {
    const room = at(EFFECT);
    room.act(room.node, "result.record", result());
    const review = daysAfter(EFFECT, 180);
    expect(room.results.byDecision(named("a bench"))).toMatchObject({
      ordinal: 0,
      isInForce: true,
      recordedAt: EFFECT,
    });
    expect(room.results.reviewsNext(3)).toMatchObject([{ ordinal: 0, reviewUntil: review }]);
    room.untilJustBefore(review);
    expect(room.results.isInForce(0)).toBe(true);
    room.until(review);
    expect(room.results.isInForce(0)).toBe(false);
    expect(room.results.reviewsNext(3)).toEqual([]);
  });

  it("comes from the node and from nobody else", () => {
    const { hall: room, people } = hall();
    at(EFFECT, room);
    expect(room.refused(people[0], "result.record", result())).toBe("authority.notEntitled");
  });

  it("is recorded once for each decision", () => {
    const room = at(EFFECT);
    room.act(room.node, "result.record", result());
    expect(refusalOf({}, room)?.kind).toBe("result.twice");
    expect(refusalOf({ decision: named("another") }, room)).toBeNull();
    expect(room.results.newest(5).map(({ ordinal }) => ordinal)).toEqual([1, 0]);
    expect(room.results.newest(1, 1).map(({ ordinal }) => ordinal)).toEqual([0]);
  });

  it("waits for the end of cooling-off", () => {
    const early = at(EFFECT);
    early.untilJustBefore(EFFECT);
    const clause = "charter.classes.ordinary.coolingOffMinutes";
    expect(refusalOf({}, early)).toMatchObject({ kind: "result.coolingOff", clause, data: { until: EFFECT } });
    expect(refusalOf({ outcome: "unfulfilled", reviewUntil: null }, early)?.kind).toBe("result.coolingOff");
    expect(refusalOf({}, at(EFFECT))).toBeNull();
  });

  it("that changes nothing need not wait", () => {
    const rejected = { outcome: "rejected", totals: totals({ no: 1 }), reviewUntil: null } as const;
    expect(refusalOf(rejected, at(DECIDED))).toBeNull();
  });

  it("cannot be quicker than deliberation and a ballot", () => {
    const decidedAt = instantOf(DECIDED - 1);
    const clause = "charter.classes.ordinary.deliberationMinutes";
    expect(refusalOf({ decidedAt })).toMatchObject({ kind: "result.tooEarly", clause, data: { earliest: DECIDED } });
    expect(refusalOf({ openedAt: daysAfter(DECIDED, 1) })?.kind).toBe("result.tooEarly");
  });

  it("cannot speak of what is not yet", () => {
    expect(refusalOf({ decidedAt: instantOf(EFFECT + 1) })?.kind).toBe("result.aheadOfLog");
    expect(refusalOf({ membersSize: 1_000 })?.kind).toBe("result.aheadOfLog");
  });
});

describe("the figures of a result", () => {
  it.each<[string, Partial<ResultBody>, string]>([
    ["a quorum lower than the charter's", { totals: totals({ quorumNeeded: 2 }) }, "result.quorumWrong"],
    ["an adoption without its quorum", { totals: totals({ yes: 2 }) }, "result.outcomeContradicted"],
    ["an adoption over an objection", { totals: totals({ no: 1 }) }, "result.outcomeContradicted"],
    ["an adoption that was called back", { totals: totals({ callBacks: 3 }) }, "result.outcomeContradicted"],
    ["more voices than electors", { totals: totals({ yes: 7 }) }, "result.moreThanElectors"],
    ["more calls than electors", { totals: totals({ callBacks: 7 }) }, "result.moreThanElectors"],
    ["a missing quorum that was there", { outcome: "noQuorum", reviewUntil: null }, "result.outcomeContradicted"],
    ["a rejection of what was carried", { outcome: "rejected", reviewUntil: null }, "result.outcomeContradicted"],
    [
      "a call-back by too few",
      { outcome: "calledBack", reviewUntil: null, totals: totals({ callBacks: 2 }) },
      "result.outcomeContradicted",
    ],
    ["a method that the charter does not name", { method: "supermajority" }, "result.methodNotAllowed"],
    ["rules of another version", { rules: 1 }, "result.rulesWrong"],
  ])("refuse %s", (_title, changes, kind) => {
    expect(refusalOf(changes)?.kind).toBe(kind);
  });

  it.each<[string, Partial<ResultBody>]>([
    ["a vote by the fallback", { method: "majority", totals: totals({ yes: 3, no: 2 }) }],
    ["a decision nobody took part in", { outcome: "noQuorum", reviewUntil: null, totals: totals({ yes: 1 }) }],
    ["a decision called back", { outcome: "calledBack", reviewUntil: null, totals: totals({ callBacks: 3 }) }],
    ["one that could not be done", { outcome: "unfulfilled", reviewUntil: null }],
  ])("accept %s", (_title, changes) => {
    expect(refusalOf(changes)).toBeNull();
  });

  it("count who stood aside by the version of the rules at opening", () => {
    const aside = { totals: totals({ yes: 2, standAside: 1 }) };
    expect(refusalOf(aside)?.kind).toBe("result.outcomeContradicted");
    const old = at(EFFECT, hall({}, 1).hall);
    expect(refusalOf({ ...aside, rules: 1 }, old)).toBeNull();
  });

  it("follow the rules of the opening where others were chosen since", () => {
    const { hall: room, people } = hall();
    const commands = [does("charter.useRules", { version: 1 })];
    recorded(room, people, { decisionClass: "weighty", commands });
    expect(refusalOf({ rules: 2, openedAt: START }, room)).toBeNull();
    const later = { decision: named("later"), openedAt: room.now, decidedAt: daysAfter(room.now, 7) };
    room.until(daysAfter(later.decidedAt, 2));
    const reviewUntil = daysAfter(room.now, 100);
    expect(refusalOf({ ...later, rules: 2, reviewUntil }, room)?.kind).toBe("result.rulesWrong");
    expect(refusalOf({ ...later, rules: 1, reviewUntil }, room)).toBeNull();
  });
});

describe("a charter amended while a proposal was open", () => {
  const season = daysAfter(START, 91);
  const quorum = { path: "classes.ordinary.quorumPercent", value: 90 };

  /** The quorum is raised from half to nine in ten, one season after the founding. */
  const amended = (): Hall => {
    const { hall: room } = hall({ "amendment.seasonDays": 91 });
    for (const [place, time] of [START, season].entries()) {
      room.until(time);
      room.decide("constitutional", named(`reading ${place}`), "charter.amend", {
        terms: [quorum],
        redLines: [],
        dropped: [],
        narrowings: [],
      });
    }
    return room;
  };
  const from = (openedAt: Instant, changes: Partial<ResultBody> = {}): Partial<ResultBody> => {
    const decidedAt = daysAfter(openedAt, 7);
    return { openedAt, decidedAt, reviewUntil: daysAfter(decidedAt, 100), ...changes };
  };

  it("leaves it its quorum, and asks the new one of what opens afterwards", () => {
    const room = amended();
    const before = from(instantOf(season - 1));
    const cheated = from(instantOf(season - 1), { totals: totals({ quorumNeeded: 2 }) });
    const after = from(instantOf(season + 1), { decision: named("after") });
    room.until(daysAfter(season, 10));
    expect(refusalOf(cheated, room)).toMatchObject({
      kind: "result.quorumWrong",
      data: { quorumNeeded: 2, needed: 3 },
    });
    expect(refusalOf(before, room)).toBeNull();
    expect(refusalOf(after, room)).toMatchObject({
      kind: "result.quorumWrong",
      data: { quorumNeeded: 3, needed: 6 },
      madeBy: named("reading 1"),
    });
  });
});

describe("the review date of a result", () => {
  it.each<[string, Partial<ResultBody>]>([
    ["is missing", { reviewUntil: null }],
    ["is later than the charter allows", { reviewUntil: daysAfter(EFFECT, 181) }],
    ["has passed", { reviewUntil: EFFECT }],
    [
      "is on no whole minute, on which alone anything can fall due",
      { reviewUntil: instantOf(daysAfter(EFFECT, 100) + 1) },
    ],
    ["belongs to what was not adopted", { outcome: "rejected", totals: totals({ no: 1 }) }],
  ])("refuses it when it %s", (_title, changes) => {
    expect(refusalOf(changes)).toMatchObject({
      kind: "result.reviewWrong",
      clause: "charter.classes.ordinary.reviewDays",
    });
  });
});
