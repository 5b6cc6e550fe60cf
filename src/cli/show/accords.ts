/** The register of accords: every one ever signed, with its terms and what has become of it. */
import { accords } from "../../core/registry.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Call } from "../call.ts";
import { isoOf, isoOrNull, whenOf } from "../instants.ts";
import type { View } from "./view.ts";

const PAGE = 1000;

export const accordsOf = async (view: View, number: number | null) => {
  const register = view.ask(accords);
  const rows: ReturnType<typeof register.register>[number][] = [];
  for (let before = register.count; before > 0; before -= PAGE) rows.push(...register.register(PAGE, before));
  return Promise.all(
    rows.filter(({ accord }) => number === null || accord === number).map((row) => shown(view, register, row)),
  );
};
export type Accords = Awaited<ReturnType<typeof accordsOf>>;

type Register = ReturnType<typeof accords.ask>;

const shown = async (
  view: View,
  register: Register,
  { accord, row, standing }: ReturnType<Register["register"]>[number],
) => {
  const partner = register.partner(row.partner);
  return {
    number: accord,
    id: row.id,
    partner: { number: row.partner, name: await view.words(partner?.name ?? null), sort: partner?.sort ?? null },
    standing: {
      kind: standing.kind,
      at: isoOf("until" in standing ? standing.until : standing.at),
      because: "because" in standing ? standing.because : null,
    },
    purpose: await view.words(row.purpose),
    clauses: await clausesOf(view, row.clauses),
    weGive: await view.allWords(row.weGive),
    theyGive: await view.allWords(row.theyGive),
    isEssential: row.isEssential,
    fallback: await view.words(row.fallback),
    negotiatedUntil: isoOrNull(row.negotiatedUntil),
    signedAt: isoOf(row.signedAt),
    signedBy: row.signedBy,
    termMonths: row.termMonths,
    expiresAt: isoOf(row.expiresAt),
    reviewAt: isoOf(row.reviewAt),
    renewals: row.renewals,
    renewedBy: row.renewed?.by ?? null,
    ended:
      row.ended === null ? null : { ...row.ended, at: isoOf(row.ended.at), reason: await view.words(row.ended.reason) },
  };
};

type Clause = { readonly answer: string; readonly wording: Id | null };
const clausesOf = async (view: View, clauses: Readonly<Record<string, Clause>>) => {
  const shownClauses = Object.entries(clauses).map(async ([question, { answer, wording }]) => {
    return { question, answer, wording: await view.words(wording) };
  });
  return Promise.all(shownClauses);
};

export const accordLines = (call: Call, all: Accords, isDetailed: boolean): readonly string[] => {
  if (all.length === 0) return [call.say("cli.show.noAccords")];
  return all.flatMap((accord) => [headLine(call, accord), ...(isDetailed ? termLines(call, accord) : [])]);
};

type Shown = Accords[number];
const headLine = (call: Call, { number, partner, standing }: Shown): string =>
  call.say("cli.show.accord", {
    number,
    partner: partner.name ?? "",
    kind: standing.kind,
    when: whenOf(standing.at),
  });

const termLines = (call: Call, accord: Shown): readonly string[] => {
  const kept = (words: string | null): string => words ?? call.say("cli.show.erased");
  return [
    `  ${accord.id}`,
    `  ${kept(accord.purpose)}`,
    ...accord.weGive.map((words) => call.say("cli.show.weGive", { words: kept(words) })),
    ...accord.theyGive.map((words) => call.say("cli.show.theyGive", { words: kept(words) })),
    ...accord.clauses.map(({ question, answer, wording }) => {
      const said = call.voice.find(`question.${question}`) ?? question;
      const answered = call.voice.find(`answer.${answer}`) ?? answer;
      return `  ${said} ${answered}${wording === null ? "" : `: ${wording}`}`;
    }),
    call.say("cli.show.term", {
      months: accord.termMonths,
      signed: whenOf(accord.signedAt),
      ends: whenOf(accord.expiresAt),
      review: whenOf(accord.reviewAt),
    }),
    ...(accord.fallback === null ? [] : [call.say("cli.show.fallback", { words: accord.fallback })]),
  ];
};
