/** What a red line may say, and that it can always be answered. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { all, any, conditionShape, evaluate, is, not, over, reasonOf, under, type Condition } from "./condition.ts";
import { Malformed } from "./kernel/types.ts";

const facts = { exclusivity: "yes", termMonths: 12, essential: false };

describe("a condition", () => {
  it.each<[string, Condition, boolean]>([
    ["a fact is what it says", is("exclusivity", "yes"), true],
    ["a fact is something else", is("exclusivity", "no"), false],
    ["a fact that the act does not have is not so", is("money", "yes"), false],
    ["a word of the language is not a fact", not(is("constructor", null), over("toString", 0)), true],
    ["a number is over a limit", over("termMonths", 11), true],
    ["a number at the limit is not over it", over("termMonths", 12), false],
    ["a number is under a limit", under("termMonths", 13), true],
    ["a number at the limit is not under it", under("termMonths", 12), false],
    ["a word is never over a number", over("exclusivity", 0), false],
    ["all of none holds", all(), true],
    ["any of none does not", any(), false],
    ["all needs each", all(is("exclusivity", "yes"), is("essential", true)), false],
    ["any needs one", any(is("essential", true), over("termMonths", 6)), true],
    ["not needs none", not(is("essential", true), is("exclusivity", "no")), true],
    ["not fails on one", not(is("essential", true), is("exclusivity", "yes")), false],
  ])("%s", (_title, condition, expected) => {
    expect(evaluate(condition, facts)).toBe(expected);
  });

  it("names the fact that made it hold", () => {
    expect(reasonOf(any(is("essential", true), all(over("termMonths", 6))), facts)).toEqual({
      fact: "termMonths",
      value: 12,
    });
    expect(reasonOf(not(is("money", "no")), facts)).toEqual({ fact: "money", value: null });
    expect(reasonOf(all(), facts)).toBeNull();
  });

  it("is the same after a journey through an act's body", () => {
    const condition = any(all(is("exclusivity", "yes"), not(under("termMonths", 3))), is("essential", null));
    expect(conditionShape.read(conditionShape.write(condition), "")).toEqual(condition);
  });

  it("nests at most four deep", () => {
    const deep = (depth: number): Condition => (depth === 1 ? is("money", "yes") : all(deep(depth - 1)));
    expect(conditionShape.read(writeFreely(deep(4)), "")).not.toBeInstanceOf(Malformed);
    expect(conditionShape.read(writeFreely(deep(5)), "")).toBeInstanceOf(Malformed);
  });

  it("can be answered whatever the facts are", () => {
    const leaf = fc.record({
      sort: fc.constantFrom("is" as const, "over" as const, "under" as const),
      fact: fc.option(fc.string()),
      value: fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)),
      parts: fc.constant([]),
    });
    const tree = fc.letrec<{ node: Condition }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.record({
          sort: fc.constantFrom("all" as const, "any" as const, "not" as const),
          fact: fc.constant(null),
          value: fc.constant(null),
          parts: fc.array(tie("node"), { maxLength: 3 }),
        }),
      ),
    })).node;
    const anything = fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)));
    fc.assert(
      fc.property(tree, anything, (condition, given) => {
        expect(typeof evaluate(condition, given)).toBe("boolean");
        reasonOf(condition, given);
      }),
    );
  });
});

type Wire = readonly (string | number | boolean | null | Wire)[];
const writeFreely = ({ sort, fact, value, parts }: Condition): Wire => [
  ["all", "any", "not", "is", "over", "under"].indexOf(sort),
  fact,
  value,
  parts.map(writeFreely),
];
