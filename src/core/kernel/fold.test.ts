/** The kernel's own laws, shown on the toys beside this file. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ZERO_ID } from "../hash.ts";
import { openSnapshot, snapshotHead, snapshotPages } from "./snapshot.ts";
import { MINUTE_MS } from "./time.ts";
import { core, lamps, names, tally } from "../../../tests/core/toys.ts";
import type { Core } from "./fold.ts";
import type { Entry, Id, Instant, Kind, Refusal, Value } from "./types.ts";

const device = "11".repeat(32) as Id;
const founding = "aa".repeat(32) as Id;
const entry = (index: number, at: number, kind: Kind, body: Value, seq = index): Entry => ({
  index,
  at: at as Instant,
  signed: {
    id: (index === 0 ? founding : index.toString(16).padStart(64, "0")) as Id,
    bytes: new Uint8Array(),
    signature: new Uint8Array(),
    act: {
      format: 1,
      origin: index === 0 ? ZERO_ID : founding,
      author: { kind: "device", key: device },
      seq,
      previous: null,
      seen: null,
      after: [],
      signedAt: at as Instant,
      notAfter: (at + 1_000_000_000) as Instant,
      audience: "public",
      evidence: [],
      salt: new Uint8Array(16),
      command: { kind, body },
    },
  },
});
const light = (index: number, at: number, lamp: number, minutes: number): Entry =>
  entry(index, at, "lamp.light", [lamp, minutes]);
const someLog = fc
  .array(fc.record({ gap: fc.nat(4 * MINUTE_MS), lamp: fc.nat(9), minutes: fc.integer({ min: 1, max: 9 }) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((steps) => {
    let at = MINUTE_MS;
    return steps.map(({ gap, lamp, minutes }, index) => light(index, (at += gap), lamp, minutes));
  });
const rootOf = (world: ReturnType<Core["begin"]>): readonly string[] => [
  core.root(world, "public"),
  core.root(world, "members"),
];
const at = (time: number): Instant => time as Instant;

describe("the fold", () => {
  it("goes on from any prefix as if it had read the whole log", () => {
    fc.assert(
      fc.property(someLog, fc.nat(60), (log, cut) => {
        const whole = core.replay(core.begin(), log);
        const prefix = core.replay(core.begin(), log.slice(0, cut));
        const rest = log.slice(cut).reduce((world, next) => core.apply(world, next).world, prefix);
        expect(rootOf(rest)).toEqual(rootOf(whole));
      }),
    );
  });

  it("advances in two steps as in one", () => {
    fc.assert(
      fc.property(someLog, fc.nat(600_000), fc.nat(600_000), (log, a, b) => {
        const world = core.replay(core.begin(), log);
        const first = at(world.at + a);
        const second = at(first + b);
        expect(rootOf(core.advance(core.advance(world, first), second))).toEqual(rootOf(core.advance(world, second)));
      }),
    );
  });

  it("puts a lamp out at its instant and not a millisecond before, without changing the world asked", () => {
    const world = core.apply(core.begin(), light(0, MINUTE_MS, 3, 2)).world;
    expect(core.standing(world, lamps, at(3 * MINUTE_MS - 1)).isLit(3)).toBe(true);
    expect(core.standing(world, lamps, at(3 * MINUTE_MS)).isLit(3)).toBe(false);
    expect(core.standing(world, tally, at(3 * MINUTE_MS)).heard).toBe(1);
    expect(core.standing(world, lamps, at(2 * MINUTE_MS)).isLit(3)).toBe(true);
  });

  it("refuses an act without changing anything but its author's sequence", () => {
    const world = core.apply(core.begin(), light(0, MINUTE_MS, 3, 2)).world;
    const refused = core.apply(world, light(1, MINUTE_MS, 3, 2));
    expect(refused.refusal?.kind).toBe("lamp.isLit");
    expect(refused.world.states).toEqual(world.states);
    expect(core.apply(refused.world, entry(2, MINUTE_MS, "lamp.light", [4, 1], 1)).refusal?.kind).toBe(
      "act.sequenceUsed",
    );
  });

  it.each<[string, Partial<{ origin: Id; notAfter: Instant; signedAt: Instant; audience: "members" }>, string]>([
    ["another community's act", { origin: "bb".repeat(32) as Id }, "act.wrongOrigin"],
    ["an act after its last day", { notAfter: at(MINUTE_MS - 1) }, "act.expired"],
    ["an act from the future", { signedAt: at(MINUTE_MS + 300_001) }, "act.fromFuture"],
    ["an act in the wrong stratum", { audience: "members" }, "act.wrongAudience"],
  ])("refuses %s", (_title, change, kind) => {
    const world = core.apply(core.begin(), light(0, MINUTE_MS, 3, 2)).world;
    const good = light(1, MINUTE_MS, 4, 2);
    const signed = "act" in good.signed ? { ...good.signed, act: { ...good.signed.act, ...change } } : good.signed;
    expect(core.apply(world, { ...good, signed }).refusal?.kind).toBe(kind);
  });

  it("names the field of a malformed body, and an unknown kind", () => {
    const world = core.apply(core.begin(), light(0, MINUTE_MS, 3, 2)).world;
    expect(core.apply(world, entry(1, MINUTE_MS, "lamp.light", [3, 1000])).refusal?.data["path"]).toBe("minutes");
    expect(core.apply(world, entry(1, MINUTE_MS, "lamp.none", [])).refusal?.kind).toBe("act.unknownKind");
  });

  it("does a batch whole or not at all, and says so", () => {
    const world = core.apply(core.begin(), light(0, MINUTE_MS, 3, 2)).world;
    const done = core.apply(world, entry(1, MINUTE_MS, "lamp.lightTwo", [4, 5])).world;
    expect([4, 5].map((lamp) => core.standing(done, lamps, at(MINUTE_MS)).isLit(lamp))).toEqual([true, true]);
    const failed = core.apply(world, entry(1, MINUTE_MS, "lamp.lightTwo", [4, 3])).world;
    expect(core.standing(failed, lamps, at(MINUTE_MS)).isLit(4)).toBe(false);
    expect(core.standing(failed, tally, at(MINUTE_MS)).refused).toBe(1);
  });

  it("leaves the world as it was after a rehearsal", () => {
    const world = core.apply(core.begin(), light(0, MINUTE_MS, 3, 2)).world;
    const before = rootOf(world);
    const batch = {
      decision: founding,
      decisionClass: "ordinary" as const,
      commands: [4, 3].map((lamp) => ({ kind: "lamp.light" as const, body: [lamp, 5] })),
    };
    expect(core.rehearse(world, batch, at(MINUTE_MS))?.index).toBe(1);
    expect(rootOf(world)).toEqual(before);
  });

  it("counts a withheld entry and nothing more", () => {
    const world = core.apply(core.begin(), light(0, MINUTE_MS, 3, 2)).world;
    const after = core.apply(world, { index: 1, at: at(MINUTE_MS), signed: { withheld: device } }).world;
    expect(after.size).toBe(2);
    expect(rootOf(after)).toEqual(rootOf(world));
  });

  it("opens from a snapshot, page by page, with the same roots, and goes on", () => {
    fc.assert(
      fc.property(someLog, fc.nat(60), (log, cut) => {
        const world = core.replay(core.begin(), log.slice(0, cut));
        const pages = new Map<string, Uint8Array>();
        snapshotPages(
          world,
          (hash) => pages.has(hash),
          (hash, bytes) => pages.set(hash, bytes),
        );
        const opened = openSnapshot(snapshotHead(world, names), names, (hash) => pages.get(hash) ?? new Uint8Array());
        if (opened === null) throw new Error("the snapshot was made by this registry");
        expect(rootOf(opened)).toEqual(rootOf(world));
        expect(rootOf(core.replay(opened, log.slice(cut)))).toEqual(rootOf(core.replay(world, log.slice(cut))));
      }),
    );
  });

  it("takes acts of one author in any order, each once", () => {
    const log = [0, 3, 1, 2, 1].map((seq, index) => entry(index, MINUTE_MS + index, "lamp.light", [seq, 50], seq));
    const refusals: Refusal[] = [];
    core.replay(core.begin(), log, (_entry, refusal) => refusals.push(refusal));
    expect(refusals.map(({ kind }) => kind)).toEqual(["act.sequenceUsed"]);
  });
});
