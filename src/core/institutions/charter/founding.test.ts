/** The spec of a founding: what a charter starts with, and what none may start with. */
import { describe, expect, it } from "vitest";
import {
  day,
  founded,
  foundedFrom,
  founder,
  founders,
  named,
  townCore,
  Town,
  unfounded,
} from "../../../../tests/core/town.ts";
import { is } from "../../condition.ts";
import { foundingBody, template, templateIds } from "../../templates/index.ts";
import type { FoundingBody } from "../../terms/founding.ts";

const start = day("2026-03-01");
const body = foundingBody(template("neighbourhood"), founders);
const refusalOf = (changed: Partial<FoundingBody>): string | undefined =>
  foundedFrom(start, { ...body, ...changed }).refusal?.kind;

describe("founding a community", () => {
  it("gives it the charter of the template, the founder's key and the node's", () => {
    const charter = founded(start).charterAt(start);
    expect(charter.founded).toBe(true);
    expect(charter.origin).toBe(founder.act);
    expect(charter.founding).toMatchObject({
      founder: named("founder's phone"),
      nodeKey: named("node"),
      template: "neighbourhood",
      foundedAt: start,
    });
    expect(charter.parameter("accord.defaultMonths")).toBe(6);
    expect(charter.madeBy("accord.defaultMonths")).toBeNull();
    expect(charter.rules).toBe(2);
    expect(charter.powersOf("facilitator")).toContain("facilitate");
  });

  it("tells the rest of the community who founded it", () => {
    expect(foundedFrom(start, body).events[0]?.kind).toBe("charter.founded");
  });

  it.each(templateIds)("accepts the template %s whole", (id) => {
    expect(foundedFrom(start, foundingBody(template(id), founders)).refusal).toBeNull();
  });

  it("lets founders change values of the template within the same bounds", () => {
    const changes = [{ path: "accord.defaultMonths", value: 3 }];
    const changed = foundedFrom(start, foundingBody(template("neighbourhood"), { ...founders, changes }));
    expect(changed.town.charterAt(start).parameter("accord.defaultMonths")).toBe(3);
  });

  it("happens once", () => {
    expect(founded(start).act(start, founder, "charter.found", body).refusal?.kind).toBe("charter.alreadyFounded");
  });

  it("is the very first entry or none", () => {
    const late = new Town({ ...townCore.begin(), size: 1 });
    expect(late.act(start, founder, "charter.found", body).refusal?.kind).toBe("charter.notFirst");
  });

  it("is the act of a device, not of a decision", () => {
    expect(unfounded().decide(start, { by: "constitutional" }, "charter.found", body).refusal?.kind).toBe(
      "authority.notEntitled",
    );
  });

  it("comes before everything else", () => {
    const early = unfounded().decide(start, { by: "weighty" }, "charter.useRules", { version: 1 });
    expect(early.refusal?.kind).toBe("authority.notFounded");
  });

  it("has an answer for every parameter, even where the founding named none", () => {
    const bare = foundedFrom(start, { ...body, terms: [] }).town.charterAt(start);
    expect(bare.rulesInForce().every(({ value }) => value !== null)).toBe(true);
    expect(bare.classRule("urgent")).toMatchObject({
      quorumPercent: 20,
      thresholdNumerator: 2,
      thresholdDenominator: 3,
      ratifyDays: 7,
    });
  });

  it.each<[string, string, Partial<FoundingBody>]>([
    ["a rule nobody knows", "charter.unknownParameter", { terms: [{ path: "members.tax", value: 1 }] }],
    ["a hearing shorter than a week", "charter.outOfBounds", { terms: [{ path: "exclusion.hearingDays", value: 6 }] }],
    ["a number where a switch belongs", "charter.outOfBounds", { terms: [{ path: "publish.decisions", value: 1 }] }],
    [
      "a threshold of half or less",
      "charter.outOfBounds",
      { terms: [{ path: "classes.weighty.threshold", value: "2/4" }] },
    ],
    [
      "a charter that a bare majority may change",
      "charter.outOfBounds",
      { terms: [{ path: "classes.constitutional.method", value: "majority" }] },
    ],
    [
      "the same rule twice",
      "charter.doubled",
      {
        terms: [
          { path: "pilot.restDays", value: 91 },
          { path: "pilot.restDays", value: 92 },
        ],
      },
    ],
    [
      "a red line over leaving",
      "charter.kindProtected",
      { redLines: [{ line: "stay", kinds: ["member.leave"], when: is("x", 1), wording: null }] },
    ],
    [
      "a narrowing of amendments",
      "charter.kindProtected",
      { narrowings: [{ act: "charter.amend", who: [{ kind: "power", power: "king" }] }] },
    ],
    [
      "the same office twice",
      "charter.doubled",
      {
        offices: [
          { office: "a", seats: 1, powers: [] },
          { office: "a", seats: 2, powers: [] },
        ],
      },
    ],
    ["rules from the future", "rules.unknown", { rules: 3 }],
  ])("refuses %s", (_title, kind, changed) => {
    expect(refusalOf(changed)).toBe(kind);
  });

  it("says which law protects a bound, and what the bound is", () => {
    const { refusal } = foundedFrom(start, { ...body, terms: [{ path: "exclusion.hearingDays", value: 6 }] });
    expect(refusal).toMatchObject({
      clause: "law.hearing",
      madeBy: null,
      data: { path: "exclusion.hearingDays", value: 6, min: 7, max: 90 },
    });
  });

  it("lays a floor that never lapses", () => {
    const inFiftyYears = founded(start).charterAt(day("2076-03-01"));
    expect(inFiftyYears.parameter("accord.defaultMonths")).toBe(6);
    expect(inFiftyYears.redLines().map(({ line }) => line)).toContain("no-exclusivity");
    expect(inFiftyYears.lapsesNext(10)).toEqual([]);
  });

  it("changes nothing when it is refused", () => {
    const { town } = foundedFrom(start, { ...body, rules: 9 });
    expect(town.charterAt(start).founded).toBe(false);
  });
});
