import { describe, expect, it } from "vitest";
import { named, people, Scene } from "./scene.ts";
import { NEW, phase, says, started, starts, waiting } from "./recoveryScene.ts";

describe("a lost phone", () => {
  it("is replaced when two members and a steward support it, after 72 hours in which nobody objects", () => {
    const { scene, recovery } = started();
    const piet = scene.ordinal("Piet");
    expect(says(scene, "Tomas", "recovery.support", recovery)).toBeNull();
    expect(phase(scene, recovery)).toBe("gathering");
    expect(says(scene, "Jon", "recovery.support", recovery)).toBeNull();
    const through = scene.in({ hours: 72 });
    expect(scene.ask.recovery(recovery)).toMatchObject({ phase: "waiting", dueAt: through });
    expect(scene.justBefore(through).ask.personOf(named(NEW))).toBeNull();
    expect(scene.ask.personOf(named("Piet"))?.member).toBe(piet);
    expect(scene.at(through).ask.personOf(named(NEW))).toMatchObject({ member: piet, standing: "member" });
    expect(scene.ask.personOf(named("Piet"))).toBeNull();
    expect(scene.does(NEW, "member.introduce", { name: named("Piet"), about: null })).toBeNull();
    expect(scene.adds(NEW, "Piet's new laptop")).toBeNull();
  });

  it("leaves its owner a member all along, and the new key shows that it waits", () => {
    const { scene } = waiting();
    expect(scene.standing("Piet")).toBe("member");
    expect(scene.ask.device(named(NEW))).toMatchObject({ status: "pending", member: scene.ordinal("Piet") });
    expect(scene.ask.devicesOf(scene.ordinal("Piet")).map(({ status }) => status)).toEqual(["active", "pending"]);
    expect(scene.does(NEW, "member.introduce", { name: named("x"), about: null })).toBe("authority.notEntitled");
  });

  it("needs the steward: three members are not enough while there is one", () => {
    const { scene, recovery } = started();
    for (const name of ["Tomas", "Aylin", "Sami"]) says(scene, name, "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("gathering");
    says(scene, "Ruth", "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("waiting");
  });

  it("counts the founder as a steward while founding", () => {
    const scene = Scene.founded();
    for (const name of people.slice(1, 4)) scene.welcomes(name);
    starts(scene, "Tomas", "Jon");
    const recovery = scene.lastId;
    says(scene, "Aylin", "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("gathering");
    says(scene, "Mara", "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("waiting");
  });

  it("needs five where there is no steward, and all others where there are fewer", () => {
    const scene = Scene.of(10);
    starts(scene, "Lea", "Piet");
    const recovery = scene.lastId;
    for (const name of ["Tomas", "Aylin", "Jon"]) says(scene, name, "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("gathering");
    says(scene, "Sami", "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("waiting");
    const small = Scene.of(3).pass({ days: 31 });
    starts(small, "Mara", "Tomas");
    expect(phase(small, small.lastId)).toBe("gathering");
    const other = small.lastId;
    says(small, "Aylin", "recovery.support", other);
    expect(phase(small, other)).toBe("waiting");
    const pair = Scene.of(2).pass({ days: 31 });
    starts(pair, "Mara", "Tomas");
    expect(phase(pair, pair.lastId)).toBe("waiting");
  });

  it("is started only for others, once at a time, with a new key that has signed", () => {
    const { scene } = started();
    expect(starts(scene, "Piet", "Piet", "x")).toBe("recovery.yourself");
    expect(starts(scene, "Tomas", "Piet", "x")).toBe("recovery.alreadyOpen");
    expect(starts(scene, "Tomas", "Aylin", NEW)).toBe("device.known");
    expect(starts(scene, "Tomas", "Aylin", "Jon")).toBe("device.known");
    const body = { member: scene.id("Aylin"), newKey: named("x") };
    expect(scene.does("Tomas", "recovery.start", body)).toBe("device.keyNotShown");
    expect(scene.does("Tomas", "recovery.start", { ...body, member: named("nobody") })).toBe("member.unknown");
    scene.welcomes("Zora", "guest");
    expect(starts(scene, "Zora", "Aylin", "x")).toBe("authority.notEntitled");
    expect(starts(scene, "Tomas", "Zora", "x")).toBeNull();
  });

  it("is supported once each, by others, while support is still wanted", () => {
    const { scene, recovery } = started();
    expect(says(scene, "Lea", "recovery.support", recovery)).toBe("recovery.alreadySupported");
    expect(says(scene, "Piet", "recovery.support", recovery)).toBe("recovery.yourself");
    expect(says(scene, "Tomas", "recovery.support", named("none"))).toBe("recovery.unknown");
    for (const name of ["Tomas", "Jon"]) says(scene, name, "recovery.support", recovery);
    expect(says(scene, "Aylin", "recovery.support", recovery)).toBe("recovery.enoughSupport");
  });

  it("closes by itself after fourteen days without enough support", () => {
    const { scene, recovery } = started();
    const lapses = scene.in({ days: 14 });
    expect(phase(scene.justBefore(lapses), recovery)).toBe("gathering");
    expect(scene.at(lapses).ask.recovery(recovery)).toMatchObject({ phase: "closed", end: "lapsed" });
    expect(says(scene, "Tomas", "recovery.support", recovery)).toBe("recovery.closed");
    expect(scene.refusal?.data).toEqual({ end: "lapsed" });
    expect(starts(scene, "Tomas", "Piet")).toBe("device.known");
    expect(starts(scene, "Tomas", "Piet", "another new phone")).toBeNull();
  });

  it("is cancelled by who started it, and by nobody else", () => {
    const { scene, recovery } = waiting();
    expect(says(scene, "Tomas", "recovery.cancel", recovery)).toBe("recovery.notStarter");
    expect(says(scene, "Lea", "recovery.cancel", recovery)).toBeNull();
    expect(scene.ask.recovery(recovery)).toMatchObject({ phase: "closed", end: "cancelled" });
    expect(scene.pass({ days: 9 }).ask.personOf(named("Piet"))).not.toBeNull();
  });
});

describe("support that is taken back", () => {
  it("stops the waiting period when too little is left, and it can start again", () => {
    const { scene, recovery } = waiting();
    expect(says(scene, "Aylin", "recovery.withdraw", recovery)).toBe("recovery.notSupported");
    expect(says(scene, "Jon", "recovery.withdraw", recovery)).toBeNull();
    expect(phase(scene, recovery)).toBe("gathering");
    scene.pass({ hours: 80 });
    expect(scene.ask.personOf(named("Piet"))).not.toBeNull();
    says(scene, "Ruth", "recovery.support", recovery);
    expect(scene.pass({ hours: 72 }).ask.personOf(named(NEW))).not.toBeNull();
  });

  it("leaves the waiting period alone when enough is left", () => {
    const { scene, recovery } = started();
    for (const name of ["Tomas", "Sami", "Jon"]) says(scene, name, "recovery.support", recovery);
    says(scene, "Tomas", "recovery.withdraw", recovery);
    expect(phase(scene, recovery)).toBe("waiting");
  });

  it("closes the recovery when its time for gathering is already over", () => {
    const { scene, recovery } = started();
    scene.pass({ days: 13 });
    for (const name of ["Tomas", "Jon"]) says(scene, name, "recovery.support", recovery);
    scene.pass({ days: 2 });
    says(scene, "Jon", "recovery.withdraw", recovery);
    expect(scene.ask.recovery(recovery)).toMatchObject({ phase: "closed", end: "lapsed" });
  });

  it("counts before the waiting period too", () => {
    const { scene, recovery } = started();
    expect(says(scene, "Lea", "recovery.withdraw", recovery)).toBeNull();
    for (const name of ["Tomas", "Jon"]) says(scene, name, "recovery.support", recovery);
    expect(phase(scene, recovery)).toBe("gathering");
  });
});
