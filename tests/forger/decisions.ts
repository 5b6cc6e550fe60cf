/** A proposal's way from draft to result, step by step, by src/core/institutions/deliberation/README.md and docs/formats/commands.md. */
import {
  after,
  CLASSES,
  deadlineOf,
  deliberatedAt,
  effectOf,
  METHODS,
  OUTCOMES,
  quorumOf,
  reviewOf,
  ruleNumber,
  type DecisionClass,
  type Outcome,
} from "./counting.ts";
import { NODE } from "./acts.ts";
import type { Bytes, Key } from "./keys.ts";
import { MINUTE, type Command, type Ledger, type Recorded } from "./ledger.ts";
import { textOf, type Text } from "./texts.ts";
import type { Person, Village } from "./village.ts";

const RULES_VERSION = 2;

/** The one figure that the documents do not let a stranger compute: the members' state root after all entries so far. */
export type RootOf = (ledger: Ledger) => Promise<Bytes>;

export type Spec = {
  readonly title: string;
  readonly decisionClass: DecisionClass;
  /** The class's own, where it is not said. */
  readonly reviewDays?: number;
  readonly publicCommands?: readonly Command[];
  readonly membersCommands?: readonly Command[];
};
export type Proposal = Spec & { readonly by: Person; readonly id: Bytes; readonly version: Bytes };
export type Opened = Proposal & { readonly openedAt: number; readonly electors: number };
/** `heard`: how many have said a word that counts toward the quorum. */
export type Round = Opened & { readonly summary: Text; readonly deadline: number; readonly heard: number };
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
  /** All entries so far, where it is not said. */
  readonly membersSize?: number;
};

const wordingOf = ({ title, publicCommands = [], membersCommands = [], reviewDays }: Spec, words: string) =>
  [textOf(title), textOf(words, title), [...publicCommands, ...membersCommands], reviewDays ?? null] as const;

export const draft = ({ ledger, founder }: Village, spec: Spec, by: Person = founder): Proposal => {
  const body = [CLASSES.indexOf(spec.decisionClass), ...wordingOf(spec, "We propose this.")];
  const { id } = ledger.record(by.key, ["proposal.draft", body]);
  return { ...spec, by, id, version: id };
};

export const revise = <Of extends Proposal>({ ledger }: Village, proposal: Of): Of => {
  const body = [proposal.id, ...wordingOf(proposal, "We propose this, as amended.")];
  return { ...proposal, version: ledger.record(proposal.by.key, ["proposal.revise", body]).id };
};

export const open = ({ ledger, electors }: Village, proposal: Proposal): Opened => {
  ledger.record(proposal.by.key, ["proposal.open", [proposal.id]]);
  return { ...proposal, openedAt: ledger.at, electors };
};

/** Waits out the least deliberation first, unless a forger will not. */
export const freeze = ({ ledger }: Village, opened: Opened, isPatient = true): Round => {
  if (isPatient) ledger.waitUntil(deliberatedAt(opened.decisionClass, opened.openedAt));
  const summary = textOf(`In short: ${opened.title}`);
  ledger.record(opened.by.key, ["proposal.freeze", [opened.version, summary]]);
  return { ...opened, summary, deadline: deadlineOf(opened.decisionClass, ledger.at), heard: 0 };
};

/** Counts one more word said now: a quorum first reached late moves the deadline. */
const counted = ({ ledger }: Village, round: Round): Round => {
  const { decisionClass, electors, deadline } = round;
  const heard = round.heard + 1;
  if (heard !== quorumOf(decisionClass, electors)) return { ...round, heard };
  const late = after(ledger.at, ruleNumber(decisionClass, "lateQuorumMinutes"));
  return { ...round, heard, deadline: Math.max(deadline, late) };
};

/** Each says the same: a kind of act whose body begins with the wording and goes on with `rest`. */
export const speak = (village: Village, round: Round, people: readonly Person[], said: Command): Round =>
  people.reduce<Round>((at, { key }) => {
    const [kind, rest] = said;
    village.ledger.record(key, [kind, [round.version, ...rest]]);
    return counted(village, at);
  }, round);

export const consent = (village: Village, round: Round, people: readonly Person[]): Round =>
  speak(village, round, people, ["proposal.consent", []]);

type Figures = Omit<Result, "membersRoot">;

/** What the figures say by the documents' own rules. */
export const adopted = (round: Round, yes: number): Figures => ({
  outcome: "adopted",
  method: "consent",
  totals: { electors: round.electors, yes, standAside: 0, no: 0, abstain: 0, callBacks: 0 },
  quorumNeeded: quorumOf(round.decisionClass, round.electors),
  commands: round.publicCommands ?? [],
  decidedAt: round.deadline,
  reviewUntil: reviewOf(round.decisionClass, round.deadline, round.reviewDays ?? null),
});

export const failed = (round: Round, outcome: Outcome, totals: Partial<Totals>): Figures => {
  const figures = adopted(round, 0);
  return { ...figures, outcome, totals: { ...figures.totals, ...totals }, commands: [], reviewUntil: null };
};

export const effectAt = (round: Round): number => effectOf(round.decisionClass, round.deadline);

/** @param key the node's, unless somebody forges it. */
export const record = ({ ledger }: Village, round: Round, result: Result, key: Key = ledger.node): Recorded => {
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
    result.membersSize ?? ledger.entries.length,
    textOf(round.title),
    round.summary,
  ];
  return ledger.record(key, ["result.record", body], { isPublic: true, forged: { act: { authorKind: NODE } } });
};

export type Decided = Recorded & { readonly decision: Bytes };

/** The whole way, with everybody named consenting at once, and the node recording a minute after cooling-off. */
export const decide = async (
  village: Village,
  spec: Spec,
  voters: readonly Person[],
  rootOf: RootOf,
): Promise<Decided> => {
  const round = consent(village, freeze(village, open(village, draft(village, spec))), voters);
  village.ledger.waitUntil(effectAt(round) + MINUTE);
  const membersRoot = await rootOf(village.ledger);
  const result = record(village, round, { ...adopted(round, voters.length), membersRoot });
  return { ...result, decision: round.id };
};
