/**
 * What an accord says: nine questions that can be read aloud, each answered yes, no or unsure, and the rest of its terms.
 * The surprising rule: a yes always binds us more than a no, so a red line, a comparison and a reader can treat them alike.
 */
import { flag, id, instant, list, optional, pick, record, text, whole, type Read } from "../../kernel/schema.ts";
import type { Datum } from "../../kernel/types.ts";

/** The questions in the order in which they are read aloud (SPEC S10). */
export const questions = [
  "exclusivity", // Does it keep us from working with others?
  "confidentiality", // Must we keep any of it secret?
  "endlessTerm", // Does it run on until somebody ends it?
  "outsideControl", // May they veto, direct or inspect what we decide?
  "dataAccess", // Do they get to know things about us or our members?
  "conditions", // Must we do or be something else to receive what it offers?
  "money", // Do we owe them money, interest or a share for it?
  "foreignJurisdiction", // Are disputes settled elsewhere than by law and courts here?
  "costlyExit", // Does leaving cost us more than notice?
] as const;
export type Question = (typeof questions)[number];

const WORDING_CHARACTERS_MAX = 2000;
const OBLIGATION_CHARACTERS_MAX = 500;
const OBLIGATIONS_MAX = 20;
const PURPOSE_CHARACTERS_MAX = 1000;
const NAME_CHARACTERS_MAX = 120;
/** Longer than any charter may allow; the charter's own maximum refuses with its clause. */
const MONTHS_MAX = 120;

export const months = whole(1, MONTHS_MAX);
const clause = record({ answer: pick("yes", "no", "unsure"), wording: optional(text(WORDING_CHARACTERS_MAX)) });
const clauses = record({
  exclusivity: clause,
  confidentiality: clause,
  endlessTerm: clause,
  outsideControl: clause,
  dataAccess: clause,
  conditions: clause,
  money: clause,
  foreignJurisdiction: clause,
  costlyExit: clause,
});
export type Clauses = Read<typeof clauses>;

/** Bodies, never private persons: a register of people is what this must not become. */
export const partnerSorts = [
  "community",
  "association",
  "cooperative",
  "foundation",
  "company",
  "publicBody",
  "other",
] as const;
export type PartnerSort = (typeof partnerSorts)[number];

export const accordTerms = record({
  /** Any accord signed with this partner before; null: the partner is new, and named here. */
  partnerOf: optional(id),
  partnerName: optional(text(NAME_CHARACTERS_MAX)),
  partnerSort: optional(pick(...partnerSorts)),
  purpose: text(PURPOSE_CHARACTERS_MAX),
  clauses,
  weGive: list(text(OBLIGATION_CHARACTERS_MAX), OBLIGATIONS_MAX),
  theyGive: list(text(OBLIGATION_CHARACTERS_MAX), OBLIGATIONS_MAX),
  /** Null: the charter's default. */
  termMonths: optional(months),
  /** Months until the terms are looked at in public; null: half of the term. */
  reviewMonths: optional(months),
  /** What people cannot do without for a night; then a fallback is named and the accord winds down rather than stops. */
  isEssential: flag,
  fallback: optional(text(PURPOSE_CHARACTERS_MAX)),
  /** When the last negotiation about it ended; null: there was none. */
  negotiatedUntil: optional(instant),
});
export type AccordTerms = Read<typeof accordTerms>;

/** Everything that a red line may test about the terms; the same names at signature and at every renewal. */
export const factsOf = (terms: {
  readonly clauses: Clauses;
  readonly isEssential: boolean;
  readonly termMonths: number | null;
  readonly partnerSort: PartnerSort | null;
}): Readonly<Record<string, Datum>> => ({
  ...answersOf(terms.clauses),
  isEssential: terms.isEssential,
  termMonths: terms.termMonths,
  partnerSort: terms.partnerSort,
});

const answersOf = (clauses: Clauses): Readonly<Record<string, Datum>> =>
  Object.fromEntries(questions.map((question) => [question, clauses[question].answer]));

/** The first question that somebody still has to find out about. */
export const unsureOf = (clauses: Clauses): Question | null =>
  questions.find((question) => clauses[question].answer === "unsure") ?? null;
