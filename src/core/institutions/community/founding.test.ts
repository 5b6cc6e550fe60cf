import { describe, expect, it } from "vitest";
import { instantOf } from "../../kernel/time.ts";
import { people, Scene, START } from "./scene.ts";

const MOON_ENDS = instantOf(Math.ceil((START + 2_551_443_000) / 60_000) * 60_000);

describe("founding", () => {
  it("makes the founder the first member, with the powers a beginning needs", () => {
    const scene = Scene.founded();
    expect(scene.standing("Mara")).toBe("member");
    expect(scene.ask.totals).toEqual({ members: 1, guests: 0, electors: 1 });
    expect(["steward", "facilitate", "safeguard", "moderate"].every((power) => scene.holds("Mara", power))).toBe(true);
    expect(scene.holds("Mara", "keyHolder")).toBe(false);
  });

  it("ends the founder's powers after one moon, and not a millisecond sooner", () => {
    const scene = Scene.founded();
    expect(scene.ask.foundingUntil).toBe(MOON_ENDS);
    expect(scene.justBefore(MOON_ENDS).holds("Mara", "steward")).toBe(true);
    expect(scene.at(MOON_ENDS).holds("Mara", "steward")).toBe(false);
    expect(scene.ask.foundingUntil).toBeNull();
  });

  it("ends the founder's powers with the fifth member, guests not counted", () => {
    const scene = Scene.founded();
    scene.welcomes("Olu", "guest");
    for (const name of people.slice(1, 4)) scene.welcomes(name);
    expect(scene.holds("Mara", "steward")).toBe(true);
    scene.welcomes("Lea");
    expect(scene.holds("Mara", "steward")).toBe(false);
    expect(scene.kinds()).toContain("founding.ended");
  });

  it("ends the founder's powers when a guest becomes the fifth member", () => {
    const scene = Scene.founded();
    for (const name of people.slice(1, 4)) scene.welcomes(name);
    scene.welcomes("Olu", "guest");
    expect(scene.does("Tomas", "member.welcomeGuest", { member: scene.id("Olu") })).toBeNull();
    expect(scene.holds("Mara", "steward")).toBe(false);
  });

  it("ends the founder's powers when the founder leaves", () => {
    const scene = Scene.founded();
    scene.welcomes("Tomas");
    expect(scene.does("Mara", "member.leave", {})).toBeNull();
    expect(scene.ask.foundingUntil).toBeNull();
    expect(scene.holds("Mara", "steward")).toBe(false);
  });

  it("puts nobody on probation while it lasts, so that the founder does not decide alone", () => {
    const scene = Scene.founded();
    scene.welcomes("Tomas");
    expect(scene.standing("Tomas")).toBe("member");
    for (const name of people.slice(2, 5)) scene.welcomes(name);
    scene.welcomes("Piet");
    expect(scene.standing("Piet")).toBe("probation");
  });
});
