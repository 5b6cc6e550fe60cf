/**
 * What deliberation answers: a proposal with its phase, clock and tally at the instant asked; its wordings, words,
 * objections and thread; what waits; what the node must record. All lists are of what lives, never of all that ever was.
 */
import { commandOf } from "../../carried.ts";
import type { Method, Tally } from "../../counting.ts";
import type { Table } from "../../kernel/table.ts";
import { firstOf, pairKey, secondOf } from "../../kernel/time.ts";
import type { Command, DecisionClass, Id, Instant } from "../../kernel/types.ts";
import type { ExpectedResult } from "../../result.ts";
import { expectedResult } from "./expected.ts";
import { CLOSED_LIST_MAX } from "./limits.ts";
import { clockAt, phaseAt, type Clock, type Phase } from "./phases.ts";
import { ballotOf, countedIn, inRunningOrder, loadOf, resolve, rowAt, wordingOf } from "./rows.ts";
import type {
  Decided,
  DeliberationState,
  Ending,
  Load,
  PostRow,
  Procedure,
  ProposalRow,
  VersionRow,
  Word,
} from "./state.ts";
import { noticesAt, tasksOf, type Task } from "./tasks.ts";
import { methodOf } from "./verdict.ts";

export type Quorum = { readonly needed: number; readonly counted: number; readonly missing: number };
export type Proposal = {
  readonly ordinal: number;
  /** The id of the draft, which is also the id of the decision. */
  readonly id: Id;
  readonly author: number;
  readonly decisionClass: DecisionClass;
  readonly draftedAt: Instant;
  readonly phase: Phase;
  readonly clock: Clock;
  /** The present wording; its text is in that entry of the log. */
  readonly version: number;
  readonly versionId: Id;
  readonly entry: number;
  readonly title: Id;
  readonly summary: Id | null;
  readonly procedure: Procedure | null;
  /** How the present or last ballot decides; null before opening. */
  readonly method: Method | null;
  readonly round: number;
  readonly tally: Tally;
  readonly quorum: Quorum | null;
  readonly callBacks: { readonly counted: number; readonly needed: number } | null;
  readonly decided: Decided | null;
  readonly decidedAt: Instant | null;
  readonly ending: Ending | null;
  readonly endedAt: Instant | null;
  readonly result: number | null;
  readonly posts: number;
};
export type Version = VersionRow & { readonly version: number };
export type Voice = { readonly member: number; readonly word: Word; readonly entry: number };
export type Post = PostRow & { readonly post: number };

export class Proposals {
  readonly #state: DeliberationState;
  readonly #at: Instant;
  constructor(state: DeliberationState, at: Instant) {
    this.#state = state;
    this.#at = at;
  }

  /** The proposal that the id of its draft or of a revision names. */
  resolve(id: Id): number | undefined {
    return resolve(this.#state, id);
  }
  proposal(ordinal: number): Proposal | null {
    const row = this.#state.proposals.get(ordinal);
    return row === undefined ? null : this.#shown(ordinal, row);
  }
  /** Every wording, the first one first: two of them make a diff. */
  versions(ordinal: number): readonly Version[] {
    return within(this.#state.versions, ordinal).map(([version, row]) => ({ ...row, version }));
  }
  /** What the present wording would do, in the order in which it would be done. */
  commandsOf(ordinal: number): readonly Command[] {
    return inRunningOrder(wordingOf(this.#state, ordinal).commands).map(commandOf);
  }

  // ---- voices

  /** What the member said in the present ballot; null: nothing that stands. */
  wordOf(ordinal: number, member: number): Word | null {
    const { ballot } = rowAt(this.#state, ordinal);
    const said = this.#state.words.get(pairKey(ordinal, member));
    return said?.ballot !== ballot || said.word === "withdrawn" ? null : said.word;
  }
  /** Everybody who spoke in the present or last ballot. */
  voices(ordinal: number): readonly Voice[] {
    const { ballot } = rowAt(this.#state, ordinal);
    const said = within(this.#state.words, ordinal).filter(
      ([, row]) => row.ballot === ballot && row.word !== "withdrawn",
    );
    return said.map(([member, { word, entry }]) => ({ member, word, entry }));
  }
  /** Standing objections; reason and purpose are in the entry of each. */
  objections(ordinal: number): readonly Voice[] {
    return this.voices(ordinal).filter(({ word }) => word === "object");
  }
  /** Who called the decision back, with the entry that says why. */
  callBacks(ordinal: number): readonly { readonly member: number; readonly entry: number }[] {
    return within(this.#state.callBacks, ordinal).map(([member, entry]) => ({ member, entry }));
  }

  // ---- the thread

  thread(ordinal: number): readonly Post[] {
    return within(this.#state.posts, ordinal).map(([post, row]) => ({ ...row, post }));
  }
  post(id: Id): (Post & { readonly proposal: number }) | null {
    const key = this.#state.postNames.resolve(id);
    const row = key === undefined ? undefined : this.#state.posts.get(key);
    return key === undefined || row === undefined ? null : { ...row, post: secondOf(key), proposal: firstOf(key) };
  }

  // ---- lists

  /** Everything not over, drafts included, the oldest first. */
  live(): readonly Proposal[] {
    return [...this.#state.live.entries()].map(([ordinal]) => this.#shown(ordinal, rowAt(this.#state, ordinal)));
  }
  /** What is before the members: opened and not over. */
  open(): readonly Proposal[] {
    return this.live().filter(({ phase }) => phase !== "draft");
  }
  /** What is over, the newest proposal first; `before` goes on from an earlier answer. */
  closed(limit: number, before = this.#state.count): readonly Proposal[] {
    const found: Proposal[] = [];
    for (let ordinal = before - 1; ordinal >= 0 && found.length < Math.min(limit, CLOSED_LIST_MAX); ordinal -= 1) {
      const row = rowAt(this.#state, ordinal);
      if (row.stage === "closed") found.push(this.#shown(ordinal, row));
    }
    return found;
  }
  /** Adopted, but not done: back before the assembly for a while. */
  undone(): readonly Proposal[] {
    return [...noticesAt(this.#state, this.#at)].map(([ordinal]) => this.#shown(ordinal, rowAt(this.#state, ordinal)));
  }
  loadOf(member: number): Load {
    return loadOf(this.#state, member);
  }
  /** What asks the member to act, the most pressing first. @param isElector of the community, for this member. */
  tasksFor(member: number, isElector: (openedAt: Instant) => boolean): readonly Task[] {
    return tasksOf(this.#state, member, isElector, this.#at);
  }

  // ---- results

  /** Proposals whose result the node has to record. */
  awaitingResult(): readonly number[] {
    return [...this.#state.awaiting.entries()].map(([ordinal]) => ordinal);
  }
  /** What the result must say; null if none is awaited. @param publishes whether the charter publishes decisions. */
  expectedResult(ordinal: number, publishes: boolean): ExpectedResult | null {
    return this.#state.proposals.has(ordinal) ? expectedResult(this.#state, ordinal, publishes) : null;
  }

  #shown(ordinal: number, row: ProposalRow): Proposal {
    const { procedure } = row;
    const ballot = ballotOf(this.#state, ordinal, row);
    const { entry, title } = wordingOf(this.#state, ordinal);
    return {
      ordinal,
      id: row.id,
      author: row.author,
      decisionClass: row.decisionClass,
      draftedAt: row.draftedAt,
      phase: phaseAt(row, this.#at),
      clock: clockAt(row, ballot, this.#at),
      version: row.version,
      versionId: row.versionId,
      entry,
      title,
      summary: row.summary,
      procedure,
      method: procedure === null ? null : (row.decidedBy ?? methodOf(row)),
      round: row.round,
      tally: { yes: ballot.yes, standAside: ballot.standAside, no: ballot.no, abstain: ballot.abstain },
      quorum: procedure === null ? null : quorumOf(countedIn(row, ballot), procedure.quorumNeeded),
      callBacks: procedure === null ? null : { counted: row.callBacks, needed: procedure.callBacksNeeded },
      decided: row.decided,
      decidedAt: row.decidedAt,
      ending: row.ending,
      endedAt: row.endedAt,
      result: row.result,
      posts: row.posts,
    };
  }
}

const quorumOf = (counted: number, needed: number): Quorum => ({
  needed,
  counted,
  missing: Math.max(0, needed - counted),
});

/** The rows of one proposal in a table keyed by pairs: [second ordinal, row]. */
const within = <V>(table: Table<V>, ordinal: number): readonly (readonly [number, V])[] =>
  [...table.entries(pairKey(ordinal, 0), pairKey(ordinal + 1, 0))].map(([key, row]) => [secondOf(key), row]);
