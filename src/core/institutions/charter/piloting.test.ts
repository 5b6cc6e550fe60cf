/** The spec of systems: a few from the founding, every other as a pilot that ends by itself unless a fresh decision keeps it. */
import { describe, expect, it } from "vitest";
import { before, day, founded, named, type Town } from "../../../../tests/core/town.ts";
import { daysAfter } from "../../kernel/time.ts";
import { refusals as authorityRefusals } from "../../authority.ts";
import { kinds } from "../../../../tests/core/town.ts";
import { systems } from "../../terms/systems.ts";

const start = day("2026-03-01");
const begin = day("2026-04-01");
const end = daysAfter(begin, 60);
const pilot = { system: "accords", question: named("do accords help us?"), days: 60 };
const anyAccord = { accord: named("some accord"), termMonths: null, reviewMonths: null };

/** Mutual-aid networks begin without accords. */
const network = (): Town => founded(start, "mutual-aid");
const piloting = (): Town =>
  network().given(begin, { by: "ordinary", decision: "try accords" }, "charter.startPilot", pilot);

describe("a system", () => {
  it("that is off refuses its acts, whatever the decision", () => {
    const { refusal } = network().decide(begin, { by: "constitutional" }, "accord.reaffirm", anyAccord);
    expect(refusal).toMatchObject({
      kind: authorityRefusals[3],
      clause: "charter.systems.accords",
      data: { system: "accords", act: "accord.reaffirm" },
    });
  });

  it("that is off still lets the community leave what it is in", () => {
    expect(
      network().decide(begin, { by: "ordinary" }, "accord.end", { accord: named("some accord"), reason: null }).refusal
        ?.kind,
    ).toBe("accord.unknown");
  });

  it("is on from the founding where the template says so", () => {
    expect(founded(start).charterAt(start).isOn("accords")).toBe(true);
    expect(
      network()
        .charterAt(start)
        .systems()
        .find(({ system }) => system === "accords"),
    ).toMatchObject({ isOn: false, pilot: null });
  });

  it("names acts that there are", () => {
    const own = systems.flatMap((system) => system.kinds).filter((kind) => kind.startsWith("accord."));
    expect(own.filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});

describe("a pilot", () => {
  it("switches a system on until its end, and not a moment longer", () => {
    const town = piloting();
    expect(town.charterAt(begin).isOn("accords")).toBe(true);
    expect(town.charterAt(before(end)).isOn("accords")).toBe(true);
    expect(town.charterAt(end).isOn("accords")).toBe(false);
    expect(town.charterAt(end).systems()[0]?.pilot).toMatchObject({
      question: pilot.question,
      madeBy: named("try accords"),
      endsAt: end,
    });
  });

  it.each<[string, string, object]>([
    ["a system nobody knows", "system.unknown", { ...pilot, system: "prisons" }],
    ["a longer trial than the charter allows", "pilot.tooLong", { ...pilot, days: 92 }],
  ])("refuses %s", (_title, kind, body) => {
    expect(network().decide(begin, { by: "ordinary" }, "charter.startPilot", body).refusal?.kind).toBe(kind);
  });

  it("refuses to pilot what is on already, as a pilot too", () => {
    expect(founded(start).decide(begin, { by: "ordinary" }, "charter.startPilot", pilot).refusal?.kind).toBe(
      "system.isOn",
    );
    expect(piloting().decide(before(end), { by: "ordinary" }, "charter.startPilot", pilot).refusal?.kind).toBe(
      "system.isOn",
    );
  });

  it("cannot follow another without the rest between them", () => {
    const rested = daysAfter(end, 91);
    const early = piloting().decide(before(rested), { by: "ordinary" }, "charter.startPilot", pilot);
    expect(early.refusal).toMatchObject({ kind: "pilot.tooSoon", data: { effectFrom: rested } });
    expect(
      piloting().decide(before(rested), { by: "ordinary", openedAt: null }, "charter.startPilot", pilot).refusal,
    ).toBeNull();
    expect(piloting().decide(rested, { by: "ordinary" }, "charter.startPilot", pilot).refusal).toBeNull();
  });

  it("is no rule that could be reaffirmed", () => {
    expect(
      piloting().decide(begin, { by: "weighty" }, "charter.reaffirm", { paths: ["systems.accords"] }).refusal?.kind,
    ).toBe("charter.nothingToReaffirm");
  });
});

describe("keeping a system", () => {
  it("takes a weighty decision, and lasts a term like every clause", () => {
    const kept = piloting().given(before(end), { by: "weighty", decision: "keep accords" }, "charter.keepSystem", {
      system: "accords",
    });
    const lapse = daysAfter(before(end), 730);
    expect(kept.charterAt(before(lapse)).isOn("accords")).toBe(true);
    expect(kept.charterAt(end).madeBy("systems.accords")).toBe(named("keep accords"));
    expect(kept.charterAt(lapse).isOn("accords")).toBe(false);
    expect(
      piloting().decide(begin, { by: "ordinary" }, "charter.keepSystem", { system: "accords" }).refusal?.kind,
    ).toBe("authority.notEntitled");
  });

  it("is possible after the pilot has ended, and can be reaffirmed", () => {
    const kept = piloting().given(end, { by: "weighty" }, "charter.keepSystem", { system: "accords" });
    const later = daysAfter(end, 700);
    expect(
      kept
        .given(later, { by: "weighty" }, "charter.reaffirm", { paths: ["systems.accords"] })
        .charterAt(daysAfter(end, 800))
        .isOn("accords"),
    ).toBe(true);
  });

  it.each<[string, string, () => Town, string]>([
    ["a system nobody knows", "system.unknown", piloting, "prisons"],
    ["a system nobody tried", "system.notPiloted", network, "accords"],
    [
      "a system that is kept already",
      "system.isOn",
      () => piloting().given(begin, { by: "weighty" }, "charter.keepSystem", { system: "accords" }),
      "accords",
    ],
  ])("refuses %s", (_title, kind, town, system) => {
    expect(town().decide(begin, { by: "weighty" }, "charter.keepSystem", { system }).refusal?.kind).toBe(kind);
  });

  it("cannot go round an amendment that switched the system off", () => {
    const off = { terms: [{ path: "systems.accords", value: false }], redLines: [], dropped: [], narrowings: [] };
    const again = daysAfter(begin, 91);
    const town = piloting()
      .given(begin, { by: "constitutional" }, "charter.amend", off)
      .given(again, { by: "constitutional", decision: "off" }, "charter.amend", off);
    expect(town.decide(daysAfter(end, 91), { by: "ordinary" }, "charter.startPilot", pilot).refusal).toMatchObject({
      kind: "system.forbidden",
      madeBy: named("off"),
    });
    expect(town.decide(again, { by: "weighty" }, "charter.keepSystem", { system: "accords" }).refusal?.kind).toBe(
      "system.forbidden",
    );
  });
});
