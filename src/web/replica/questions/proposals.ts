/**
 * The proposals before the members, by what they wait for: drafts, talk, a decision, the end of cooling-off; and those that
 * are over, the newest first.
 */
import { community, deliberation } from "../../../core/registry.ts";
import type { Proposal, Quorum } from "../../../core/institutions/deliberation/questions.ts";
import type { Phase, Tick } from "../../../core/institutions/deliberation/phases.ts";
import type { Ending, Word } from "../../../core/institutions/deliberation/state.ts";
import type { DecisionClass, Id, Refusal } from "../../../core/kernel/types.ts";
import { emptyDraft } from "./emptyDraft.ts";
import type { Reading } from "../reading.ts";
import { myself, somebody, type Somebody } from "./somebody.ts";

export type ProposalLine = {
  readonly ordinal: number;
  readonly id: Id;
  readonly title: string | null;
  readonly author: Somebody;
  readonly decisionClass: DecisionClass;
  readonly phase: Phase;
  readonly round: number;
  readonly next: Tick | null;
  readonly ifNothing: Tick | null;
  readonly quorum: Quorum | null;
  readonly posts: number;
  /** What I said in the present ballot. */
  readonly myWord: Word | null;
  /** What it asks of me now. */
  readonly asksMe: "decide" | "open" | "freeze" | "revise" | "undone" | null;
  readonly ending: Ending | null;
  readonly endedAt: number | null;
};
export type Proposals = {
  readonly drafts: readonly ProposalLine[];
  readonly deliberating: readonly ProposalLine[];
  readonly deciding: readonly ProposalLine[];
  readonly coolingOff: readonly ProposalLine[];
  readonly over: readonly ProposalLine[];
  readonly hasOlder: boolean;
  /** Why I may not draft one now; null where I may. */
  readonly draftRefused: Refusal | null;
};

type Params = { readonly overLimit: number };

export const proposals = (reading: Reading, { overLimit }: Params): Proposals => {
  const asked = reading.ask(deliberation);
  const asks = tasksByProposal(reading);
  const line = (proposal: Proposal): ProposalLine => lineOf(reading, proposal, asks.get(proposal.ordinal) ?? null);
  const live = asked.live();
  const inPhases = (...phases: readonly Phase[]): readonly ProposalLine[] =>
    live
      .filter(({ phase }) => phases.includes(phase))
      .map(line)
      .sort((a, b) => (a.ifNothing?.at ?? Infinity) - (b.ifNothing?.at ?? Infinity));
  const over = asked.closed(overLimit + 1);
  return {
    drafts: inPhases("draft"),
    deliberating: inPhases("deliberating", "mayFreeze", "revising"),
    deciding: inPhases("deciding"),
    coolingOff: inPhases("coolingOff", "awaitingResult"),
    over: over.slice(0, overLimit).map(line),
    hasOlder: over.length > overLimit,
    draftRefused: reading.refusalOf("proposal.draft", emptyDraft("ordinary")),
  };
};

const tasksByProposal = (reading: Reading): ReadonlyMap<number, ProposalLine["asksMe"]> => {
  const me = myself(reading);
  if (me === null) return new Map();
  const people = reading.ask(community);
  const tasks = reading.ask(deliberation).tasksFor(me, (openedAt) => people.isElector(me, openedAt));
  return new Map(tasks.map(({ proposal, what }) => [proposal, what]));
};

const lineOf = (reading: Reading, proposal: Proposal, asksMe: ProposalLine["asksMe"]): ProposalLine => {
  const me = myself(reading);
  return {
    ordinal: proposal.ordinal,
    id: proposal.id,
    title: reading.text(proposal.title),
    author: somebody(reading, proposal.author),
    decisionClass: proposal.decisionClass,
    phase: proposal.phase,
    round: proposal.round,
    next: proposal.clock.next,
    ifNothing: proposal.clock.ifNothing,
    quorum: proposal.phase === "deciding" ? proposal.quorum : null,
    posts: proposal.posts,
    myWord: me === null ? null : reading.ask(deliberation).wordOf(proposal.ordinal, me),
    asksMe,
    ending: proposal.ending,
    endedAt: proposal.endedAt,
  };
};
