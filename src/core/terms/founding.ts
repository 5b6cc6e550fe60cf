/**
 * The body of the founding act: every value of a charter written out whole, so that a log never needs a template again. The
 * templates write it, the charter reads it.
 */
import { id, list, optional, record, text, whole, type Read } from "../kernel/schema.ts";
import { lineShape, narrowingShape, officeShape, shortWord, term } from "./shapes.ts";

/** The newest version of the rules that this software knows; a new community starts with it. */
export const RULES_NEWEST = 2;
const NAME_CHARACTERS_MAX = 120;
const PURPOSE_CHARACTERS_MAX = 2000;
const TERMS_MAX = 512; // a few times the catalogue, which grows
const LINES_MAX = 32;
const OFFICES_MAX = 32;
export const RULES_MAX = 1_000_000;

export const foundingShape = record({
  template: shortWord,
  rules: whole(1, RULES_MAX),
  name: text(NAME_CHARACTERS_MAX),
  purpose: optional(text(PURPOSE_CHARACTERS_MAX)),
  locale: shortWord,
  nodeKey: id,
  terms: list(term, TERMS_MAX),
  redLines: list(lineShape, LINES_MAX),
  narrowings: list(narrowingShape, LINES_MAX),
  offices: list(officeShape, OFFICES_MAX),
});
export type FoundingBody = Read<typeof foundingShape>;
