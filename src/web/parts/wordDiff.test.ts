import { expect, it } from "vitest";
import { wordDiff } from "./wordDiff.ts";

const told = (before: string, after: string): string =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `[+${text}]` : `[-${text}]`))
    .join("");

it("a changed word stands where it was, the old one before the new one", () => {
  expect(told("We sign for six months and look again.", "We sign for three months and look again.")).toBe(
    "We sign for [-six ][+three ]months and look again.",
  );
});

it("what was added at the end, and what was taken out, is told apart", () => {
  expect(told("Bread on Fridays.", "Bread on Fridays. We fetch it.")).toBe("Bread on Fridays. [+We fetch it.]");
  expect(told("Bread and cake on Fridays.", "Bread on Fridays.")).toBe("Bread [-and cake ]on Fridays.");
});

it("the same wording has no changes, an empty one is all new", () => {
  expect(wordDiff("Same.", "Same.")).toEqual([{ kind: "same", text: "Same." }]);
  expect(wordDiff("", "New.")).toEqual([{ kind: "added", text: "New." }]);
  expect(wordDiff("", "")).toEqual([]);
});

it("what stayed and what came give the new wording; what stayed and went, the old one but for white space", () => {
  const [before, after] = ["a b c d e f g\nh", "b c x d f f h h\ni"];
  const parts = wordDiff(before, after);
  const without = (kind: string): string =>
    parts.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join("");
  expect(without("removed")).toBe(after);
  expect(without("added").replaceAll(/\s+/g, " ").trim()).toBe(before.replaceAll(/\s+/g, " "));
});

it("a language that writes no spaces is compared by its words", () => {
  expect(told("我们签六个月", "我们签三个月")).toContain("[+");
  expect(told("我们签六个月", "我们签三个月").startsWith("我们")).toBe(true);
});

it("texts too long for words are compared by paragraphs", () => {
  const long = Array.from({ length: 4000 }, (_, place) => `word${place}`).join(" ");
  expect(told(`${long}\none`, `${long}x\none`).endsWith("one")).toBe(true);
});
