/**
 * Every reason for which deliberation refuses an act, and the laws of the system it refuses by. Words for them are in the
 * tables of refusals, one per language; this list is what those tables are checked against.
 */
import { refuse } from "../../kernel/refusal.ts";
import type { Datum, Id, Refusal } from "../../kernel/types.ts";

export const refusals = [
  "objection.none",
  "proposal.deliberationNotOver",
  "proposal.frozen",
  "proposal.idTaken",
  "proposal.newerVersion",
  "proposal.nobodyToDecide",
  "proposal.notCoolingOff",
  "proposal.notDeciding",
  "proposal.notDeliberating",
  "proposal.notDraft",
  "proposal.notElectorThen",
  "proposal.notYours",
  "proposal.otherMethod",
  "proposal.over",
  "proposal.resting",
  "proposal.reviewTooLate",
  "proposal.saidAlready",
  "proposal.tooManyDrafts",
  "proposal.tooManyOpen",
  "proposal.tooManyVersions",
  "proposal.unknown",
  "proposal.unknownAct",
  "proposal.unrevised",
  "thread.answeredAlready",
  "thread.full",
  "thread.nothingToAnswer",
  "thread.notYours",
  "thread.tooDeep",
  "thread.tooManyToday",
  "thread.unknown",
] as const;
export type DeliberationRefusal = (typeof refusals)[number];

export const no = (
  kind: DeliberationRefusal,
  clause: string,
  data: Readonly<Record<string, Datum>> = {},
  madeBy: Id | null = null,
): Refusal => refuse(kind, clause, data, madeBy);
