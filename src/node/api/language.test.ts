/** Whoever asks is answered in a language that they read, as far as there is one. */
import { expect, it } from "vitest";
import { languagesWanted } from "./language.ts";

it("languages come in the order of their weights", () => {
  expect(languagesWanted("en;q=0.5, ar, es-MX;q=0.9")).toEqual(["ar", "es-MX", "en"]);
  expect(languagesWanted("fr, es")).toEqual(["fr", "es"]);
});

it("what is not wanted or not readable counts as not named", () => {
  expect(languagesWanted("en;q=0, es;q=0.1")).toEqual(["es"]);
  expect(languagesWanted("en;q=much")).toEqual([]);
  expect(languagesWanted("")).toEqual([]);
  expect(languagesWanted(undefined)).toEqual([]);
});
