/** What a community's calendar holds, on the demo's season of real acts: the same as the institutions say, for each who asks. */
import { describe, expect, it } from "vitest";
import { writeDemo } from "../../simulate/demo/writeDemo.ts";
import { DAY_MS, instantOf } from "../kernel/time.ts";
import type { Audience, Instant } from "../kernel/types.ts";
import type { Askable } from "../kernel/wiring.ts";
import { accordCommand, consented, DAY, draft, village } from "../../../tests/life/village.ts";
import { accords, assembly, charter, command, core, deliberation } from "../registry.ts";
import { endingsOf, nameOf } from "./endings.ts";

const NOW = instantOf(Date.UTC(2026, 5, 17, 15, 30));
const demo = writeDemo({ seed: "what ends", until: NOW });
const world = core.replay(core.begin(), demo.entries);

const endings = (audience: Audience, now: Instant = NOW, from = instantOf(NOW - 30 * DAY_MS)) => {
  const then = core.advance(world, now);
  return endingsOf({ ask: (of) => core.standing(then, of, now), audience, now, from });
};
const register = core.standing(world, accords, NOW);

describe("what ends", () => {
  it("comes in order of time, each with a name of its own", () => {
    const all = endings("members");
    expect(all.length).toBeGreaterThan(8);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => a - b));
    expect(new Set(all.map(nameOf)).size).toBe(all.length);
  });

  it("is every accord in force, every decision to be reviewed, every rule that a decision made", () => {
    const all = endings("members");
    const of = (what: string) => all.filter((ending) => ending.what === what).map(({ at }) => at);
    for (const { row } of register.lapsesNext(100)) expect(of("accord")).toContain(row.expiresAt);
    const reviews = core.standing(world, assembly, NOW).reviewsNext(100);
    expect(reviews.length).toBeGreaterThan(1);
    for (const { reviewUntil } of reviews) expect(of("decision")).toContain(reviewUntil);
    const rules = core.standing(world, charter, NOW).lapsesNext(100);
    expect([...of("rule"), ...of("pilot")].length).toBeGreaterThanOrEqual(rules.length);
  });

  it("keeps what lapsed until a month is over", () => {
    const [next] = register.lapsesNext(1);
    const at = next?.row.expiresAt ?? expect.fail("an accord in force");
    const after = instantOf(at + DAY_MS);
    const has = (from: Instant): boolean => endings("public", after, from).some((ending) => ending.at === at);
    expect([has(instantOf(at - 1)), has(at)]).toEqual([true, false]);
  });

  it("says of an accord that a decision ended that it did not come to its end", () => {
    const people = village(3);
    const decided = (attach: Parameters<typeof draft>[1]): void => {
      consented(people, draft(people, attach).id);
      people.log.wait(20 * DAY);
    };
    const { id } = draft(people, (text) => [accordCommand(text, {}, 12)]);
    consented(people, id);
    people.log.wait(20 * DAY);
    const at = people.log.now;
    const told = () => {
      const now = core.advance(core.replay(core.begin(), people.log.entries), people.log.now);
      const ask = <Q>(of: Askable<Q>): Q => core.standing(now, of, people.log.now);
      return endingsOf({ ask, audience: "public", now: people.log.now, from: at });
    };
    const [before] = told().filter(({ what }) => what === "accord");
    expect(before?.isCancelled).toBe(false);
    decided((text) => [command("accord.end", { accord: before?.thing, reason: text("They closed") })]);
    const [after] = told().filter(({ what }) => what === "accord");
    expect([after?.isCancelled, after?.at]).toEqual([true, before?.at]);
    expect(after?.setAt).toBeGreaterThan(before?.setAt ?? 0);
  });
});

describe("a word of our own", () => {
  it("ends as every rule does, and strangers hear of it too", () => {
    const people = village(3);
    const said = { term: "office.steward", language: "en" };
    consented(people, draft(people, (text) => [command("words.set", { ...said, wording: text("keeper") })]).id);
    people.log.wait(20 * DAY);
    const { now } = people.log;
    const standing = core.advance(core.replay(core.begin(), people.log.entries), now);
    const ask = <Q>(of: Askable<Q>): Q => core.standing(standing, of, now);
    const [word] = endingsOf({ ask, audience: "public", now, from: now }).filter(({ what }) => what === "word");
    expect(word).toMatchObject({ thing: "office.steward en", isPersonal: false, isCancelled: false });
    expect(word?.at).toBeGreaterThan(now);
  });
});

describe("what a stranger hears of it", () => {
  it("is part of what members hear, and nothing of ballots, offices and second readings", () => {
    const known = new Set(endings("members").map(nameOf));
    const told = endings("public");
    expect(told.filter((ending) => !known.has(nameOf(ending)))).toEqual([]);
    const kept = new Set(["office", "ballot", "coolingOff", "secondReading"]);
    expect(told.filter(({ what }) => kept.has(what))).toEqual([]);
    expect(endings("members").some(({ what }) => kept.has(what))).toBe(true);
  });
});

describe("a decision about a person", () => {
  it("is marked, so that no calendar outside names them, and nothing else is", () => {
    const proposals = core.standing(world, deliberation, NOW);
    const all = endings("members", NOW, instantOf(0)).filter(({ what }) => what === "decision" || what === "ballot");
    const isOfPeople = (ordinal: number | null): boolean =>
      ordinal !== null && proposals.commandsOf(ordinal).some(({ kind }) => /^(?:member|office|exclusion)\./.test(kind));
    expect(all.map(({ isPersonal }) => isPersonal)).toEqual(all.map(({ ordinal }) => isOfPeople(ordinal)));
    expect(new Set(all.map(({ isPersonal }) => isPersonal)).size).toBe(2);
  });
});
