/** Every language says all that English says, about the same things, by its own grammar. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "./languages.ts";
import { sameAsEnglish } from "./sameAsEnglish.ts";

const folderOf = (tag: string): string => fileURLToPath(new URL(`./${tag}`, import.meta.url));
const filesOf = (tag: string): readonly string[] =>
  readdirSync(folderOf(tag))
    .filter((file) => file.endsWith(".json"))
    .sort();

type Wordings = ReadonlyMap<string, string>;
const wordingsIn = (tag: string, file: string): Wordings => {
  const read: unknown = JSON.parse(readFileSync(`${folderOf(tag)}/${file}`, "utf8"));
  if (typeof read !== "object" || read === null) throw new Error(`${tag}/${file} is not a list of wordings`);
  return new Map(Object.entries(read).map(([key, wording]) => [key, String(wording)]));
};

type Parsed = {
  /** Names of what is filled in, each as what: a number, one of several words, or whatever it is. */
  readonly values: ReadonlyMap<string, "number" | "choice" | "any">;
  readonly plurals: readonly (readonly string[])[];
  /** Words a choice knows, by its name. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  /** Whether there is anything to translate at all. */
  readonly hasLetters: boolean;
};

// What the parser calls the parts of a message.
const [LITERAL, ARGUMENT, NUMBER, SELECT, PLURAL, POUND] = [0, 1, 2, 5, 6, 7];
type Part = ReturnType<IntlMessageFormat["getAst"]>[number];

function* partsOf(parts: readonly Part[]): Generator<Part> {
  for (const part of parts) {
    yield part;
    if ("options" in part) for (const { value } of Object.values(part.options)) yield* partsOf(value);
  }
}

const parsed = (tag: string, wording: string): Parsed => {
  const values = new Map<string, "number" | "choice" | "any">();
  const choices = new Map<string, readonly string[]>();
  const plurals: (readonly string[])[] = [];
  let hasLetters = false;
  for (const part of partsOf(new IntlMessageFormat(wording, tag, undefined, { ignoreTag: true }).getAst())) {
    const type: number = part.type;
    if (type === LITERAL && "value" in part) hasLetters ||= /\p{L}/u.test(part.value);
    else if (type === ARGUMENT && "value" in part) values.set(part.value, values.get(part.value) ?? "any");
    else if (type === NUMBER && "value" in part) values.set(part.value, "number");
    else if (type === PLURAL && "options" in part) {
      values.set(part.value, "number");
      plurals.push(Object.keys(part.options));
    } else if (type === SELECT && "options" in part) {
      values.set(part.value, "choice");
      choices.set(part.value, [...(choices.get(part.value) ?? []), ...Object.keys(part.options)]);
    } else if (type !== POUND) throw new Error(`a part of sort ${type}, which no catalogue uses`);
  }
  return { values, plurals, choices, hasLetters };
};

/** What every message of these keys is given, whether English needs it or not: grammar may. */
const GIVEN: readonly (readonly [prefix: string, name: string])[] = [["act.kind.", "who"]];
const mayUse = (key: string, name: string): boolean =>
  GIVEN.some(([prefix, given]) => key.startsWith(prefix) && given === name);

/** What in this translation does not fit its original. */
const faultsOf = (tag: string, key: string, original: string, wording: string): readonly string[] => {
  const [from, to] = [parsed("en", original), parsed(tag, wording)];
  const names = [...from.values.keys()].filter((name) => !to.values.has(name) && !mayUse(key, name));
  const strange = [...to.values.keys()].filter((name) => !from.values.has(name) && !mayUse(key, name));
  const unlike = [...to.values].filter(([name, sort]) => sort === "number" && from.values.get(name) === "choice");
  const needed = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const lacking = to.plurals.flatMap((has) => needed.filter((category) => !has.includes(category)));
  const undecided = [...from.choices].flatMap(([name, words]) =>
    words.filter((word) => !(to.choices.get(name) ?? words).includes(word)),
  );
  const isEqual = original === wording && from.hasLetters && !(sameAsEnglish[tag] ?? []).includes(key);
  return [
    ...names.map((name) => `${key} leaves out {${name}}`),
    ...strange.map((name) => `${key} invents {${name}}`),
    ...unlike.map(([name]) => `${key} counts {${name}}, which is a word`),
    ...[...new Set(lacking)].map((category) => `${key} lacks the plural ${category}`),
    ...undecided.map((word) => `${key} does not know the word ${word}`),
    ...(wording.trim() === "" && original.trim() !== "" ? [`${key} is empty`] : []),
    ...(isEqual ? [`${key} is English still`] : []),
  ];
};

const translations = LANGUAGES.filter(({ tag }) => tag !== "en").map(({ tag }) => tag);

describe.each(translations)("in %s", (tag) => {
  it("there is every file of the English words, and no other", () => {
    expect(filesOf(tag)).toEqual(filesOf("en"));
    expect(existsSync(`${folderOf(tag)}/catalogue.ts`)).toBe(true);
  });

  it.each(filesOf("en"))("%s says what the English one says", (file) => {
    const [english, translated] = [wordingsIn("en", file), wordingsIn(tag, file)];
    expect([...english.keys()].filter((key) => !translated.has(key))).toEqual([]);
    expect([...translated.keys()].filter((key) => !english.has(key))).toEqual([]);
    const faults = [...english].flatMap(([key, original]) => faultsOf(tag, key, original, translated.get(key) ?? ""));
    expect(faults).toEqual([]);
  });

  it("nothing is on the list of words that are as in English without being so", () => {
    const english = new Map(filesOf("en").flatMap((file) => [...wordingsIn("en", file)]));
    const translated = new Map(filesOf(tag).flatMap((file) => [...wordingsIn(tag, file)]));
    expect((sameAsEnglish[tag] ?? []).filter((key) => english.get(key) !== translated.get(key))).toEqual([]);
  });
});

describe("the check itself", () => {
  it("finds what must be found", () => {
    const days = "{days, plural, one {# day} other {# days}} of {name}";
    expect(faultsOf("es", "k", days, "{days, plural, one {# día} many {# de días} other {# días}} de {name}")).toEqual(
      [],
    );
    expect(faultsOf("es", "k", days, "{days, plural, one {# día} other {# días}}")).toEqual([
      "k leaves out {name}",
      "k lacks the plural many",
    ]);
    expect(faultsOf("ar", "k", days, "{n} {name} {days, number}")).toEqual(["k invents {n}"]);
    expect(faultsOf("es", "k", "Yes", "Yes")).toEqual(["k is English still"]);
    expect(faultsOf("es", "k", "{a, select, x {1} other {}}", "{a, select, other {}}")).toEqual([
      "k does not know the word x",
    ]);
    expect(() => faultsOf("es", "k", "{a}", "{a, plural, one {}}")).toThrow();
  });
});
