/** A proposal's way from draft to result, step by step, by src/core/institutions/deliberation/README.md and docs/formats/commands.md. */
import {
  CLASSES,
  deadlineOf,
  deliberatedAt,
  effectOf,
  METHODS,
  OUTCOMES,
  quorumOf,
  reviewOf,
  type DecisionClass,
  type Outcome,
} from "./counting.ts";
import type { Bytes } from "./keys.ts";
import { MINUTE, type Command, type Ledger, type Recorded } from "./ledger.ts";
import { textOf, type Text } from "./texts.ts";
import type { Person, Village } from "./village.ts";

const RULES_VERSION = 2;

/** The one figure that the documents do not let a stranger compute: the members' state root after all entries so far. */
export type RootOf = (ledger: Ledger) => Promise<Bytes>;

export type Spec = {
  readonly title: string;
  readonly decisionClass: DecisionClass;
  readonly publicCommands?: readonly Command[];
  readonly membersCommands?: readonly Command[];
};
export type Proposal = Spec & { readonly by: Person; readonly id: Bytes; readonly version: Bytes };
export type Opened = Proposal & { readonly openedAt: number };
export type Round = Opened & { readonly summary: Text; readonly deadline: number };
export type Totals = {
  readonly electors: number;
  readonly yes: number;
  readonly standAside: number;
  readonly no: number;
  readonly abstain: number;
  readonly callBacks: number;
};
export type Result = {
  readonly outcome: Outcome;
  readonly method: (typeof METHODS)[number];
  readonly totals: Totals;
  readonly quorumNeeded: number;
  readonly commands: readonly Command[];
  readonly decidedAt: number;
  readonly reviewUntil: number | null;
  readonly membersRoot: Bytes;
};

const wordingOf = ({ title, publicCommands = [], membersCommands = [] }: Spec, words: string) =>
  [textOf(title), textOf(words, title), [...publicCommands, ...membersCommands], null] as const;

export const draft = ({ ledger, founder }: Village, spec: Spec, by: Person = founder): Proposal => {
  const body = [CLASSES.indexOf(spec.decisionClass), ...wordingOf(spec, "We propose this.")];
  const { id } = ledger.record(by.key, ["proposal.draft", body]);
  return { ...spec, by, id, version: id };
};

export const revise = <Of extends Proposal>({ ledger }: Village, proposal: Of): Of => {
  const body = [proposal.id, ...wordingOf(proposal, "We propose this, as amended.")];
  return { ...proposal, version: ledger.record(proposal.by.key, ["proposal.revise", body]).id };
};

export const open = ({ ledger }: Village, proposal: Proposal): Opened => {
  ledger.record(proposal.by.key, ["proposal.open", [proposal.id]]);
  return { ...proposal, openedAt: ledger.at };
};

/** Waits out the least deliberation first, unless a forger will not. */
export const freeze = ({ ledger }: Village, opened: Opened, isPatient = true): Round => {
  if (isPatient) ledger.waitUntil(deliberatedAt(opened.decisionClass, opened.openedAt));
  const summary = textOf(`In short: ${opened.title}`);
  ledger.record(opened.by.key, ["proposal.freeze", [opened.version, summary]]);
  return { ...opened, summary, deadline: deadlineOf(opened.decisionClass, ledger.at) };
};

export const consent = ({ ledger }: Village, { version }: Round, people: readonly Person[]): readonly Recorded[] =>
  people.map(({ key }) => ledger.record(key, ["proposal.consent", [version]]));

/** What the figures say by the documents' own rules, recorded as soon as it may be. */
export const adopted = (round: Round, yes: number, electors = yes): Omit<Result, "membersRoot"> => ({
  outcome: "adopted",
  method: "consent",
  totals: { electors, yes, standAside: 0, no: 0, abstain: 0, callBacks: 0 },
  quorumNeeded: quorumOf(round.decisionClass, electors),
  commands: round.publicCommands ?? [],
  decidedAt: round.deadline,
  reviewUntil: reviewOf(round.decisionClass, round.deadline, null),
});

export const failed = (
  round: Round,
  outcome: Outcome,
  totals: Totals,
): Omit<Result, "membersRoot"> => ({
  ...adopted(round, totals.yes, totals.electors),
  outcome,
  totals,
  commands: [],
  reviewUntil: null,
});

export const effectAt = (round: Round): number => effectOf(round.decisionClass, round.deadline);

export const record = ({ ledger }: Village, round: Round, result: Result): Recorded => {
  const { electors, yes, standAside, no, abstain, callBacks } = result.totals;
  const body = [
    round.id,
    CLASSES.indexOf(round.decisionClass),
    METHODS.indexOf(result.method),
    OUTCOMES.indexOf(result.outcome),
    [electors, yes, standAside, no, abstain, result.quorumNeeded, callBacks],
    result.commands,
    RULES_VERSION,
    round.openedAt,
    result.decidedAt,
    result.reviewUntil,
    result.membersRoot,
    ledger.entries.length,
    textOf(round.title),
    round.summary,
  ];
  return ledger.record(ledger.node, ["result.record", body], { isPublic: true });
};

/** The whole way, with everybody named consenting at once, and the node recording a minute after cooling-off. */
export const decide = async (village: Village, spec: Spec, voters: readonly Person[], rootOf: RootOf): Promise<Recorded> => {
  const round = freeze(village, open(village, draft(village, spec)));
  consent(village, round, voters);
  village.ledger.waitUntil(effectAt(round) + MINUTE);
  const membersRoot = await rootOf(village.ledger);
  return record(village, round, { ...adopted(round, voters.length), membersRoot });
};
