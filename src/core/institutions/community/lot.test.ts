import { describe, expect, it } from "vitest";
import {
  appealed,
  commitmentOf,
  commits,
  drawnFrom,
  excluded,
  panelOf,
  phase,
  reveals,
  secretOf,
} from "./appealScene.ts";
import { drawn, seedOf } from "./lot.ts";
import { named, people } from "./scene.ts";

describe("the lot", () => {
  it("takes commitments for two days, then secrets for two days, then draws", () => {
    const state = appealed(10);
    const { scene } = state;
    const [closes, draws] = [scene.in({ days: 2 }), scene.in({ days: 4 })];
    expect(commits(state, "Tomas")).toBeNull();
    expect(commits(state, "Tomas")).toBe("panel.alreadyCommitted");
    expect(reveals(state, "Tomas")).toBe("panel.notRevealing");
    scene.justBefore(closes);
    expect(commits(state, "Lea")).toBeNull();
    scene.at(closes);
    expect(commits(state, "Jon")).toBe("panel.notCommitting");
    for (const name of ["Piet", "Tomas"]) expect(reveals(state, name)).toBeNull();
    expect(reveals(state, "Tomas")).toBe("panel.noCommitment");
    expect(reveals(state, "Jon")).toBe("panel.noCommitment");
    scene.justBefore(draws);
    expect(reveals(state, "Lea", named("another"))).toBe("panel.wrongSecret");
    expect(phase(state)).toBe("revealing");
    scene.at(draws);
    expect(phase(state)).toBe("panel");
    expect(reveals(state, "Lea")).toBe("panel.notRevealing");
  });

  it("can be drawn again by anyone from what the log holds", () => {
    const state = drawnFrom(12, ["Tomas", "Lea"]);
    const { scene, appeal, hearing } = state;
    const seed = seedOf(appeal, [secretOf("Tomas"), secretOf("Lea"), secretOf("Piet")]);
    const pool = people
      .slice(1, 12)
      .filter((name) => name !== "Piet")
      .map((name) => scene.ordinal(name));
    expect(scene.ask.hearing(hearing)?.appeal).toMatchObject({ seed, panel: drawn(seed, pool, 5) });
  });

  it("leaves out who proposed the exclusion, who took part, and who kept a secret back", () => {
    const names = ["Tomas", "Aylin", "Jon", "Lea", "Ruth", "Sami", "Ines", "Olu"];
    const state = excluded(10);
    const { scene, hearing } = state;
    expect(scene.ask.hearing(hearing)?.phase).toBe("excluded");
    scene.does("Piet", "exclusion.appeal", { text: named("why"), commitment: commitmentOf(state, "Piet") });
    const open = { ...state, appeal: scene.lastId };
    for (const name of names.slice(0, 4)) commits(open, name);
    scene.pass({ days: 2 });
    for (const name of ["Piet", ...names.slice(0, 3)]) reveals(open, name);
    scene.pass({ days: 2 });
    const panel = panelOf(open);
    expect(panel).toHaveLength(5);
    expect(panel).not.toContain("Mara");
    expect(panel).not.toContain("Piet");
    expect(panel).not.toContain("Lea");
  });

  it("is moved by nobody who becomes an elector, or steps back, after the commitments closed", () => {
    const state = appealed(10);
    const { scene } = state;
    for (const name of ["Tomas", "Lea"]) commits(state, name);
    scene.pass({ days: 2 });
    scene.welcomes("Zora");
    for (const name of ["Piet", "Tomas", "Lea"]) reveals(state, name);
    scene.pass({ days: 1 }).does("Jon", "member.takeLeave", { from: scene.now, until: scene.in({ days: 9 }) });
    scene.pass({ days: 1 });
    const seed = seedOf(state.appeal, [secretOf("Tomas"), secretOf("Lea"), secretOf("Piet")]);
    const pool = people
      .slice(1, 10)
      .filter((name) => name !== "Piet")
      .map((name) => scene.ordinal(name));
    const expected = drawn(seed, pool, 10)
      .filter((member) => member !== scene.ordinal("Jon"))
      .slice(0, 5);
    expect(scene.ask.hearing(state.hearing)?.appeal?.panel).toEqual(expected);
  });

  it("gives everybody the same chance", () => {
    const counts = new Map<number, number>();
    for (let round = 0; round < 2000; round += 1) {
      for (const member of drawn(named(`round ${round}`), [3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 5))
        counts.set(member, (counts.get(member) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(100);
    expect(counts.size).toBe(10);
  });

  it("is no lot when nobody but the appellant gives a secret: the assembly hears the appeal", () => {
    const state = appealed(10);
    state.scene.pass({ days: 2 });
    expect(phase(state)).toBe("assembly");
  });

  it("is no lot when fewer than two secrets are opened", () => {
    const state = appealed(10);
    commits(state, "Tomas");
    state.scene.pass({ days: 2 });
    reveals(state, "Piet");
    state.scene.pass({ days: 2 });
    expect(phase(state)).toBe("assembly");
  });

  it("fills an odd number of seats, and none when fewer than three people are left", () => {
    expect(panelOf(drawnFrom(6, ["Tomas", "Lea"]))).toHaveLength(3);
    const state = drawnFrom(6, ["Tomas", "Lea"], {});
    expect(panelOf(state).toSorted()).not.toContain("Mara");
    const few = appealed(6);
    for (const name of ["Tomas", "Lea", "Jon"]) commits(few, name);
    few.scene.pass({ days: 2 });
    for (const name of ["Piet", "Tomas"]) reveals(few, name);
    few.scene.pass({ days: 2 });
    expect(phase(few)).toBe("assembly");
  });

  it("follows the seats of the charter", () => {
    expect(panelOf(drawnFrom(12, ["Tomas"], { "exclusion.panelSeats": 7 }))).toHaveLength(7);
    expect(panelOf(drawnFrom(12, ["Tomas"], { "exclusion.panelSeats": 4 }))).toHaveLength(3);
  });
});
