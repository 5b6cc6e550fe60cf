/**
 * The record of a decision: what the node says in public about what the members decided. Deliberation answers what it must
 * say, the assembly checks what public rules can check, and whoever holds the members' log compares the two (judge.ts).
 * The surprising rule: a title is there only where the charter publishes decisions, and never who decided.
 */
import { carriedCommands } from "./carried.ts";
import { id, instant, optional, pick, record, text, whole, type Read } from "./kernel/schema.ts";
import { ORDINAL_MAX } from "./kernel/time.ts";

/** How a decision can end in a result. A proposal that is withdrawn or expires has none. */
export type ResultOutcome = "adopted" | "rejected" | "noQuorum" | "calledBack" | "unfulfilled";

export const TITLE_CHARACTERS_MAX = 120;
export const SUMMARY_CHARACTERS_MAX = 600;
/** A summary is read aloud in half a minute. */
export const SUMMARY_WORDS_MAX = 60;

const people = whole(0, ORDINAL_MAX);
export const decisionClassShape = pick("ordinary", "weighty", "constitutional", "urgent");

export const resultShape = record({
  /** The proposal's id: the id of the act that drafted it. */
  decision: id,
  decisionClass: decisionClassShape,
  /** The method by which it was decided, which may be the fallback. */
  method: pick("consent", "majority", "supermajority"),
  outcome: pick("adopted", "rejected", "noQuorum", "calledBack", "unfulfilled"),
  totals: record({
    electors: people,
    yes: people,
    standAside: people,
    no: people,
    abstain: people,
    quorumNeeded: people,
    callBacks: people,
  }),
  /** The public part of what the proposal does; empty unless adopted. */
  commands: carriedCommands,
  /** The version of the rules at opening. */
  rules: whole(1, 1_000),
  openedAt: instant,
  /** The deadline at which it was decided, or the instant at which it was called back. */
  decidedAt: instant,
  reviewUntil: optional(instant),
  /** The members' state root after the first `membersSize` entries. */
  membersRoot: id,
  membersSize: whole(0, Number.MAX_SAFE_INTEGER),
  title: optional(text(TITLE_CHARACTERS_MAX)),
  summary: optional(text(SUMMARY_CHARACTERS_MAX, SUMMARY_WORDS_MAX)),
});
export type ResultBody = Read<typeof resultShape>;
export type Totals = ResultBody["totals"];
/** All of a result but the members' root, which only who holds the whole world can say. */
export type ExpectedResult = Omit<ResultBody, "membersRoot" | "membersSize">;
