import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { core } from "../../registry.ts";
import { instantOf } from "../../kernel/time.ts";
import { Names } from "../../kernel/names.ts";
import { cannotBeAdded } from "./act.ts";
import { THINGS_MAX } from "./limits.ts";
import { community, refusals } from "./index.ts";
import { named, people, Scene, shown } from "./scene.ts";

/** One thing somebody does, drawn at random; most are refused at times, and that is part of the point. */
type Step = readonly [act: number, who: number, whom: number, hours: number];
const steps = fc.array(fc.tuple(fc.nat(17), fc.nat(7), fc.nat(7), fc.nat(400)), { maxLength: 60 });

const perform = (scene: Scene, [act, who, whom, hours]: Step, round: number): void => {
  scene.pass({ hours, minutes: round });
  const by = people[who] ?? "";
  const other = people[whom] ?? "";
  const member = scene.id(other);
  const recovery = scene.ask.recoveries()[0]?.id ?? named("none");
  const hearing = scene.ask.hearings()[0]?.id ?? named("none");
  const appeal = scene.ask.hearings()[0]?.appeal?.id ?? named("none");
  const deeds: readonly (() => unknown)[] = [
    () => scene.joins(`newcomer ${round}`, scene.invites(by, `newcomer ${round}`, whom % 2 === 0 ? "member" : "guest")),
    () => scene.does(by, "member.takeLeave", { from: scene.in({ days: whom }), until: scene.in({ days: whom + 5 }) }),
    () => scene.does(by, "member.return", {}),
    () => (hours > 350 ? scene.does(by, "member.leave", {}) : scene.invites(by, `pending ${round}`)),
    () => scene.adds(by, `${by}'s device ${round}`),
    () => scene.does(by, "device.remove", { key: named(other) }),
    () => scene.appoints(other, whom % 2 === 0 ? "steward" : "facilitator", 30),
    () => scene.decides("office.recall", { office: "steward", member }),
    () => scene.does(by, "exclusion.propose", { member, reason: named("r"), sharedPurpose: named("p") }),
    () => scene.decides("member.exclude", { hearing }, "weighty"),
    () => scene.does(other, "exclusion.appeal", { text: named("t"), commitment: named("c") }),
    () => scene.does(by, "panel.commit", { appeal, commitment: named("c") }),
    () => scene.decides("exclusion.reverse", { hearing }),
    () =>
      scene.does(by, "recovery.start", { member, newKey: named(`key ${round}`) }, [shown("device", `key ${round}`)]),
    () => scene.does(by, "recovery.support", { recovery }),
    () => scene.does(other, "recovery.object", { recovery }),
    () => scene.does(by, "recovery.withdraw", { recovery }),
    () => scene.decides("recovery.decide", { recovery, grant: whom % 2 === 0 }),
  ];
  deeds[act]?.();
};

const after = (log: readonly Step[]): Scene => {
  const scene = Scene.of(8, { "membership.probationDays": 7 });
  for (const [round, step] of log.entries()) perform(scene, step, round);
  return scene;
};

describe("whatever people do", () => {
  it("the running totals are what a count of all members gives, now and later", () => {
    fc.assert(
      fc.property(steps, fc.nat(200), (log, days) => {
        const scene = after(log).pass({ days });
        const { ask } = scene;
        const present = ask.members().filter(({ ended }) => ended === null);
        const counted = (role: string): number => present.filter((row) => row.role === role).length;
        const electors = present.filter(
          ({ role, probationUntil, away }) => role === "member" && probationUntil === null && !away,
        );
        expect(ask.totals).toEqual({ members: counted("member"), guests: counted("guest"), electors: electors.length });
      }),
      { numRuns: 60 },
    );
  });

  it("every device that acts is one of its member's, and who is gone has none", () => {
    fc.assert(
      fc.property(steps, (log) => {
        const { ask } = after(log);
        for (const { ordinal, standing, devices } of ask.members()) {
          const acting = ask.devicesOf(ordinal).filter(({ status }) => status !== "pending");
          expect(acting.every(({ key }) => ask.personOf(key)?.member === ordinal)).toBe(true);
          expect(devices).toHaveLength(acting.length);
          expect(standing === "gone" ? devices.length === 0 : devices.length > 0).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("in two years nothing is under way any more: every case, office, leave and recovery has ended by itself", () => {
    fc.assert(
      fc.property(steps, (log) => {
        const { ask } = after(log).pass({ days: 730 });
        expect([ask.hearings(), ask.officeHolders(), ask.recoveries(), ask.invitations()]).toEqual([[], [], [], []]);
        expect(
          ask
            .members()
            .every(
              ({ leaveUntil, hearing, accusing, recovery, inviting }) =>
                leaveUntil === null && hearing + accusing + recovery + inviting === 0,
            ),
        ).toBe(true);
        expect(ask.members().flatMap(({ ordinal }) => ask.tasksOf(ordinal))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("asking later in two steps is asking later in one", () => {
    fc.assert(
      fc.property(steps, fc.nat(100 * 86_400_000), fc.nat(100 * 86_400_000), (log, a, b) => {
        const { world, now } = after(log);
        const first = instantOf(now + a);
        const second = instantOf(first + b);
        const inTwo = core.advance(core.advance(world, first), second);
        expect(core.root(inTwo, "members")).toBe(core.root(core.advance(world, second), "members"));
      }),
      { numRuns: 30 },
    );
  });
});

describe("what is to come for a member", () => {
  it("is listed soonest first, each at the instant it happens", () => {
    const scene = Scene.of(8);
    scene.appoints("Jon", "steward", 30);
    scene.does("Jon", "member.takeLeave", { from: scene.in({ days: 2 }), until: scene.in({ days: 9 }) });
    scene.does("Mara", "exclusion.propose", { member: scene.id("Jon"), reason: named("r"), sharedPurpose: named("p") });
    scene.does("Lea", "recovery.start", { member: scene.id("Jon"), newKey: named("k") }, [shown("device", "k")]);
    const tasks = scene.ask.tasksOf(scene.ordinal("Jon"));
    expect(tasks.map(({ sort, at }) => [sort, at])).toEqual([
      ["leaveBegins", scene.in({ days: 2 })],
      ["leaveEnds", scene.in({ days: 9 })],
      ["hearingEnds", scene.in({ days: 14 })],
      ["recoveryLapses", scene.in({ days: 14 })],
      ["officeEnds", scene.in({ days: 30 })],
    ]);
    expect(scene.ask.tasksOf(scene.ordinal("Lea"))).toEqual([]);
  });
});

describe("the institution", () => {
  it("refuses a new thing whose id could be mistaken for another's, and the one after the last ordinal", () => {
    const names = Names.empty.with(named("known"), 1);
    expect(cannotBeAdded(names, named("known"), 1)?.kind).toBe("community.idTaken");
    expect(cannotBeAdded(names, named("new"), THINGS_MAX - 2)).toBeNull();
    expect(cannotBeAdded(names, named("new"), THINGS_MAX - 1)?.kind).toBe("community.full");
  });

  it("names every refusal once, and every act by its own word", () => {
    expect(new Set(refusals).size).toBe(refusals.length);
    const kinds = community.acts.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it("hears a founding once", () => {
    const scene = Scene.founded();
    const place = core.wiring.institutions.findIndex(({ name }) => name === "community");
    const state = scene.world.states[place];
    const heard = core.wiring.institutions[place]?.hear["community.founded"];
    const signal = {
      kind: "community.founded",
      origin: named("o"),
      founder: named("f"),
      node: named("n"),
      nameText: named("t"),
    } as const;
    expect(heard?.(state, signal, { at: scene.now, entry: 1, rules: 2, view: {} })).toEqual({ events: [] });
  });
});
