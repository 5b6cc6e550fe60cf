/** What an accord says, as screens show it: the same for one that is proposed, one that is signed, and one that has ended. */
import { accords } from "../../../core/registry.ts";
import { questions, type Clauses, type PartnerSort, type Question } from "../../../core/institutions/accords/terms.ts";
import type { AccordTerms } from "../../../core/institutions/accords/terms.ts";
import type { AccordRow } from "../../../core/institutions/accords/state.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

export type Answer = "yes" | "no" | "unsure";
export type ClauseShown = { readonly question: Question; readonly answer: Answer; readonly wording: string | null };
/** Wordings are null where they were erased. */
export type TermsShown = {
  readonly partner: string | null;
  readonly partnerSort: PartnerSort | null;
  readonly purpose: string | null;
  readonly weGive: readonly (string | null)[];
  readonly theyGive: readonly (string | null)[];
  readonly clauses: readonly ClauseShown[];
  /** Null: as long as the charter has it by default. */
  readonly termMonths: number | null;
  readonly isEssential: boolean;
  readonly fallback: string | null;
  readonly negotiatedUntil: number | null;
};

const clausesOf = (reading: Reading, clauses: Clauses): readonly ClauseShown[] =>
  questions.map((question) => {
    const { answer, wording } = clauses[question];
    return { question, answer, wording: reading.text(wording) };
  });

type Said = Pick<
  AccordRow,
  "purpose" | "clauses" | "weGive" | "theyGive" | "isEssential" | "fallback" | "negotiatedUntil"
>;
const saidOf = (reading: Reading, said: Said) => ({
  purpose: reading.text(said.purpose),
  weGive: said.weGive.map((hash) => reading.text(hash)),
  theyGive: said.theyGive.map((hash) => reading.text(hash)),
  clauses: clausesOf(reading, said.clauses),
  isEssential: said.isEssential,
  fallback: reading.text(said.fallback),
  negotiatedUntil: said.negotiatedUntil,
});

/** The terms of an accord in the register. */
export const termsOfRow = (reading: Reading, row: AccordRow): TermsShown => {
  const partner = reading.ask(accords).partner(row.partner);
  return {
    ...saidOf(reading, row),
    partner: reading.text(partner?.name ?? null),
    partnerSort: partner?.sort ?? null,
    termMonths: row.termMonths,
  };
};

/** The terms that a proposal would sign. */
export const termsProposed = (reading: Reading, terms: AccordTerms): TermsShown => {
  const known = partnerOf(reading, terms.partnerOf);
  return {
    ...saidOf(reading, terms),
    partner: reading.text(known?.name ?? terms.partnerName),
    partnerSort: known?.sort ?? terms.partnerSort,
    termMonths: terms.termMonths,
  };
};

/** The partner of the accord that this act signed. */
export const partnerOf = (reading: Reading, accord: Id | null) => {
  const register = reading.ask(accords);
  const ordinal = accord === null ? undefined : register.resolve(accord);
  const row = ordinal === undefined ? undefined : register.accord(ordinal);
  return row === undefined ? undefined : register.partner(row.partner);
};
