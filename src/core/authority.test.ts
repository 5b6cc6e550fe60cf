/** Who may do an act: denied unless the kind allows it, then narrowed, switched off or forbidden by the charter. */
import { describe, expect, it } from "vitest";
import { named } from "../../tests/core/town.ts";
import { authorityOver, refusals, type Charter, type People } from "./authority.ts";
import { any, is } from "./condition.ts";
import type { Ask, KindDefinition } from "./kernel/wiring.ts";
import { instantOf } from "./kernel/time.ts";
import type { ActKind, Cause, DecisionClass, Event, Facts, Kind, Refusal, Who } from "./kernel/types.ts";

const charter: Charter = {
  founded: true,
  nodeKey: named("node"),
  isOn: () => true,
  madeBy: () => null,
  narrowings: () => [],
  redLinesOn: () => [],
};
const standings = ["guest", "probation", "member", "onLeave", "suspended", "excluded", "gone"] as const;
const people = (standing: string): People => ({
  personOf: () => ({ member: 1, standing }),
  isAmong: (known, who) => known === who,
  holdsPower: (_member, power) => power === "facilitate",
});
const nobody: People = { personOf: () => null, isAmong: () => true, holdsPower: () => true };
const device = (member: number | null): Cause => ({
  kind: "device",
  key: named("phone"),
  member,
  act: named("act"),
  evidence: [],
});
const decision = (decisionClass: DecisionClass): Cause => ({
  kind: "decision",
  decision: named("decision"),
  decisionClass,
  act: named("act"),
});
const node = (key: string): Cause => ({ kind: "node", key: named(key), act: named("act") });

type Asked = {
  readonly who: readonly Who[];
  readonly cause: Cause;
  readonly charter?: Partial<Charter>;
  readonly people?: People;
  readonly kind?: Kind;
  readonly facts?: Facts;
};
const ask = (() => null) as never as Ask;
const check = ({ who, cause, kind = "some.act", facts = {}, ...views }: Asked): Refusal | null => {
  const act = { kind, who } as never as ActKind<unknown, Event, unknown, unknown>;
  const definition = { act } as never as KindDefinition;
  return authorityOver(
    () => ({ ...charter, ...views.charter }),
    () => views.people ?? people("member"),
  )(cause, definition, () => facts, instantOf(0), ask);
};

describe("the ceiling of an act", () => {
  it.each<[string, Who, Cause, boolean]>([
    ["anybody's device", { kind: "anyDevice" }, device(null), true],
    ["a decision where a device is asked for", { kind: "anyDevice" }, decision("weighty"), false],
    ["the community's node", { kind: "node" }, node("node"), true],
    ["another node", { kind: "node" }, node("stranger"), false],
    ["a device where the node is asked for", { kind: "node" }, device(1), false],
    ["a member", { kind: "member" }, device(1), true],
    ["a device of nobody", { kind: "member" }, device(null), false],
    ["a member where an elector is asked for", { kind: "elector" }, device(1), false],
    ["the holder of a power", { kind: "power", power: "facilitate" }, device(1), true],
    ["the holder of another power", { kind: "power", power: "steward" }, device(1), false],
    ["a power without a person", { kind: "power", power: "facilitate" }, device(null), false],
    ["a decision heavy enough", { kind: "decision", atLeast: "weighty" }, decision("constitutional"), true],
    ["a decision too light", { kind: "decision", atLeast: "weighty" }, decision("ordinary"), false],
    ["an urgent decision for an ordinary thing", { kind: "decision", atLeast: "ordinary" }, decision("urgent"), false],
    ["a member where a decision is asked for", { kind: "decision", atLeast: "urgent" }, device(1), false],
  ])("%s", (_title, who, cause, allowed) => {
    expect(check({ who: [who], cause })?.kind ?? null).toBe(allowed ? null : "authority.notEntitled");
  });

  it("denies what nobody is allowed", () => {
    expect(check({ who: [], cause: decision("constitutional") })?.kind).toBe("authority.notEntitled");
  });

  it("never asks who somebody is where no member stands behind the act", () => {
    for (const kind of ["participant", "member", "elector", "former"] as const) {
      expect(check({ who: [{ kind }], cause: device(null), people: nobody })?.kind).toBe("authority.notEntitled");
      expect(check({ who: [{ kind }], cause: device(1), people: nobody })?.kind).toBe("authority.notEntitled");
    }
  });

  it("allows nothing but a founding before there is a community", () => {
    const unfounded = { founded: false, nodeKey: null };
    expect(check({ who: [{ kind: "anyDevice" }], cause: device(null), charter: unfounded })?.kind).toBe(
      "authority.notFounded",
    );
    expect(check({ who: [{ kind: "founder" }], cause: device(null), charter: unfounded })).toBeNull();
  });

  it("says what would have been enough, and who asked", () => {
    const who: readonly Who[] = [
      { kind: "power", power: "steward" },
      { kind: "decision", atLeast: "weighty" },
      { kind: "elector" },
    ];
    for (const standing of standings) {
      expect(check({ who, cause: device(1), people: people(standing) })).toMatchObject({
        clause: "law.authority",
        data: {
          act: "some.act",
          needs: "power:steward, decision:weighty, elector",
          by: "device",
          standing,
          decisionClass: null,
        },
      });
    }
  });
});

describe("what the charter adds", () => {
  const who: readonly Who[] = [{ kind: "decision", atLeast: "ordinary" }];

  it("a narrowing asks for more, never for less", () => {
    const narrower: Partial<Charter> = {
      narrowings: () => [{ kind: "decision", atLeast: "weighty" }],
      madeBy: () => named("we narrowed it"),
    };
    expect(check({ who, cause: decision("ordinary"), charter: narrower })).toMatchObject({
      kind: "authority.narrowed",
      clause: "narrowing.some.act",
      madeBy: named("we narrowed it"),
    });
    expect(check({ who, cause: decision("weighty"), charter: narrower })).toBeNull();
    expect(
      check({ who, cause: decision("ordinary"), charter: { narrowings: () => [{ kind: "participant" }] } })?.kind,
    ).toBe("authority.narrowed");
  });

  it("a system that is off refuses its acts and no others", () => {
    const off: Partial<Charter> = { isOn: () => false };
    expect(check({ who, cause: decision("weighty"), charter: off, kind: "accord.sign" })?.kind).toBe("system.off");
    expect(check({ who, cause: decision("weighty"), charter: off, kind: "accord.end" })).toBeNull();
  });

  it("a red line refuses by a fact, with its value and the decision that drew it", () => {
    const line = {
      line: "no-ties",
      when: any(is("ties", "yes")),
      wording: named("no ties"),
      madeBy: named("we drew it"),
    };
    const lined: Partial<Charter> = { redLinesOn: () => [line] };
    expect(check({ who, cause: decision("weighty"), charter: lined, facts: { ties: "no" } })).toBeNull();
    expect(check({ who, cause: decision("weighty"), charter: lined, facts: {} })).toBeNull();
    expect(check({ who, cause: decision("weighty"), charter: lined, facts: { ties: "yes" } })).toEqual({
      refused: true,
      kind: "redLine.crossed",
      clause: "redLine.no-ties",
      madeBy: named("we drew it"),
      data: { line: "no-ties", fact: "ties", value: "yes", wording: named("no ties") },
    });
  });

  it("does not work out facts that nobody tests", () => {
    const definition = { act: { kind: "some.act", who } } as never as KindDefinition;
    const facts = (): Facts => {
      throw new Error("nobody asked");
    };
    expect(
      authorityOver(
        () => charter,
        () => nobody,
      )(decision("ordinary"), definition, facts, instantOf(0), ask),
    ).toBeNull();
  });

  it("has words to find for each of its refusals", () => {
    expect(new Set(refusals).size).toBe(5);
  });
});
