import { describe, expect, it } from "vitest";
import type { Kind } from "../../kernel/types.ts";
import { named, Scene } from "./scene.ts";
import { contested, NEW, phase, says, started, starts, waiting } from "./recoveryScene.ts";

describe("a thief", () => {
  it("who holds the old phone may object, and loses to the assembly or to more people", () => {
    const granted = contested();
    expect(granted.scene.decides("recovery.decide", { recovery: granted.recovery, grant: true })).toBeNull();
    expect(granted.scene.adds("Piet", "thief's second")).toBe("authority.notEntitled");
  });

  it("cannot use the waiting period to add a device, to remove the owner's, or to leave in their name", () => {
    const scene = Scene.of(10);
    for (const name of ["Jon", "Ruth"]) scene.appoints(name, "steward");
    scene.adds("Piet", "Piet's tablet");
    starts(scene, "Lea", "Piet");
    for (const name of ["Tomas", "Jon"])
      says(scene, name, "recovery.support", scene.ask.recoveries()[0]?.id ?? named(""));
    expect(scene.ask.recoveries()[0]?.phase).toBe("waiting");
    expect(scene.adds("Piet", "thief's second")).toBe("device.duringRecovery");
    expect(scene.does("Piet", "device.remove", { key: named("Piet's tablet") })).toBe("device.duringRecovery");
    expect(scene.does("Piet", "member.leave", {})).toBe("leave.duringRecovery");
  });

  it("gains nothing by adding a device before the waiting period: all old ones go together", () => {
    const { scene, recovery } = started();
    expect(scene.adds("Piet", "thief's second")).toBeNull();
    for (const name of ["Tomas", "Jon"]) says(scene, name, "recovery.support", recovery);
    scene.pass({ hours: 72 });
    expect(scene.ask.personOf(named("thief's second"))).toBeNull();
    expect(scene.ask.devicesOf(scene.ordinal("Piet")).map(({ key }) => key)).toEqual([named(NEW)]);
  });

  it("who starts a recovery for somebody else is stopped by that person's own phone", () => {
    const { scene, recovery } = waiting();
    expect(says(scene, "Piet", "recovery.object", recovery)).toBeNull();
    scene.pass({ days: 30 });
    expect(scene.standing("Piet")).toBe("member");
    expect(scene.ask.personOf(named("Piet"))).toMatchObject({ standing: "member" });
    expect(scene.ask.personOf(named(NEW))).toBeNull();
  });

  it("alone freezes nobody: before two members and a steward agree, nothing changes for the person", () => {
    const { scene } = started();
    expect(scene.standing("Piet")).toBe("member");
    expect(scene.adds("Piet", "Piet's laptop")).toBeNull();
    expect(scene.does("Piet", "member.leave", {})).toBeNull();
  });

  it("with two friends, one a steward, freezes nobody twice in a season: after an objection more people are needed", () => {
    const { scene } = contested(20);
    scene.pass({ days: 30 });
    starts(scene, "Lea", "Piet", "another key");
    const again = scene.lastId;
    for (const name of ["Tomas", "Jon", "Ruth"]) says(scene, name, "recovery.support", again);
    expect(phase(scene, again)).toBe("gathering");
    for (const name of ["Aylin", "Sami"]) says(scene, name, "recovery.support", again);
    expect(phase(scene, again)).toBe("waiting");
    says(scene, "Lea", "recovery.cancel", again);
    scene.pass({ days: 92 });
    starts(scene, "Lea", "Piet", "a third key");
    const later = scene.lastId;
    for (const name of ["Tomas", "Sami"]) says(scene, name, "recovery.support", later);
    expect(phase(scene, later)).toBe("gathering");
    scene.appoints("Ines", "steward");
    says(scene, "Ines", "recovery.support", later);
    expect(phase(scene, later)).toBe("waiting");
  });

  it("cannot go on for ever: three recoveries about one person or by one person in a season", () => {
    const scene = Scene.of(10);
    const startedAt = scene.now;
    const cancelled = (starter: string, name: string, key: string): Kind | null => {
      const refused = starts(scene, starter, name, key);
      if (refused === null) says(scene, starter, "recovery.cancel", scene.lastId);
      return refused;
    };
    for (const [round, starter] of ["Lea", "Tomas", "Aylin"].entries())
      expect(cancelled(starter, "Piet", `key ${round}`)).toBeNull();
    expect(cancelled("Jon", "Piet", "key 3")).toBe("recovery.tooOften");
    for (const [round, name] of ["Jon", "Ruth"].entries())
      expect(cancelled("Lea", name, `key ${round + 4}`)).toBeNull();
    expect(cancelled("Lea", "Sami", "key 6")).toBe("recovery.tooOften");
    expect(cancelled("Tomas", "Sami", "key 6")).toBeNull();
    scene.at(startedAt).justBefore(scene.in({ days: 91 }));
    expect(cancelled("Jon", "Piet", "key 7")).toBe("recovery.tooOften");
    scene.pass({ ms: 1 });
    expect(cancelled("Jon", "Piet", "key 7")).toBeNull();
    expect(cancelled("Lea", "Sami", "key 8")).toBeNull();
  });
});
