/** The templates say what the table of default parameters says, and every one of them names every parameter there is. */
import { describe, expect, it } from "vitest";
import { decisionClasses, parameters } from "../terms/parameters.ts";
import type { Datum } from "../kernel/types.ts";
import { readTemplate } from "./read.ts";
import { template, templateIds, termsOf, type TemplateId } from "./index.ts";

const DAY = 1440;
const valueOf = (id: TemplateId, path: string): Datum | undefined =>
  termsOf(template(id)).find((term) => term.path === path)?.value;
const valuesOf = (id: TemplateId, ...paths: readonly string[]): string =>
  paths.map((path) => String(valueOf(id, path))).join("/");
const classes = (field: string): readonly string[] => decisionClasses.slice(0, 3).map((of) => `classes.${of}.${field}`);
const inDays = (id: TemplateId, field: string): string =>
  classes(field)
    .map((path) => Number(valueOf(id, path)) / DAY)
    .join("/");

/** One row of the table: what is read from a template, and the five values in the order of `templateIds`. */
type Row = readonly [string, (id: TemplateId) => string, readonly string[]];
const rows: readonly Row[] = [
  [
    "quorum %",
    (id) => valuesOf(id, ...classes("quorumPercent")),
    ["15/25/40", "20/33/50", "20/33/50", "10/20/33", "50/67/75"],
  ],
  [
    "method",
    (id) => valuesOf(id, ...classes("method")),
    [
      "consent/consent/consent",
      "majority/supermajority/supermajority",
      "majority/supermajority/supermajority",
      "consent/consent/consent",
      "consent/consent/consent",
    ],
  ],
  [
    "threshold w c",
    (id) =>
      classes("threshold")
        .slice(1)
        .map((path) => String(valueOf(id, path)))
        .join(" "),
    ["2/3 2/3", "2/3 3/4", "2/3 2/3", "2/3 2/3", "3/4 3/4"],
  ],
  ["weighty is secret", (id) => valuesOf(id, "classes.weighty.secret"), ["false", "false", "true", "false", "false"]],
  [
    "deliberation, days",
    (id) => inDays(id, "deliberationMinutes"),
    ["4/10/21", "4/10/21", "2/7/21", "2/7/14", "10/21/42"],
  ],
  ["vote, days", (id) => inDays(id, "voteMinutes"), Array(5).fill("3/5/7")],
  ["cooling-off, days", (id) => inDays(id, "coolingOffMinutes"), ["2/5/14", "2/7/14", "1/3/14", "1/3/7", "5/10/21"]],
  [
    "urgent: deliberation h / ratify d",
    (id) =>
      `${Number(valueOf(id, "classes.urgent.deliberationMinutes")) / 60}/${valuesOf(id, "classes.urgent.ratifyDays")}`,
    ["12/7", "24/7", "6/7", "6/7", "24/14"],
  ],
  ["urgent: vote h", (id) => `${Number(valueOf(id, "classes.urgent.voteMinutes")) / 60}`, Array(5).fill("12")],
  ["late quorum + d", (id) => inDays(id, "lateQuorumMinutes"), ["3/3/3", "5/5/5", "2/2/2", "2/2/2", "7/7/7"]],
  [
    "call-back %",
    (id) => valuesOf(id, ...classes("callBackPercent")),
    ["10/10/10", "10/10/10", "10/10/10", "10/10/10", "20/20/20"],
  ],
  ["floor of people", (id) => valuesOf(id, "percentages.floorPeople"), ["5", "5", "5", "5", "2"]],
  ["negotiation cooling, days", (id) => valuesOf(id, "negotiation.coolingDays"), ["7", "14", "7", "7", "14"]],
  [
    "accord default/max, months",
    (id) => valuesOf(id, "accord.defaultMonths", "accord.maximumMonths"),
    ["6/12", "12/24", "6/12", "3/6", "12/24"],
  ],
  [
    "committee/council, moons",
    (id) => valuesOf(id, "circle.committeeMoons", "circle.councilMoons"),
    ["1/3", "3/6", "2/3", "2/3", "3/6"],
  ],
  [
    "office term/rest, months",
    (id) => valuesOf(id, "office.termMonths", "office.restMonths"),
    ["6/6", "12/12", "6/6", "4/4", "6/12"],
  ],
  [
    "recall vote/suspend %",
    (id) => valuesOf(id, "recall.votePercent", "recall.suspendPercent"),
    ["15/40", "10/40", "15/40", "15/40", "25/50"],
  ],
  [
    "emergency h / extensions",
    (id) => valuesOf(id, "emergency.hours", "emergency.extensionsPerSeason"),
    ["72/1", "48/1", "72/1", "72/1", "48/0"],
  ],
  [
    "key holders",
    (id) => valuesOf(id, "keyHolders.share", "keyHolders.onePerCommunity"),
    ["3/5/false", "4/7/false", "4/7/false", "3/5/false", "5/9/true"],
  ],
  [
    "alert; confirm window, min",
    (id) => valuesOf(id, "alert.share", "alert.confirmMinutes"),
    ["3/7/60", "3/7/120", "3/7/30", "3/7/30", "4/9/180"],
  ],
  [
    "beats and misses",
    (id) => valuesOf(id, "beat.nodeHours", "beat.circleDays", "beat.pairDays", "beat.missesMaximum"),
    ["6/14/7/2", "6/14/14/2", "6/7/7/2", "6/7/7/2", "6/14/7/2"],
  ],
  ["triad rotation, months", (id) => valuesOf(id, "triad.rotationMonths"), ["3", "4", "3", "3", "6"]],
  ["index period", (id) => valuesOf(id, "index.period"), Array(5).fill("quarter")],
  ["exclusion hearing, days", (id) => valuesOf(id, "exclusion.hearingDays"), ["14", "21", "14", "14", "60"]],
  ["courier grace, days", (id) => valuesOf(id, "courier.graceDays"), ["2", "2", "2", "3", "14"]],
  ["festival", (id) => valuesOf(id, "festival.isOn"), ["true", "false", "false", "true", "false"]],
  ["decisions are published", (id) => valuesOf(id, "publish.decisions"), ["true", "true", "false", "false", "true"]],
  [
    "lost phone: hours, members, stewards",
    (id) => valuesOf(id, "recovery.waitingHours", "recovery.members", "recovery.stewards"),
    Array(5).fill("72/2/1"),
  ],
];

describe("the templates", () => {
  it.each(rows)("%s", (_title, read, expected) => {
    expect(templateIds.map(read)).toEqual(expected);
  });

  it.each(templateIds)("%s names every parameter once, and nothing else", (id) => {
    expect(
      termsOf(template(id))
        .map(({ path }) => path)
        .sort(),
    ).toEqual(parameters.map(({ path }) => path).sort());
    expect(template(id).id).toBe(id);
  });

  it.each(templateIds)("%s has the four red lines, and offices that hold every power there is", (id) => {
    expect(template(id).redLines.map(({ line }) => line)).toEqual([
      "no-secrecy",
      "no-exclusivity",
      "no-endless-term",
      "no-outside-veto",
    ]);
    expect(
      template(id)
        .offices.flatMap(({ powers }) => powers)
        .sort(),
    ).toEqual(["facilitate", "moderate", "safeguard", "steward"]);
  });
});

describe("a template's file", () => {
  const file = { id: "x", terms: { a: { b: 1 }, c: true }, redLines: [], offices: [] };
  it("turns groups into paths", () => {
    expect(readTemplate(file).terms).toEqual([
      { path: "a.b", value: 1 },
      { path: "c", value: true },
    ]);
  });
  it("reads every sort of condition", () => {
    const leaf = { fact: "months", value: 3 };
    const when = { all: [{ any: [{ not: [{ is: leaf }] }] }, { over: leaf }, { under: leaf }] };
    const [line] = readTemplate({ ...file, redLines: [{ line: "l", kinds: ["accord.sign"], when }] }).redLines;
    expect(line?.when.parts.map(({ sort }) => sort)).toEqual(["any", "over", "under"]);
  });
  it.each([
    ["a condition it does not know", { ...file, redLines: [{ line: "l", kinds: [], when: { perhaps: [] } }] }],
    ["an empty condition", { ...file, redLines: [{ line: "l", kinds: [], when: {} }] }],
    ["a kind that is none", { ...file, redLines: [{ line: "l", kinds: ["sign"], when: { all: [] } }] }],
    ["an office without seats", { ...file, offices: [{ office: "o", powers: [] }] }],
    ["a missing part", { id: "x", terms: {}, offices: [] }],
    ["a list where a group belongs", { ...file, terms: [] }],
  ])("fails loudly on %s", (_title, wrong) => {
    expect(() => readTemplate(wrong)).toThrow(/template/);
  });
});
