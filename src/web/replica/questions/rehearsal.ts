/**
 * A draft that is being written, as the core sees it before anything is done: what it would do in plain words, what would
 * refuse it and by which rule, and which classes of decision are enough for it.
 */
import { commandOf, type Carried } from "../../../core/carried.ts";
import { Wordings } from "../../../core/desk.ts";
import { ZERO_ID } from "../../../core/hash.ts";
import { textOf } from "../../../core/log/utf8.ts";
import { command } from "../../../core/registry.ts";
import { decisionClasses } from "../../../core/terms/parameters.ts";
import type { Command, DecisionClass, Id, Refusal } from "../../../core/kernel/types.ts";
import { withHashes, type Attached } from "../../../core/plain.ts";
import { chance } from "../author.ts";
import type { Reading } from "../reading.ts";
import { deedOf, type Deed } from "./deeds.ts";
import { NO_TEXT } from "./emptyDraft.ts";

/** A deed as a form gives it, or as an earlier wording carried it. */
export type Given = { readonly attached: Attached } | Carried;
export type Rehearsal = {
  readonly deeds: readonly Deed[];
  /** What each class of decision would meet if it did this; null: nothing stands in its way. */
  readonly classes: readonly { readonly of: DecisionClass; readonly refusal: Refusal | null }[];
  /** Why the draft itself would be refused; null: it would be accepted. */
  readonly refusal: Refusal | null;
};
type Params = {
  readonly decisionClass: DecisionClass;
  readonly deeds: readonly Given[];
  readonly reviewDays: number | null;
  /** The proposal that this would be a new wording of. */
  readonly revises: Id | null;
};

export const rehearsal = (reading: Reading, params: Params): Rehearsal => {
  const wordings = new Wordings(chance);
  const commands = params.deeds.map((given) => commandIn(given, wordings));
  const own = new Map(wordings.list.map(({ hash, utf8 }) => [hash, textOf(utf8, 0, utf8.length)]));
  const reader: Reading = { ...reading, text: (hash) => own.get(hash ?? ZERO_ID) ?? reading.text(hash) };
  return {
    deeds: commands.map((each) => deedOf(reader, each)),
    classes: decisionClasses.map((of) => ({ of, refusal: reading.refusalOfDecision(of, commands) })),
    refusal: refusalOf(reading, params, wordings),
  };
};

const commandIn = (given: Given, wordings: Wordings): Command =>
  "attached" in given ? command(given.attached.kind, withHashes(given.attached.body, wordings)) : commandOf(given);

const refusalOf = (
  reading: Reading,
  { decisionClass, deeds, reviewDays, revises }: Params,
  wordings: Wordings,
): Refusal | null => {
  const wording = { title: NO_TEXT, text: NO_TEXT, commands: withHashes(deeds, wordings), reviewDays };
  return revises === null
    ? reading.refusalOf("proposal.draft", { decisionClass, ...wording })
    : reading.refusalOf("proposal.revise", { proposal: revises, ...wording });
};
