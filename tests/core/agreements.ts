/** Accords to sign in tests: a harmless one, and the same with something changed. */
import type { AccordTerms, Clauses, Question } from "../../src/core/institutions/accords/terms.ts";
import { named } from "./town.ts";

type Answer = Clauses[Question]["answer"];

const clausesWith = (answers: Partial<Record<Question, Answer>>): Clauses => {
  const clause = (question: Question): Clauses[Question] => ({ answer: answers[question] ?? "no", wording: null });
  const [exclusivity, confidentiality, endlessTerm] = [
    clause("exclusivity"),
    clause("confidentiality"),
    clause("endlessTerm"),
  ];
  const [outsideControl, dataAccess, conditions] = [
    clause("outsideControl"),
    clause("dataAccess"),
    clause("conditions"),
  ];
  const [money, foreignJurisdiction, costlyExit] = [
    clause("money"),
    clause("foreignJurisdiction"),
    clause("costlyExit"),
  ];
  return {
    exclusivity,
    confidentiality,
    endlessTerm,
    outsideControl,
    dataAccess,
    conditions,
    money,
    foreignJurisdiction,
    costlyExit,
  };
};

/** Tools for a workshop, lent by a co-operative: nothing in it binds. */
export const lending: AccordTerms = {
  partnerOf: null,
  partnerName: named("Tool co-operative"),
  partnerSort: "cooperative",
  purpose: named("tools for the workshop"),
  clauses: clausesWith({}),
  weGive: [named("repairs")],
  theyGive: [named("tools")],
  termMonths: null,
  reviewMonths: null,
  isEssential: false,
  fallback: null,
  negotiatedUntil: null,
};
export const answering = (answers: Partial<Record<Question, Answer>>): AccordTerms => ({
  ...lending,
  clauses: clausesWith(answers),
});
/** Water for the street: it cannot stop overnight. */
export const water: AccordTerms = {
  ...lending,
  purpose: named("water"),
  isEssential: true,
  fallback: named("the old well"),
};
