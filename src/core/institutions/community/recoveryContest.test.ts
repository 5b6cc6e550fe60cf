import { describe, expect, it } from "vitest";
import type { Id, Kind } from "../../kernel/types.ts";
import { named, Scene } from "./scene.ts";
import { contested, NEW, phase, says, started, starts, waiting } from "./recoveryScene.ts";

describe("an objection", () => {
  it("freezes both sides: the new key gets nothing, the old ones neither decide nor change devices", () => {
    const { scene, recovery } = contested();
    expect(phase(scene, recovery)).toBe("contested");
    expect(scene.standing("Piet")).toBe("suspended");
    expect(scene.ask.isElector(scene.ordinal("Piet"), scene.now)).toBe(false);
    expect(scene.ask.electors).toBe(10);
    expect(scene.adds("Piet", "a device of the thief")).toBe("device.duringRecovery");
    expect(scene.does("Piet", "device.remove", { key: named("Piet") })).toBe("device.duringRecovery");
    expect(scene.does("Piet", "member.leave", {})).toBe("leave.duringRecovery");
    expect(scene.does("Piet", "member.introduce", { name: named("it is me"), about: null })).toBeNull();
    expect(scene.pass({ hours: 72 }).ask.personOf(named(NEW))).toBeNull();
  });

  it("comes from a device of the member concerned, while the waiting period runs", () => {
    const early = started();
    expect(says(early.scene, "Piet", "recovery.object", early.recovery)).toBe("recovery.notWaiting");
    expect(early.scene.standing("Piet")).toBe("member");
    const { scene, recovery } = waiting();
    expect(says(scene, "Tomas", "recovery.object", recovery)).toBe("recovery.notYours");
    scene.justBefore(scene.in({ hours: 72 }));
    expect(says(scene, "Piet", "recovery.object", recovery)).toBeNull();
    expect(says(scene, "Piet", "recovery.object", recovery)).toBe("recovery.objectionHeard");
    const late = waiting();
    late.scene.pass({ hours: 72 });
    expect(says(late.scene, "Piet", "recovery.object", late.recovery)).toBe("authority.notEntitled");
  });

  it("puts a steward's power to sleep, and wakes it when the contest ends", () => {
    const scene = Scene.of(10);
    for (const name of ["Jon", "Ruth"]) scene.appoints(name, "steward");
    starts(scene, "Lea", "Jon");
    const recovery = scene.lastId;
    for (const name of ["Tomas", "Ruth"]) says(scene, name, "recovery.support", recovery);
    says(scene, "Jon", "recovery.object", recovery);
    expect(scene.holds("Jon", "steward")).toBe(false);
    expect(scene.pass({ days: 30 }).holds("Jon", "steward")).toBe(true);
  });

  it("ends by itself after thirty days: the old keys are free again, and the new one is nobody's", () => {
    const { scene, recovery } = contested();
    const ends = scene.in({ days: 30 });
    expect(scene.justBefore(ends).standing("Piet")).toBe("suspended");
    expect(scene.at(ends).standing("Piet")).toBe("member");
    expect(scene.ask.recovery(recovery)).toMatchObject({ phase: "closed", end: "lapsed" });
    expect(scene.ask.isElector(scene.ordinal("Piet"), scene.in({ days: -20 }))).toBe(true);
    expect(scene.ask.device(named(NEW))?.status).toBe("removed");
  });
});

describe("more people against an objection", () => {
  it("are four members and two stewards, all asked again; then no old key stops it", () => {
    const { scene, recovery } = contested(20);
    const needed = { members: 2, stewards: 1, membersAfterObjection: 4 };
    const row = scene.ask.recovery(recovery);
    if (row === undefined) throw new Error("the recovery is open");
    expect(row.supporters).toEqual([]);
    expect(scene.ask.supportNeeded(row, needed)).toEqual({ people: 6, stewards: 2, orPeople: 10 });
    for (const name of ["Lea", "Tomas", "Aylin", "Sami", "Ines", "Jon"])
      says(scene, name, "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("contested");
    says(scene, "Ruth", "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("finalWaiting");
    expect(says(scene, "Piet", "recovery.object", recovery)).toBe("recovery.objectionHeard");
    expect(scene.adds("Piet", "a device of the thief")).toBe("device.duringRecovery");
    expect(scene.standing("Piet")).toBe("suspended");
    const through = scene.in({ hours: 144 });
    expect(scene.justBefore(through).ask.personOf(named(NEW))).toBeNull();
    expect(scene.at(through).ask.personOf(named(NEW))).toMatchObject({ standing: "member" });
    expect(scene.ask.personOf(named("Piet"))).toBeNull();
  });

  it("or more than half of all other electors, stewards or not", () => {
    const { scene, recovery } = contested(10);
    for (const name of ["Lea", "Tomas", "Aylin", "Sami"]) says(scene, name, "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("contested");
    says(scene, "Ines", "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("finalWaiting");
  });

  it("may take their word back, and the contest goes on until its end", () => {
    const { scene, recovery } = contested(10);
    const ends = scene.in({ days: 30 });
    for (const name of ["Lea", "Tomas", "Aylin", "Sami", "Ines"]) says(scene, name, "recovery.support", recovery);
    says(scene, "Ines", "recovery.withdraw", recovery);
    expect(phase(scene, recovery)).toBe("contested");
    expect(scene.at(ends).ask.recovery(recovery)?.end).toBe("lapsed");
  });
});

describe("the assembly's word on a recovery", () => {
  const decides = (scene: Scene, recovery: Id, grant: boolean, how: "ordinary" | "urgent" = "ordinary"): Kind | null =>
    scene.decides("recovery.decide", { recovery, grant }, how);

  it("grants it after an objection: the new key is the member's at once", () => {
    const { scene, recovery } = contested();
    expect(decides(scene, recovery, true)).toBeNull();
    expect(scene.ask.personOf(named(NEW))).toMatchObject({ standing: "member" });
    expect(scene.ask.personOf(named("Piet"))).toBeNull();
    expect(decides(scene, recovery, true)).toBe("recovery.closed");
  });

  it("refuses it: the old keys are free, in urgency too, whatever has been supported", () => {
    for (const how of ["ordinary", "urgent"] as const) {
      const { scene, recovery } = contested();
      for (const name of ["Lea", "Tomas", "Aylin", "Sami", "Ines"]) says(scene, name, "recovery.support", recovery);
      expect(phase(scene, recovery)).toBe("finalWaiting");
      expect(decides(scene, recovery, false, how)).toBeNull();
      expect(scene.ask.recovery(recovery)).toMatchObject({ phase: "closed", end: "refused" });
      expect(scene.standing("Piet")).toBe("member");
      expect(scene.pass({ days: 9 }).ask.personOf(named(NEW))).toBeNull();
    }
  });

  it("grants nothing before an objection or in urgency, and nothing unknown", () => {
    const early = waiting();
    expect(decides(early.scene, early.recovery, true)).toBe("recovery.notContested");
    const { scene, recovery } = contested();
    expect(decides(scene, recovery, true, "urgent")).toBe("recovery.urgentGrant");
    expect(decides(scene, named("none"), true)).toBe("recovery.unknown");
    expect(scene.does("Jon", "recovery.decide", { recovery, grant: true })).toBe("authority.notEntitled");
  });
});
