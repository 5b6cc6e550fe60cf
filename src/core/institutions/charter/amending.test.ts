/** The spec of changing a charter: two readings a season apart, within limits that no vote can move. */
import { describe, expect, it } from "vitest";
import { before, day, founded, named, type Decided, type Town } from "../../../../tests/core/town.ts";
import { is } from "../../condition.ts";
import { daysAfter } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";

const start = day("2026-03-01");
const first = day("2026-06-01");
const second = daysAfter(first, 91);
const tooLate = daysAfter(first, 365);
const byAll: Decided = { by: "constitutional" };

const nothing = { terms: [], redLines: [], dropped: [], narrowings: [] };
const longer = { ...nothing, terms: [{ path: "accord.maximumMonths", value: 24 }] };
const ourLine = {
  line: "no-debt",
  kinds: ["accord.sign" as const],
  when: is("money", "yes"),
  wording: named("never in debt"),
};

const readOnce = (changes: object = longer, at: Instant = first): Town =>
  founded(start).given(at, byAll, "charter.amend", changes);
const amended = (changes: object = longer): Town =>
  readOnce(changes).given(second, { by: "constitutional", decision: "second reading" }, "charter.amend", changes);

describe("amending the charter", () => {
  it("takes two readings: after the first, nothing has changed", () => {
    const town = readOnce();
    expect(town.charterAt(first).parameter("accord.maximumMonths")).toBe(12);
    expect(town.charterAt(first).readings()).toMatchObject([
      { readAt: first, second: { from: second, until: tooLate } },
    ]);
  });

  it("brings the changes into force at the second reading, with the decision that made them", () => {
    const charter = amended().charterAt(second);
    expect(charter.parameter("accord.maximumMonths")).toBe(24);
    expect(charter.madeBy("accord.maximumMonths")).toBe(named("second reading"));
    expect(charter.readings()).toEqual([]);
  });

  it("refuses the second reading a moment before the season is over, naming the day", () => {
    const { refusal, town } = readOnce().decide(before(second), byAll, "charter.amend", longer);
    expect(refusal).toMatchObject({
      kind: "amendment.tooSoon",
      clause: "charter.amendment.seasonDays",
      data: { effectFrom: second },
    });
    expect(town.charterAt(before(second)).parameter("accord.maximumMonths")).toBe(12);
  });

  it("lets the second reading be drafted while the season still runs", () => {
    const draft = readOnce().decide(before(second), { by: "constitutional", openedAt: null }, "charter.amend", longer);
    expect(draft.refusal).toBeNull();
  });

  it("takes the second reading at the last moment, but starts over at the end of the window", () => {
    const last = readOnce().given(before(tooLate), byAll, "charter.amend", longer);
    expect(last.charterAt(before(tooLate)).parameter("accord.maximumMonths")).toBe(24);
    const over = readOnce().given(tooLate, byAll, "charter.amend", longer);
    expect(over.charterAt(tooLate).parameter("accord.maximumMonths")).toBe(12);
    expect(over.charterAt(tooLate).readings()).toMatchObject([{ readAt: tooLate }]);
  });

  it("counts only the very same changes as a second reading", () => {
    const other = { ...nothing, terms: [{ path: "accord.maximumMonths", value: 23 }] };
    const town = readOnce().given(second, byAll, "charter.amend", other);
    expect(town.charterAt(second).parameter("accord.maximumMonths")).toBe(12);
    expect(town.charterAt(second).readings()).toHaveLength(2);
  });

  it("is for constitutional decisions alone", () => {
    expect(founded(start).decide(first, { by: "weighty" }, "charter.amend", longer).refusal?.kind).toBe(
      "authority.notEntitled",
    );
    expect(founded(start).decide(first, { by: "urgent" }, "charter.amend", longer).refusal?.kind).toBe(
      "authority.notEntitled",
    );
  });

  it.each<[string, string, object]>([
    ["no change at all", "amendment.empty", nothing],
    [
      "a value outside its bounds",
      "charter.outOfBounds",
      { ...nothing, terms: [{ path: "recall.votePercent", value: 31 }] },
    ],
    ["an unknown rule", "charter.unknownParameter", { ...nothing, terms: [{ path: "a.b", value: 1 }] }],
    ["the removal of a red line that is not there", "charter.unknownLine", { ...nothing, dropped: ["no-fun"] }],
    [
      "a red line both changed and removed",
      "charter.doubled",
      { ...nothing, redLines: [{ ...ourLine, line: "no-secrecy" }], dropped: ["no-secrecy"] },
    ],
    [
      "a red line over deciding",
      "charter.kindProtected",
      { ...nothing, redLines: [{ ...ourLine, kinds: ["proposal.open"] }] },
    ],
    [
      "a narrowing of who may appeal",
      "charter.kindProtected",
      { ...nothing, narrowings: [{ act: "exclusion.appeal", who: [] }] },
    ],
  ])("refuses %s", (_title, kind, changes) => {
    expect(founded(start).decide(first, byAll, "charter.amend", changes).refusal?.kind).toBe(kind);
  });

  it("has room for 64 red lines and no more", () => {
    const lines = (from: number): object => ({
      ...nothing,
      redLines: Array.from({ length: 15 }, (_, n) => ({ ...ourLine, line: `line-${from + n}` })),
    });
    const blocks = [0, 15, 30, 45].map(lines);
    const amendAll = (town: Town, at: Instant): Town =>
      blocks.reduce<Town>((next, block) => next.given(at, byAll, "charter.amend", block), town);
    const full = amendAll(amendAll(founded(start), first), second);
    expect(full.charterAt(second).redLines()).toHaveLength(64);
    expect(full.decide(second, byAll, "charter.amend", { ...nothing, redLines: [ourLine] }).refusal?.kind).toBe(
      "charter.tooMany",
    );
  });
});
