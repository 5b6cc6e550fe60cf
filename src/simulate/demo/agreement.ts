/**
 * An accord as a story tells it: with whom, what each gives, and only those of the nine answers that are not "no". The rest of
 * the terms take the defaults of the charter.
 */
import type { Command, Id } from "../../core/kernel/types.ts";
import { attachedId } from "../../core/kernel/attached.ts";
import { command } from "../../core/registry.ts";
import type { Text } from "./matter.ts";

const QUESTIONS = [
  "exclusivity",
  "confidentiality",
  "endlessTerm",
  "outsideControl",
  "dataAccess",
  "conditions",
  "money",
  "foreignJurisdiction",
  "costlyExit",
] as const;
type Question = (typeof QUESTIONS)[number];

export type Agreement = {
  readonly partner: string;
  readonly sort: "community" | "association" | "cooperative" | "foundation" | "company" | "publicBody" | "other";
  readonly purpose: string;
  readonly weGive: readonly string[];
  readonly theyGive: readonly string[];
  readonly termMonths: number;
  /** What is answered with yes, and the words of the clause. */
  readonly yes?: Readonly<Partial<Record<Question, string>>>;
  /** What happens instead when it ends, for what nobody can do without for a night. */
  readonly essentialFallback?: string;
};

export const signing =
  (agreement: Agreement) =>
  (text: Text): readonly Command[] => [
    command("accord.sign", {
      partnerOf: null,
      partnerName: text(agreement.partner),
      partnerSort: agreement.sort,
      purpose: text(agreement.purpose),
      clauses: Object.fromEntries(QUESTIONS.map((question) => [question, clause(agreement, question, text)])),
      weGive: agreement.weGive.map(text),
      theyGive: agreement.theyGive.map(text),
      termMonths: agreement.termMonths,
      reviewMonths: null,
      isEssential: agreement.essentialFallback !== undefined,
      fallback: agreement.essentialFallback === undefined ? null : text(agreement.essentialFallback),
      negotiatedUntil: null,
    }),
  ];

const clause = ({ yes }: Agreement, question: Question, text: Text): object => {
  const wording = yes?.[question];
  return wording === undefined ? { answer: "no", wording: null } : { answer: "yes", wording: text(wording) };
};

/** The accord that a decision signed. */
export const accordOf = (decision: Id): Id => attachedId(decision, "public", 0);

export const reaffirming = (decision: () => Id, termMonths: number) => (): readonly Command[] => [
  command("accord.reaffirm", { accord: accordOf(decision()), termMonths, reviewMonths: null }),
];
