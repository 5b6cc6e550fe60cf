/** The spec of clauses above the founding: each ends by itself unless reaffirmed; and of the versions of the rules. */
import { describe, expect, it } from "vitest";
import { before, day, founded, named, type Decided, type Town } from "../../../../tests/core/town.ts";
import { is } from "../../condition.ts";
import { daysAfter, instantOf } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";

const start = day("2026-03-01");
const first = day("2026-06-01");
const second = daysAfter(first, 91);
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

describe("a clause made by amendment", () => {
  const end = daysAfter(second, 730);

  it("lapses to the founding terms at its end, and not a moment before", () => {
    const town = amended();
    expect(town.charterAt(before(end)).parameter("accord.maximumMonths")).toBe(24);
    expect(town.charterAt(end).parameter("accord.maximumMonths")).toBe(12);
    expect(town.charterAt(end).madeBy("accord.maximumMonths")).toBeNull();
  });

  it("is announced among what lapses next, until it has lapsed", () => {
    expect(amended().charterAt(before(end)).lapsesNext(5)).toEqual([
      { path: "accord.maximumMonths", endsAt: end, madeBy: named("second reading") },
    ]);
    expect(amended().charterAt(end).lapsesNext(5)).toEqual([]);
  });

  it("lasts another term when it is reaffirmed, and remembers who made and who kept it", () => {
    const renewal = before(end);
    const town = amended().given(renewal, { by: "weighty", decision: "keep it" }, "charter.reaffirm", {
      paths: ["accord.maximumMonths"],
    });
    expect(town.charterAt(daysAfter(renewal, 729)).parameter("accord.maximumMonths")).toBe(24);
    expect(town.charterAt(end).made("accord.maximumMonths")).toMatchObject({
      madeBy: named("second reading"),
      reaffirmedBy: named("keep it"),
    });
    expect(town.charterAt(daysAfter(renewal, 730)).parameter("accord.maximumMonths")).toBe(12);
  });

  it.each([
    ["what the founding laid", ["accord.defaultMonths"], second],
    ["a clause that has lapsed", ["accord.maximumMonths"], end],
    ["nothing", [], second],
    ["a rule nobody knows", ["a.b"], second],
  ])("refuses to reaffirm %s", (_title, paths, at) => {
    expect(amended().decide(at, { by: "weighty" }, "charter.reaffirm", { paths }).refusal?.kind).toBe(
      "charter.nothingToReaffirm",
    );
  });

  it("is reaffirmed once per decision, by a weighty one", () => {
    const paths = ["accord.maximumMonths"];
    expect(
      amended().decide(second, { by: "weighty" }, "charter.reaffirm", { paths: [...paths, ...paths] }).refusal?.kind,
    ).toBe("charter.doubled");
    expect(amended().decide(second, { by: "ordinary" }, "charter.reaffirm", { paths }).refusal?.kind).toBe(
      "authority.notEntitled",
    );
  });
});

describe("what a class of decision asked earlier", () => {
  const quorum = (value: number): object => ({
    ...nothing,
    terms: [{ path: "classes.ordinary.quorumPercent", value }],
  });
  const third = daysAfter(second, 91);
  const twice = (): Town =>
    amended(quorum(20))
      .given(second, byAll, "charter.amend", quorum(30))
      .given(third, byAll, "charter.amend", quorum(30));
  const asked = (town: Town, now: Instant, earlier: Instant): number | undefined =>
    town.charterAt(now).classRuleOn("ordinary", earlier)?.quorumPercent;

  it("is answered through every change since", () => {
    const now = daysAfter(third, 10);
    const instants = [first, before(second), instantOf(second + 1), before(third), instantOf(third + 1), now];
    expect(instants.map((earlier) => asked(twice(), now, earlier))).toEqual([15, 15, 20, 20, 30, 30]);
  });

  it("is not answered for the very instant of a change", () => {
    expect(asked(twice(), third, second)).toBeUndefined();
  });

  it("remembers that a clause had lapsed before the next was made", () => {
    const lapsed = daysAfter(second, 730);
    const again = [lapsed, daysAfter(lapsed, 91)].reduce<Town>(
      (town, at) => town.given(at, byAll, "charter.amend", quorum(30)),
      amended(quorum(20)),
    );
    const now = daysAfter(lapsed, 100);
    expect([before(lapsed), instantOf(lapsed + 1), now].map((earlier) => asked(again, now, earlier))).toEqual([
      20, 15, 30,
    ]);
  });
});

describe("red lines and narrowings by amendment", () => {
  const end = daysAfter(second, 730);
  const lines = (town: Town, at: Instant): readonly string[] =>
    town
      .charterAt(at)
      .redLinesOn("accord.sign")
      .map(({ line }) => line);

  it("adds a red line for a term", () => {
    const town = amended({ ...nothing, redLines: [ourLine] });
    expect(lines(town, before(end))).toContain("no-debt");
    expect(town.charterAt(second).madeBy("redLine.no-debt")).toBe(named("second reading"));
    expect(lines(town, end)).not.toContain("no-debt");
  });

  it("removes a founding red line for a term; then it stands again by itself", () => {
    const town = amended({ ...nothing, dropped: ["no-secrecy"] });
    expect(lines(town, before(end))).not.toContain("no-secrecy");
    expect(lines(town, end)).toContain("no-secrecy");
  });

  it("replaces a founding red line for a term", () => {
    const softer = { ...ourLine, line: "no-exclusivity" };
    const town = amended({ ...nothing, redLines: [softer] });
    const found = town
      .charterAt(second)
      .redLinesOn("accord.sign")
      .find(({ line }) => line === "no-exclusivity");
    expect(found).toMatchObject({
      when: is("money", "yes"),
      wording: named("never in debt"),
      madeBy: named("second reading"),
    });
    expect(
      town
        .charterAt(end)
        .redLines()
        .find(({ line }) => line === "no-exclusivity")?.when,
    ).toEqual(is("exclusivity", "yes"));
  });

  it("reaffirms a red line and a narrowing by their names", () => {
    const narrowings = [{ act: "accord.reaffirm", who: [{ kind: "decision", atLeast: "weighty" }] }];
    const town = amended({ ...nothing, redLines: [ourLine], narrowings });
    const kept = town.given(before(end), { by: "weighty" }, "charter.reaffirm", {
      paths: ["redLine.no-debt", "narrowing.accord.reaffirm"],
    });
    expect(lines(kept, end)).toContain("no-debt");
    expect(kept.charterAt(end).narrowings("accord.reaffirm")).toEqual([{ kind: "decision", atLeast: "weighty" }]);
    expect(town.charterAt(end).narrowings("accord.reaffirm")).toEqual([]);
  });

  it("takes a narrowing away with an empty one", () => {
    const narrow = { ...nothing, narrowings: [{ act: "accord.reaffirm", who: [{ kind: "elector" }] }] };
    const widen = { ...nothing, narrowings: [{ act: "accord.reaffirm", who: [] }] };
    const town = amended(narrow).given(second, byAll, "charter.amend", widen);
    const later = daysAfter(second, 91);
    const wide = town.given(later, byAll, "charter.amend", widen);
    expect(town.charterAt(later).narrowings("accord.reaffirm")).toEqual([{ kind: "elector" }]);
    expect(wide.charterAt(later).narrowings("accord.reaffirm")).toEqual([]);
  });
});

describe("versions of the rules", () => {
  it("changes by a weighty decision only", () => {
    const town = founded(start);
    const { town: older } = town.decide(first, { by: "weighty", decision: "old rules" }, "charter.useRules", {
      version: 1,
    });
    expect(older.charterAt(first).rules).toBe(1);
    expect(older.charterAt(first).rulesBy).toBe(named("old rules"));
    expect(town.decide(first, { by: "ordinary" }, "charter.useRules", { version: 1 }).refusal?.kind).toBe(
      "authority.notEntitled",
    );
  });

  it("refuses a version that this software does not know, and the one in force", () => {
    expect(founded(start).decide(first, { by: "weighty" }, "charter.useRules", { version: 3 }).refusal?.kind).toBe(
      "rules.unknown",
    );
    expect(founded(start).decide(first, { by: "weighty" }, "charter.useRules", { version: 2 }).refusal?.kind).toBe(
      "rules.inForce",
    );
  });
});
