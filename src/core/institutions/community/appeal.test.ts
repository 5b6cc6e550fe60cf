import { describe, expect, it } from "vitest";
import type { Id, Kind } from "../../kernel/types.ts";
import { commitmentTo, drawn, seedOf } from "./lot.ts";
import { named, people, Scene } from "./scene.ts";

type Excluded = { readonly scene: Scene; readonly hearing: Id };
/** Piet was excluded after a hearing that Mara proposed; `count` people in all. */
const excluded = (count: number, changes = {}): Excluded => {
  const scene = Scene.of(count, changes);
  const words = { reason: named("r"), sharedPurpose: named("p") };
  scene.does("Mara", "exclusion.propose", { member: scene.id("Piet"), ...words });
  const hearing = scene.lastId;
  scene.pass({ days: 14 }).decides("member.exclude", { hearing }, "weighty");
  return { scene, hearing };
};
const secretOf = (name: string): Id => named(`secret of ${name}`);
const commitmentOf = ({ scene, hearing }: Excluded, name: string): Id =>
  commitmentTo(secretOf(name), hearing, scene.id(name));

type Appealed = Excluded & { readonly appeal: Id };
const appealed = (count: number, changes = {}): Appealed => {
  const state = excluded(count, changes);
  state.scene.does("Piet", "exclusion.appeal", { text: named("why"), commitment: commitmentOf(state, "Piet") });
  return { ...state, appeal: state.scene.lastId };
};
const commits = (state: Appealed, name: string): Kind | null =>
  state.scene.does(name, "panel.commit", { appeal: state.appeal, commitment: commitmentOf(state, name) });
const reveals = ({ scene, appeal }: Appealed, name: string, secret = secretOf(name)): Kind | null =>
  scene.does(name, "panel.reveal", { appeal, secret });
const votes = ({ scene, appeal }: Appealed, name: string, vote: "uphold" | "overturn"): Kind | null =>
  scene.does(name, "panel.vote", { appeal, vote });
const phase = ({ scene, hearing }: Excluded): string | undefined => scene.ask.hearing(hearing)?.phase;

/** The panel has been drawn from the secrets of Piet and of these electors. */
const drawnFrom = (count: number, names: readonly string[], changes = {}): Appealed => {
  const state = appealed(count, changes);
  for (const name of names) commits(state, name);
  state.scene.pass({ days: 2 });
  for (const name of ["Piet", ...names]) reveals(state, name);
  state.scene.pass({ days: 2 });
  return state;
};
const panelOf = ({ scene, hearing }: Appealed): readonly string[] => {
  const panel = scene.ask.hearing(hearing)?.appeal?.panel ?? [];
  return panel.map((member) => people.find((name) => scene.ordinal(name) === member) ?? "nobody");
};

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
