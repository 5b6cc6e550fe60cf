/**
 * Conditions over facts, as data: what a red line says. They are evaluated totally: a fact that an act does not have is
 * simply not so, numbers are compared with numbers only, and nothing in a condition can fail or loop.
 */
import { list, optional, pick, record, word } from "./kernel/schema.ts";
import { Malformed, type Datum, type Facts, type Shape } from "./kernel/types.ts";

const sorts = ["all", "any", "not", "is", "over", "under"] as const;

/**
 * `all`, `any`, `not` look at `parts` (`not`: none of them holds); `is`, `over`, `under` compare `fact` with `value`.
 * Every condition has the same four fields, so that it is one shape on the wire and in a table.
 */
export type Condition = {
  readonly sort: (typeof sorts)[number];
  readonly fact: string | null;
  readonly value: Datum;
  readonly parts: readonly Condition[];
};

const joined =
  (sort: "all" | "any" | "not") =>
  (...parts: readonly Condition[]): Condition => ({ sort, fact: null, value: null, parts });
export const all = joined("all");
export const any = joined("any");
export const not = joined("not");
export const is = (fact: string, value: Datum): Condition => ({ sort: "is", fact, value, parts: [] });
export const over = (fact: string, value: number): Condition => ({ sort: "over", fact, value, parts: [] });
export const under = (fact: string, value: number): Condition => ({ sort: "under", fact, value, parts: [] });

export const evaluate = (condition: Condition, facts: Facts): boolean => {
  switch (condition.sort) {
    case "all":
      return condition.parts.every((part) => evaluate(part, facts));
    case "any":
      return condition.parts.some((part) => evaluate(part, facts));
    case "not":
      return !condition.parts.some((part) => evaluate(part, facts));
    case "is":
      return (
        condition.fact !== null && Object.hasOwn(facts, condition.fact) && facts[condition.fact] === condition.value
      );
    case "over":
      return compares(condition, facts, (fact, value) => fact > value);
    case "under":
      return compares(condition, facts, (fact, value) => fact < value);
  }
};

const compares = (
  { fact, value }: Condition,
  facts: Facts,
  holds: (fact: number, value: number) => boolean,
): boolean => {
  const found = fact === null || !Object.hasOwn(facts, fact) ? undefined : facts[fact];
  return typeof found === "number" && typeof value === "number" && holds(found, value);
};

export type Reason = { readonly fact: string; readonly value: Datum };

/** The first fact that makes a condition hold, with its value in these facts; null where the condition tests none. */
export const reasonOf = (condition: Condition, facts: Facts): Reason | null => {
  if (condition.fact !== null)
    return {
      fact: condition.fact,
      value: Object.hasOwn(facts, condition.fact) ? (facts[condition.fact] ?? null) : null,
    };
  const telling = condition.sort === "not" ? condition.parts : condition.parts.filter((part) => evaluate(part, facts));
  for (const part of telling) {
    const reason = reasonOf(part, facts);
    if (reason !== null) return reason;
  }
  return null;
};

/** How deep conditions nest: "any of (all of (not (is …)))" is what a person can still read aloud. */
const DEPTH_MAX = 4;
const PARTS_MAX = 16;
export const WORD_CHARACTERS_MAX = 64;

/** A number, a word, true, false or null: what a parameter or a fact may be. */
export const datum: Shape<Datum> = {
  expects: "a whole number, a word, true, false or null",
  read: (value, path) => (isDatum(value) ? value : new Malformed(path, datum.expects)),
  write: (value) => value,
  texts: () => undefined,
};
const isDatum = (value: unknown): value is Datum =>
  value === null ||
  typeof value === "boolean" ||
  Number.isSafeInteger(value) ||
  (typeof value === "string" && value.length <= WORD_CHARACTERS_MAX);

const shapeAt = (depth: number): Shape<Condition> =>
  record({
    sort: pick(...sorts),
    fact: optional(word(WORD_CHARACTERS_MAX)),
    value: datum,
    parts: depth === 1 ? noParts : list(shapeAt(depth - 1), PARTS_MAX),
  });
const noParts: Shape<readonly Condition[]> = {
  expects: "no further parts",
  read: (value, path) => (Array.isArray(value) && value.length === 0 ? [] : new Malformed(path, noParts.expects)),
  write: () => [],
  texts: () => undefined,
};
export const conditionShape: Shape<Condition> = shapeAt(DEPTH_MAX);
