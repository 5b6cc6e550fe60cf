/** A community calls things by its own words, in each of its languages, until they lapse like everything it agrees. */
import { describe, expect, it } from "vitest";
import { before, day, founded, named, townCore, type Town } from "../../../../tests/core/town.ts";
import type { Instant } from "../../kernel/types.ts";

const start = day("2026-03-01");
const said = day("2026-04-01");
const steward = { term: "office.steward", language: "es", wording: named("la cuidadora") };

const calling = (): Town => founded(start).given(said, { by: "ordinary", decision: "our words" }, "words.set", steward);
const wordsAt = (town: Town, at: Instant) =>
  town
    .charterAt(at)
    .ownWords()
    .map(({ term, language, wording }) => ({ term, language, wording }));
const refusalOf = (town: Town, body: unknown, by: "ordinary" | "urgent" = "ordinary") =>
  town.decide(said, { by }, "words.set", body).refusal;

describe("a word of the community's own", () => {
  it("is said from the decision on, and lapses with the term of a rule", () => {
    const town = calling();
    const [word] = town.charterAt(said).ownWords();
    expect(word).toMatchObject({ ...steward, madeBy: expect.any(String) as string });
    const end = word?.endsAt ?? expect.fail("an end");
    expect(wordsAt(town, before(end))).toEqual([steward]);
    expect(wordsAt(town, end)).toEqual([]);
  });

  it("stands beside the word of another language, and in place of an older one of its own", () => {
    const arabic = { ...steward, language: "ar", wording: named("راعية") };
    const newer = { ...steward, wording: named("la que cuida") };
    const town = calling()
      .given(said, { by: "ordinary" }, "words.set", arabic)
      .given(said, { by: "ordinary" }, "words.set", newer);
    expect(wordsAt(town, said)).toEqual([newer, arabic]);
  });

  it("is taken back by a decision, once", () => {
    const none = { ...steward, wording: null };
    const town = calling().given(said, { by: "ordinary" }, "words.set", none);
    expect(wordsAt(town, said)).toEqual([]);
    expect(refusalOf(town, none)).toMatchObject({ kind: "words.nothingToTakeBack" });
    expect(refusalOf(founded(start), none)).toMatchObject({ kind: "words.nothingToTakeBack" });
  });

  it("is for what the charter names: its offices, classes of decision and systems", () => {
    for (const term of ["class.weighty", "system.guests", "office.facilitator"])
      expect([term, refusalOf(founded(start), { ...steward, term })]).toEqual([term, null]);
    for (const term of ["office.king", "class.royal", "system.x", "office", "rule.quorum", "office.steward.x"])
      expect([term, refusalOf(founded(start), { ...steward, term })?.kind]).toEqual([term, "words.unknownTerm"]);
  });

  it("has a language that others can name too", () => {
    expect(refusalOf(founded(start), { ...steward, language: "pt-BR" })).toBeNull();
    for (const language of ["Spanish", "e", "es_ES", "es-"])
      expect([language, refusalOf(founded(start), { ...steward, language })?.kind]).toEqual([
        language,
        "words.unknownLanguage",
      ]);
  });

  it("is one of at most 256, and an older one can still change when there is room for no other", () => {
    let town = founded(start);
    const letters = Array.from({ length: 16 }, (_, place) => String.fromCharCode(97 + place));
    const languages = letters.flatMap((first) => letters.map((next) => first + next));
    for (const language of languages)
      town = town.given(said, { by: "ordinary" }, "words.set", { ...steward, language });
    expect(refusalOf(town, { ...steward, language: "zz" })).toMatchObject({
      kind: "words.tooMany",
      data: { limit: 256 },
    });
    expect(refusalOf(town, { ...steward, language: "aa" })).toBeNull();
  });
});

describe("the root of a log in which nobody said any", () => {
  it("is what it was before there could be such words", () => {
    const { world } = founded(start);
    expect(JSON.stringify(world.states[0])).not.toContain('"words"');
    expect(townCore.root(calling().world, "public")).not.toBe(townCore.root(world, "public"));
  });
});
