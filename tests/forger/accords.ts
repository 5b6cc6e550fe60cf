/** Accords with outside bodies, as bodies of commands: docs/formats/commands.md and src/core/institutions/accords/README.md. */
import type { Bytes } from "./keys.ts";
import type { Command } from "./ledger.ts";
import { textOf, type Value } from "./texts.ts";

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
export type Question = (typeof QUESTIONS)[number];

const YES = 0;
const NO = 1;
const COOPERATIVE = 2;

export type Terms = { readonly termMonths?: number | null; readonly yesTo?: readonly Question[] };

const clauseOf = (question: Question, yesTo: readonly Question[]): Value => [yesTo.includes(question) ? YES : NO, null];

export const sign = (partner: string, { termMonths = null, yesTo = [] }: Terms = {}): Command => [
  "accord.sign",
  [
    null,
    textOf(partner),
    COOPERATIVE,
    textOf(`What we and ${partner} do for each other`),
    QUESTIONS.map((question) => clauseOf(question, yesTo)),
    [textOf(`Two days of work a month for ${partner}`)],
    [textOf(`Seed for the lane from ${partner}`)],
    termMonths,
    null,
    false,
    null,
    null,
  ],
];

export const reaffirm = (accord: Bytes): Command => ["accord.reaffirm", [accord, null, null]];
