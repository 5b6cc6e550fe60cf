import { describe, expect, it } from "vitest";
import { appealed, commitmentOf, drawnFrom, excluded, panelOf, phase, votes, type Appealed } from "./appealScene.ts";
import { named } from "./scene.ts";

describe("an appeal", () => {
  it("is the one act left to somebody excluded, within the days of the charter", () => {
    const state = excluded(10);
    const { scene } = state;
    const until = scene.in({ days: 28 });
    const body = { text: named("why"), commitment: commitmentOf(state, "Piet") };
    expect(scene.does("Tomas", "exclusion.appeal", body)).toBe("authority.notEntitled");
    expect(scene.justBefore(until).does("Piet", "exclusion.appeal", body)).toBeNull();
    expect(phase(state)).toBe("committing");
    expect(scene.does("Piet", "exclusion.appeal", body)).toBe("exclusion.alreadyAppealed");
  });

  it("is too late at the last instant", () => {
    const state = excluded(10);
    const body = { text: named("why"), commitment: commitmentOf(state, "Piet") };
    expect(state.scene.pass({ days: 28 }).does("Piet", "exclusion.appeal", body)).toBe("authority.notEntitled");
  });
});

describe("the panel", () => {
  const five = (): Appealed => drawnFrom(12, ["Tomas", "Lea"]);

  it("restores a member when more overturn than uphold, as soon as all have voted", () => {
    const state = five();
    const [a, b, c, d, e] = panelOf(state) as [string, string, string, string, string];
    for (const name of [a, b]) expect(votes(state, name, "uphold")).toBeNull();
    for (const name of [c, d]) expect(votes(state, name, "overturn")).toBeNull();
    expect(state.scene.standing("Piet")).toBe("excluded");
    expect(votes(state, e, "overturn")).toBeNull();
    expect(state.scene.standing("Piet")).toBe("member");
    expect(state.scene.ask.totals.electors).toBe(12);
    expect(state.scene.ask.hearing(state.hearing)).toBeUndefined();
  });

  it("makes the exclusion final when more uphold it", () => {
    const state = five();
    for (const name of panelOf(state)) votes(state, name, "uphold");
    expect(state.scene.standing("Piet")).toBe("gone");
    expect(state.scene.ask.personOf(named("Piet"))).toBeNull();
  });

  it("lets a mind change until the deadline, and decides then by the votes there are", () => {
    const state = five();
    const { scene } = state;
    const ends = scene.in({ days: 14 });
    const [a, b, c, d] = panelOf(state) as [string, string, string, string];
    for (const name of [a, b, c, d]) votes(state, name, "uphold");
    scene.justBefore(ends);
    for (const name of [a, b, c]) expect(votes(state, name, "overturn")).toBeNull();
    expect(scene.standing("Piet")).toBe("excluded");
    expect(scene.at(ends).standing("Piet")).toBe("member");
    expect(votes(state, d, "uphold")).toBe("panel.unknown");
  });

  it("is in favour of the person when votes are equal", () => {
    const state = five();
    const [a, b, c, d] = panelOf(state) as [string, string, string, string];
    for (const name of [a, b]) votes(state, name, "uphold");
    for (const name of [c, d]) votes(state, name, "overturn");
    state.scene.pass({ days: 14 });
    expect(state.scene.standing("Piet")).toBe("member");
  });

  it("hands the appeal to the assembly when half of it or fewer voted", () => {
    const state = five();
    const { scene, hearing, appeal } = state;
    const [a, b] = panelOf(state) as [string, string];
    for (const name of [a, b]) votes(state, name, "uphold");
    scene.pass({ days: 14 });
    expect(phase(state)).toBe("assembly");
    expect(votes(state, a, "uphold")).toBe("panel.over");
    const until = scene.in({ days: 91 });
    expect(scene.justBefore(until).decides("exclusion.reverse", { hearing: appeal })).toBeNull();
    expect(scene.standing("Piet")).toBe("member");
    expect(scene.ask.hearing(hearing)).toBeUndefined();
  });

  it("is final when the assembly did not reverse it within a season", () => {
    const state = appealed(10);
    const { scene } = state;
    scene.pass({ days: 2 });
    const until = scene.in({ days: 91 });
    expect(scene.justBefore(until).standing("Piet")).toBe("excluded");
    expect(scene.at(until).standing("Piet")).toBe("gone");
  });

  it("is not for others to vote in, nor before it is drawn", () => {
    const early = appealed(10);
    expect(votes(early, "Tomas", "uphold")).toBe("panel.over");
    expect(votes({ ...early, appeal: named("no appeal") }, "Tomas", "uphold")).toBe("panel.unknown");
    expect(votes({ ...early, appeal: early.hearing }, "Tomas", "uphold")).toBe("panel.unknown");
    const state = five();
    expect(votes(state, "Mara", "overturn")).toBe("panel.notYourTurn");
    expect(votes(state, "Piet", "overturn")).toBe("authority.notEntitled");
  });
});
