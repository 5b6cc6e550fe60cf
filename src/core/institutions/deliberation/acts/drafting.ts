/**
 * Writing a proposal: draft, revise, withdraw. What it would do is rehearsed with every wording, so a red line refuses at the
 * desk and not months later. The surprising rule: a revision made during the first round, while an objection stands, ends
 * that round and voids every consent given in it.
 */
import { carriedCommands, commandOf, type Carried } from "../../../carried.ts";
import { accept, isRefusal } from "../../../kernel/refusal.ts";
import { id, optional, record, text, whole } from "../../../kernel/schema.ts";
import { daysAfter, deadline, MINUTE_MS } from "../../../kernel/time.ts";
import type { Batch, Command, Id, Instant, Refusal } from "../../../kernel/types.ts";
import { decisionClassShape, TITLE_CHARACTERS_MAX } from "../../../result.ts";
import { BODY_CHARACTERS_MAX, DRAFTS_MAX, REVIEW_DAYS_MAX, VERSIONS_MAX } from "../limits.ts";
import { no } from "../refusals.ts";
import { ballotOf, decisionBy, inRunningOrder, loadOf } from "../rows.ts";
import type { AttachedCommand, DeliberationState, ProposalRow, VersionRow } from "../state.ts";
import { classClause, IDLE_DAYS, memberOf, numberAt, type Deliberating, type DeliberationView } from "../view.ts";
import { deliberationAct, foundOwn, members } from "./declare.ts";

const wording = {
  title: text(TITLE_CHARACTERS_MAX),
  text: text(BODY_CHARACTERS_MAX),
  commands: carriedCommands,
  /** Days until the decision is reviewed; null: as long as the charter allows. */
  reviewDays: optional(whole(1, REVIEW_DAYS_MAX)),
};
type Wording = { readonly title: Id; readonly commands: readonly Carried[]; readonly reviewDays: number | null };
const carries = ({ commands }: Wording): readonly Command[] => commands.map(commandOf);

export const draft = deliberationAct({
  kind: "proposal.draft",
  shape: record({ decisionClass: decisionClassShape, ...wording }),
  who: members,
  carries,
  decide: (state, body, context) => {
    const author = memberOf(context.cause);
    const { drafts } = loadOf(state, author);
    if (drafts >= DRAFTS_MAX) return no("proposal.tooManyDrafts", "law.limits", { limit: DRAFTS_MAX });
    const checked = worded(
      state,
      body,
      { decision: context.cause.act, decisionClass: body.decisionClass, openedAt: null },
      context,
    );
    if (isRefusal(checked)) return checked;
    const { version } = checked;
    const expiresAt = daysAfter(context.at, numberAt(context.view, IDLE_DAYS));
    return accept({ kind: "proposal.drafted", author, decisionClass: body.decisionClass, version, expiresAt });
  },
});

export const revise = deliberationAct({
  kind: "proposal.revise",
  shape: record({ proposal: id, ...wording }),
  who: members,
  carries,
  decide: (state, body, context) => {
    const own = foundOwn(state, body.proposal, context);
    if (isRefusal(own)) return own;
    const { proposal, row } = own;
    if (!isOpenToRevision(state, proposal, row)) return no("proposal.frozen", "law.frozenText", { stage: row.stage });
    if (row.version >= VERSIONS_MAX) return no("proposal.tooManyVersions", "law.limits", { limit: VERSIONS_MAX });
    const checked = worded(state, body, decisionBy(row), context);
    if (isRefusal(checked)) return checked;
    return accept({ kind: "proposal.revised", proposal, version: checked.version, ...timesAfter(row, context) });
  },
});

export const withdraw = deliberationAct({
  kind: "proposal.withdraw",
  shape: record({ proposal: id }),
  who: members,
  decide: (state, body, context) => {
    const own = foundOwn(state, body.proposal, context);
    if (isRefusal(own)) return own;
    if (own.row.decided !== null) return no("proposal.frozen", "law.frozenText", { stage: own.row.stage });
    return accept({ kind: "proposal.closed", proposal: own.proposal, ending: "withdrawn", result: null });
  },
});

/** Once frozen a text stays, except that an objection in the first round may be answered at once. */
const isOpenToRevision = (state: DeliberationState, proposal: number, row: ProposalRow): boolean => {
  const { stage, round } = row;
  if (stage === "draft" || stage === "deliberating") return true;
  return stage === "round" && round === 1 && ballotOf(state, proposal, row).no > 0;
};

const timesAfter = (
  { procedure }: ProposalRow,
  { at, view }: Deliberating,
): { readonly restUntil: Instant | null; readonly expiresAt: Instant } => {
  if (procedure === null) return { restUntil: null, expiresAt: daysAfter(at, numberAt(view, IDLE_DAYS)) };
  const { deliberationEndsAt, restMinutes, idleDays } = procedure;
  const restUntil = deadline(at, restMinutes * MINUTE_MS);
  return { restUntil, expiresAt: daysAfter(restUntil > deliberationEndsAt ? restUntil : deliberationEndsAt, idleDays) };
};

type Worded = { readonly refused?: never; readonly version: VersionRow };

/** The wording as a row, if its name is free, its review date within the charter, and what it does would be accepted now. */
const worded = (
  { names }: DeliberationState,
  { title, commands: carried, reviewDays }: Wording,
  of: Omit<Batch, "commands">,
  { at, cause, entry, view }: Deliberating,
): Worded | Refusal => {
  if (names.isTaken(cause.act)) return no("proposal.idTaken", "law.ids", {});
  const latest = view.charter.classRule(of.decisionClass).reviewDays;
  if (reviewDays !== null && reviewDays > latest) {
    const { clause, madeBy } = classClause(view, of.decisionClass, "reviewDays");
    return no("proposal.reviewTooLate", clause, { reviewDays, limit: latest }, madeBy);
  }
  const commands: AttachedCommand[] = [];
  for (const command of carried) {
    const audience = view.audienceOf(command.kind);
    if (audience === undefined) return no("proposal.unknownAct", "law.kinds", { kind: command.kind });
    commands.push({ ...command, isPublic: audience === "public" });
  }
  const refused = rehearsed(of, commands, view);
  return refused ?? { version: { id: cause.act, entry, at, title, commands, reviewDays } };
};

/** Why the whole batch would be refused now, with the place of the command that would be; or null. */
export const rehearsed = (
  of: Omit<Batch, "commands">,
  attached: readonly AttachedCommand[],
  view: DeliberationView,
): Refusal | null => {
  if (attached.length === 0) return null;
  const running = inRunningOrder(attached);
  const failed = view.rehearse({ ...of, commands: running.map(commandOf) });
  if (failed === null) return null;
  const command = attached.findIndex((each) => each === running[failed.index]);
  return { ...failed.refusal, data: { ...failed.refusal.data, command } };
};
