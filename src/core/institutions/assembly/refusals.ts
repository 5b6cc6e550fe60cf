/**
 * Every reason for which the assembly refuses an act. Most of them catch a result that public rules can prove false, so
 * that `verify` on a public export names what a forger or a faulty node got wrong.
 */
import { refuse } from "../../kernel/refusal.ts";
import type { Datum, Id, Refusal } from "../../kernel/types.ts";

export const refusals = [
  "decision.classTooLow",
  "decision.notInForce",
  "decision.nothingToRatify",
  "decision.reviewTooLate",
  "decision.unknown",
  "result.aheadOfLog",
  "result.commandsNotAdopted",
  "result.commandsNotPublic",
  "result.coolingOff",
  "result.idTaken",
  "result.methodNotAllowed",
  "result.moreThanElectors",
  "result.outcomeContradicted",
  "result.quorumWrong",
  "result.reviewWrong",
  "result.rootDiffers",
  "result.rulesWrong",
  "result.saidAlready",
  "result.textsNotPublished",
  "result.tooEarly",
  "result.tooManyStatements",
  "result.twice",
  "text.none",
] as const;
export type AssemblyRefusal = (typeof refusals)[number];

export const no = (
  kind: AssemblyRefusal,
  clause: string,
  data: Readonly<Record<string, Datum>> = {},
  madeBy: Id | null = null,
): Refusal => refuse(kind, clause, data, madeBy);
