/**
 * Reads a template's data file into a precise type, and fails loudly on anything it does not know: a template is part of the
 * program, so a mistake in one is a bug and not a matter for a refusal.
 */
import { all, any, is, not, over, under, type Condition } from "../condition.ts";
import { kindWord, type Line, type Office, type Term } from "../terms/shapes.ts";
import { Malformed, type Datum, type Kind } from "../kernel/types.ts";

export type Template = {
  readonly id: string;
  readonly terms: readonly Term[];
  readonly redLines: readonly Line[];
  readonly offices: readonly Office[];
};
export type Json = Datum | readonly Json[] | { readonly [key: string]: Json };
type Fields = { readonly [key: string]: Json };

export const readTemplate = (json: Fields): Template => ({
  id: wordIn(json, "id"),
  terms: termsIn(fieldsIn(json, "terms"), ""),
  redLines: listIn(json, "redLines").map((line) => readLine(fields(line))),
  offices: listIn(json, "offices").map((office) => readOffice(fields(office))),
});

/** Nested groups become paths: { accord: { defaultMonths: 6 } } is accord.defaultMonths = 6. */
const termsIn = (group: Fields, prefix: string): readonly Term[] =>
  Object.entries(group).flatMap(([name, value]) =>
    isDatum(value) ? [{ path: prefix + name, value }] : termsIn(fields(value), `${prefix}${name}.`),
  );

const readLine = (line: Fields): Line => ({
  line: wordIn(line, "line"),
  kinds: listIn(line, "kinds").map(readKind),
  when: readCondition(fieldsIn(line, "when")),
  wording: null,
});

const readKind = (value: Json): Kind => {
  const kind = typeof value === "string" ? kindWord.read(value, "kinds") : wrong("a kind");
  return kind instanceof Malformed ? wrong(kind.expected) : kind;
};

const readOffice = (office: Fields): Office => ({
  office: wordIn(office, "office"),
  seats: numberIn(office, "seats"),
  powers: listIn(office, "powers").map(word),
});

/** { "is": { "fact": "exclusivity", "value": "yes" } }, { "any": [ … ] } and so on, as a condition. */
const readCondition = (json: Fields): Condition => {
  const [sort, of] = Object.entries(json)[0] ?? wrong("an empty condition");
  const parts = (): readonly Condition[] => listIn(json, sort).map((part) => readCondition(fields(part)));
  switch (sort) {
    case "all":
      return all(...parts());
    case "any":
      return any(...parts());
    case "not":
      return not(...parts());
    case "is":
      return is(wordIn(fields(of), "fact"), datumIn(fields(of), "value"));
    case "over":
      return over(wordIn(fields(of), "fact"), numberIn(fields(of), "value"));
    case "under":
      return under(wordIn(fields(of), "fact"), numberIn(fields(of), "value"));
    default:
      return wrong(`a condition called ${sort}`);
  }
};

// ---- reading JSON

const wrong = (what: string): never => {
  throw new TypeError(`a template holds ${what}, which nothing here understands`);
};
const isDatum = (value: Json): value is Datum => value === null || typeof value !== "object";
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const fields = (value: Json): Fields =>
  isDatum(value) || isList(value) ? wrong("a value where a group belongs") : value;
const at = (group: Fields, name: string): Json => group[name] ?? wrong(`no ${name}`);
const fieldsIn = (group: Fields, name: string): Fields => fields(at(group, name));
const listIn = (group: Fields, name: string): readonly Json[] => {
  const value = at(group, name);
  return isList(value) ? value : wrong(`a ${name} that is no list`);
};
const word = (value: Json): string => (typeof value === "string" ? value : wrong("something else than a word"));
const wordIn = (group: Fields, name: string): string => word(at(group, name));
const numberIn = (group: Fields, name: string): number => {
  const value = at(group, name);
  return typeof value === "number" ? value : wrong(`a ${name} that is no number`);
};
const datumIn = (group: Fields, name: string): Datum => {
  const value = at(group, name);
  return isDatum(value) ? value : wrong(`a ${name} that is no single value`);
};
