/** A community's own words come before those of the catalogue, in the language they were chosen for, and are said as written. */
import { expect, it } from "vitest";
import { inOwnWords, speakerOf } from "./speaker.ts";

const catalogue = { "office.steward": "steward", "office.held": "{name} is {office}" } as const;
const own = [
  { term: "office.steward", language: "en-GB", wording: "keeper {of} the 'keys'" },
  { term: "office.steward", language: "es", wording: "cuidadora" },
];

it("says the community's word, letter for letter", () => {
  const speaker = inOwnWords(speakerOf("en", catalogue), own);
  expect(speaker.say("office.steward")).toBe("keeper {of} the 'keys'");
  expect(speaker.find("office.steward")).toBe("keeper {of} the 'keys'");
  expect(speaker.say("office.held", { name: "Mara", office: speaker.say("office.steward") })).toBe(
    "Mara is keeper {of} the 'keys'",
  );
});

it("says the usual word in a language for which there is none of its own", () => {
  expect(inOwnWords(speakerOf("ar", catalogue), own).say("office.steward")).toBe("steward");
  expect(inOwnWords(speakerOf("es", catalogue), own).say("office.steward")).toBe("cuidadora");
  expect(inOwnWords(speakerOf("es", catalogue), own).find("nothing.such")).toBeNull();
});
