import { describe, expect, it } from "vitest";
import type { Id, Kind } from "../../kernel/types.ts";
import { named, Scene, shown } from "./scene.ts";

const proposes = (scene: Scene, proposer: string, name: string): Kind | null =>
  scene.does(proposer, "exclusion.propose", {
    member: scene.id(name),
    reason: named("what happened"),
    sharedPurpose: named("what it harms"),
  });
/** Six members, Jon a steward; Mara has proposed to exclude Piet. */
const heard = (): { readonly scene: Scene; readonly hearing: Id } => {
  const scene = Scene.of(6);
  scene.appoints("Jon", "steward");
  proposes(scene, "Mara", "Piet");
  return { scene, hearing: scene.lastId };
};
const excludes = (scene: Scene, hearing: Id): Kind | null => scene.decides("member.exclude", { hearing }, "weighty");

describe("a hearing", () => {
  it("opens when an elector gives a reason and the shared purpose harmed, and runs for its days", () => {
    const { scene, hearing } = heard();
    const ends = scene.in({ days: 14 });
    expect(scene.ask.hearing(hearing)).toMatchObject({ member: scene.ordinal("Piet"), phase: "hearing", dueAt: ends });
    expect(scene.justBefore(ends).ask.hearing(hearing)?.phase).toBe("hearing");
    expect(scene.at(ends).ask.hearing(hearing)?.phase).toBe("heard");
    expect(scene.standing("Piet")).toBe("member");
  });

  it("is not opened about oneself, about nobody, twice about one person, or twice by one person", () => {
    const { scene } = heard();
    expect(proposes(scene, "Tomas", "Tomas")).toBe("exclusion.yourself");
    expect(proposes(scene, "Tomas", "Piet")).toBe("exclusion.alreadyOpen");
    expect(proposes(scene, "Mara", "Lea")).toBe("exclusion.oneAtATime");
    scene.welcomes("Olu", "guest");
    expect(proposes(scene, "Olu", "Lea")).toBe("authority.notEntitled");
  });

  it("hears the person concerned, up to twenty times", () => {
    const { scene, hearing } = heard();
    const answer = (name: string): Kind | null => scene.does(name, "exclusion.reply", { text: named("my side") });
    expect(answer("Tomas")).toBe("exclusion.notAboutYou");
    for (let reply = 0; reply < 20; reply += 1) expect(answer("Piet")).toBeNull();
    expect(answer("Piet")).toBe("exclusion.tooManyReplies");
    expect(scene.ask.hearing(hearing)).toMatchObject({ replies: 20, lastReply: named("my side") });
  });

  it("is over a season after its end if nobody decided, and nothing of it is kept", () => {
    const { scene, hearing } = heard();
    const over = scene.in({ days: 14 + 91 });
    expect(scene.justBefore(over).ask.hearing(hearing)?.phase).toBe("heard");
    expect(scene.at(over).ask.hearing(hearing)).toBeUndefined();
    expect(scene.ask.hearings()).toEqual([]);
    expect(excludes(scene, hearing)).toBe("exclusion.noHearing");
    expect(proposes(scene, "Mara", "Lea")).toBeNull();
  });
});

describe("a no-contact measure", () => {
  const keepsAway = (scene: Scene, by: string, hearing: Id, name: string, days: number): Kind | null =>
    scene.does(by, "exclusion.noContact", { hearing, with: scene.id(name), until: scene.in({ days }) });

  it("holds between two people until its end, ordered by a steward", () => {
    const { scene, hearing } = heard();
    const [piet, lea, tomas] = [scene.ordinal("Piet"), scene.ordinal("Lea"), scene.ordinal("Tomas")];
    expect(keepsAway(scene, "Tomas", hearing, "Lea", 7)).toBe("authority.notEntitled");
    expect(keepsAway(scene, "Jon", hearing, "Lea", 7)).toBeNull();
    const until = scene.in({ days: 7 });
    expect(scene.justBefore(until).ask.mayContact(piet, lea)).toBe(false);
    expect(scene.ask.mayContact(lea, piet)).toBe(false);
    expect(scene.ask.mayContact(piet, tomas)).toBe(true);
    expect(scene.at(until).ask.mayContact(piet, lea)).toBe(true);
  });

  it("is at most fourteen days in all, however often it is renewed", () => {
    const { scene, hearing } = heard();
    expect(keepsAway(scene, "Jon", hearing, "Lea", 15)).toBe("exclusion.measureTooLong");
    expect(keepsAway(scene, "Jon", hearing, "Lea", 10)).toBeNull();
    scene.pass({ days: 8 });
    expect(keepsAway(scene, "Jon", hearing, "Lea", 7)).toBe("exclusion.measureTooLong");
    expect(keepsAway(scene, "Jon", hearing, "Lea", 6)).toBeNull();
    expect(keepsAway(scene, "Jon", hearing, "Lea", 0)).toBe("exclusion.measureEndsInPast");
  });

  it("is refused without a hearing, against oneself, and for more than ten people", () => {
    const scene = Scene.of(14);
    scene.appoints("Jon", "steward");
    proposes(scene, "Mara", "Piet");
    const hearing = scene.lastId;
    expect(keepsAway(scene, "Jon", named("no hearing"), "Lea", 3)).toBe("exclusion.noHearing");
    expect(keepsAway(scene, "Jon", hearing, "Piet", 3)).toBe("exclusion.yourself");
    const others = ["Lea", "Ruth", "Sami", "Ines", "Olu", "Zora", "Kofi", "Nele", "Tomas", "Aylin"];
    for (const name of others) expect(keepsAway(scene, "Jon", hearing, name, 3)).toBeNull();
    expect(keepsAway(scene, "Jon", hearing, "Bram", 3)).toBe("exclusion.tooManyMeasures");
  });

  it("is not ordered by the person it is about", () => {
    const scene = Scene.of(6);
    scene.appoints("Jon", "steward");
    proposes(scene, "Mara", "Jon");
    expect(keepsAway(scene, "Jon", scene.lastId, "Lea", 3)).toBe("exclusion.yourself");
  });
});

describe("exclusion", () => {
  it("is refused before the hearing has ended, and without one", () => {
    const { scene, hearing } = heard();
    const ends = scene.in({ days: 14 });
    expect(scene.justBefore(ends)).toBe(scene);
    expect(excludes(scene, hearing)).toBe("exclusion.hearingNotEnded");
    expect(scene.refusal?.data).toEqual({ endsAt: ends });
    expect(excludes(scene, named("no hearing"))).toBe("exclusion.noHearing");
    expect(excludes(scene.at(ends), hearing)).toBeNull();
    expect(excludes(scene, hearing)).toBe("exclusion.alreadyExcluded");
  });

  it("may be drafted while the hearing runs, since time will cure that", () => {
    const { scene, hearing } = heard();
    expect(scene.decides("member.exclude", { hearing }, "weighty", null)).toBeNull();
  });

  it("is decided by the assembly, at least as a weighty matter and never in urgency", () => {
    const { scene, hearing } = heard();
    scene.pass({ days: 14 });
    expect(scene.does("Jon", "member.exclude", { hearing })).toBe("authority.notEntitled");
    expect(scene.decides("member.exclude", { hearing }, "ordinary")).toBe("authority.notEntitled");
    expect(scene.decides("member.exclude", { hearing }, "urgent")).toBe("authority.notEntitled");
    expect(scene.decides("member.exclude", { hearing }, "constitutional")).toBeNull();
  });

  it("ends powers, offices and an open recovery at once", () => {
    const { scene, hearing } = heard();
    scene.appoints("Piet", "facilitator");
    scene.does("Lea", "recovery.start", { member: scene.id("Piet"), newKey: named("new") }, [shown("device", "new")]);
    scene.pass({ days: 14 });
    scene.does("Lea", "recovery.start", { member: scene.id("Piet"), newKey: named("newer") }, [
      shown("device", "newer"),
    ]);
    expect(excludes(scene, hearing)).toBeNull();
    expect(scene.kinds()).toEqual(["office.ended", "recovery.ended", "member.excluded"]);
    expect(scene.standing("Piet")).toBe("excluded");
    expect(scene.holds("Piet", "facilitate")).toBe(false);
    expect(scene.ask.totals).toEqual({ members: 5, guests: 0, electors: 5 });
    expect(scene.does("Piet", "member.introduce", { name: named("x"), about: null })).toBe("authority.notEntitled");
    expect(scene.adds("Piet", "Piet's laptop")).toBe("authority.notEntitled");
  });

  it("is final when nobody appealed in time, and then nothing of the case is kept", () => {
    const { scene, hearing } = heard();
    scene.pass({ days: 14 });
    excludes(scene, hearing);
    const until = scene.in({ days: 28 });
    expect(scene.justBefore(until).standing("Piet")).toBe("excluded");
    expect(scene.at(until).standing("Piet")).toBe("gone");
    expect(scene.ask.hearing(hearing)).toBeUndefined();
    expect(scene.ask.personOf(named("Piet"))).toBeNull();
    expect(scene.decides("exclusion.reverse", { hearing })).toBe("exclusion.notExcluded");
  });

  it("is taken back by the assembly at any time until it is final", () => {
    const { scene, hearing } = heard();
    expect(scene.decides("exclusion.reverse", { hearing })).toBe("exclusion.notExcluded");
    scene.pass({ days: 14 });
    excludes(scene, hearing);
    const meanwhile = scene.pass({ days: 1 }).now;
    expect(scene.does("Jon", "exclusion.reverse", { hearing })).toBe("authority.notEntitled");
    expect(scene.decides("exclusion.reverse", { hearing })).toBeNull();
    expect(scene.standing("Piet")).toBe("member");
    expect(scene.ask.electors).toBe(6);
    expect(scene.ask.isElector(scene.ordinal("Piet"), meanwhile)).toBe(false);
    expect(scene.pass({ days: 60 }).standing("Piet")).toBe("member");
  });

  it("stops a probation and a stay as a guest, which go on when it is taken back", () => {
    const scene = Scene.of(5, { "membership.probationDays": 100 });
    scene.welcomes("Piet");
    scene.welcomes("Olu", "guest");
    scene.pass({ days: 60 });
    for (const [proposer, name] of [
      ["Mara", "Piet"],
      ["Jon", "Olu"],
    ] as const) {
      proposes(scene, proposer, name);
      const hearing = scene.lastId;
      scene.pass({ days: 14 });
      excludes(scene, hearing);
      expect(scene.decides("exclusion.reverse", { hearing })).toBeNull();
    }
    expect([scene.standing("Piet"), scene.standing("Olu")]).toEqual(["probation", "guest"]);
    scene.pass({ days: 3 });
    expect([scene.standing("Piet"), scene.standing("Olu")]).toEqual(["probation", "gone"]);
    scene.pass({ days: 9 });
    expect(scene.standing("Piet")).toBe("member");
  });
});
