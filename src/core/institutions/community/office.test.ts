import { describe, expect, it } from "vitest";
import { monthsAfter } from "../../calendar.ts";
import { named, Scene } from "./scene.ts";

describe("an office", () => {
  it("is given by decision, with the powers that its definition names", () => {
    const scene = Scene.of(6);
    expect(scene.appoints("Jon", "steward")).toBeNull();
    expect(scene.holds("Jon", "steward")).toBe(true);
    expect(scene.holds("Jon", "safeguard")).toBe(true);
    expect(scene.holds("Jon", "facilitate")).toBe(false);
    expect(scene.ask.officeHolders()).toMatchObject([{ office: "steward", member: scene.ordinal("Jon") }]);
    expect([...scene.ask.holdersOf("steward")]).toEqual([scene.ordinal("Jon")]);
  });

  it("is given by nobody alone, and not in urgency", () => {
    const scene = Scene.of(6);
    const body = { office: "steward", member: scene.id("Jon"), until: scene.in({ days: 9 }) };
    expect(scene.does("Mara", "office.appoint", body)).toBe("authority.notEntitled");
    expect(scene.decides("office.appoint", body, "urgent")).toBe("authority.notEntitled");
  });

  it("ends by itself at its end, and not a millisecond sooner", () => {
    const scene = Scene.of(6);
    scene.appoints("Jon", "steward", 30);
    const until = scene.in({ days: 30 });
    expect(scene.justBefore(until).holds("Jon", "steward")).toBe(true);
    expect(scene.at(until).holds("Jon", "steward")).toBe(false);
    expect(scene.ask.officeHolders()).toEqual([]);
  });

  it("lasts no longer than the charter's term", () => {
    const scene = Scene.of(6);
    const body = { office: "steward", member: scene.id("Jon"), until: monthsAfter(scene.now, 6) };
    expect(scene.decides("office.appoint", { ...body, until: body.until + 1 })).toBe("office.termTooLong");
    expect(scene.refusal?.clause).toBe("charter.office.termMonths");
    expect(scene.decides("office.appoint", { ...body, until: scene.now })).toBe("office.endsInPast");
    expect(scene.decides("office.appoint", body)).toBeNull();
  });

  it("is followed by a rest before the same person holds it again", () => {
    const scene = Scene.of(6);
    scene.appoints("Jon", "steward", 30);
    scene.pass({ days: 30 });
    const rested = monthsAfter(scene.now, 6);
    expect(scene.justBefore(rested).appoints("Jon", "steward", 9)).toBe("office.resting");
    expect(scene.appoints("Jon", "facilitator", 9)).toBeNull();
    expect(scene.at(rested).appoints("Jon", "steward", 9)).toBeNull();
  });

  it("rests also after it was laid down early", () => {
    const scene = Scene.of(6);
    scene.appoints("Jon", "steward");
    expect(scene.does("Jon", "office.resign", { office: "steward" })).toBeNull();
    expect(scene.holds("Jon", "steward")).toBe(false);
    expect(scene.does("Jon", "office.resign", { office: "steward" })).toBe("office.notHeld");
    expect(scene.appoints("Jon", "steward")).toBe("office.resting");
  });

  it("is taken back by decision", () => {
    const scene = Scene.of(6);
    scene.appoints("Jon", "steward");
    const body = { office: "steward", member: scene.id("Jon") };
    expect(scene.does("Mara", "office.recall", body)).toBe("authority.notEntitled");
    expect(scene.decides("office.recall", body)).toBeNull();
    expect(scene.holds("Jon", "steward")).toBe(false);
    expect(scene.decides("office.recall", body)).toBe("office.notHeld");
    expect(scene.decides("office.recall", { ...body, member: named("nobody") })).toBe("member.unknown");
  });

  it("is refused: unknown, full, held already, one too many, for a guest, on probation, for who left", () => {
    const scene = Scene.of(8, { "membership.probationDays": 28 });
    scene.pass({ days: 28 });
    scene.welcomes("Ines");
    expect(scene.appoints("Jon", "keeper of the kettle")).toBe("office.unknown");
    expect(scene.appoints("Ines", "steward")).toBe("office.notEligible");
    expect(scene.appoints("Jon", "steward")).toBeNull();
    expect(scene.appoints("Jon", "steward")).toBe("office.alreadyHeld");
    expect(scene.appoints("Lea", "steward")).toBeNull();
    expect(scene.appoints("Ruth", "steward")).toBe("office.full");
    expect(scene.appoints("Jon", "facilitator")).toBeNull();
    expect(scene.appoints("Jon", "scribe")).toBe("office.tooMany");
    scene.does("Ruth", "member.leave", {});
    expect(scene.appoints("Ruth", "facilitator")).toBe("member.ended");
  });

  it("may be proposed while time alone still stands in its way", () => {
    const scene = Scene.of(6);
    scene.appoints("Jon", "steward");
    const body = { office: "steward", member: scene.id("Jon"), until: scene.in({ days: 9 }) };
    expect(scene.decides("office.appoint", body, "ordinary", null)).toBeNull();
    expect(scene.decides("office.appoint", { ...body, until: scene.now }, "ordinary", null)).toBe("office.endsInPast");
  });
});
