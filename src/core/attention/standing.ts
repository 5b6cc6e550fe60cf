/**
 * What is there to be told of at an instant, as pure functions of the standing. The surprising rule: this asks what stands now, not what
 * happened since; what is new is whatever has a key that was not there before. So nothing is forgotten by a node that was off,
 * and nothing told twice by one that was restarted.
 */
import { community, deliberation } from "../registry.ts";
import { DAY_MS, instantOf } from "../kernel/time.ts";
import type { Instant } from "../kernel/types.ts";
import type { Ask } from "../kernel/wiring.ts";
import { endingsOf, nameOf, type Ending } from "../season/endings.ts";
import { threadScope, type Matter, type Place } from "./matter.ts";

/** Days before the end of something at which it comes to mind again; an accord has two steps more. */
const STEPS_DAYS: readonly number[] = [14, 7, 1];
const ACCORD_STEPS_DAYS: readonly number[] = [30, 14, 7, 1];
/** What ended longer ago is no news to anybody. */
export const NEWS_DAYS = 31;
/** More of one sort at once is a list to look at, not news. */
const AT_ONCE_MAX = 100;

/** What concerns everybody who takes part. */
export const sharedMatters = (ask: Ask, at: Instant): readonly Matter[] => [
  ...ofProposals(ask, at),
  ...remindersOf(ask, at),
];

// ---- proposals: decisions and talk

type Proposal = ReturnType<ReturnType<typeof deliberation.ask>["live"]>[number];

const ofProposals = (ask: Ask, at: Instant): readonly Matter[] => {
  const proposals = ask(deliberation);
  const over = proposals
    .closed(AT_ONCE_MAX)
    .filter(({ endedAt }) => endedAt !== null && at - endedAt < NEWS_DAYS * DAY_MS);
  return [...proposals.open(), ...over].flatMap((proposal) => [
    ...decisionsOf(proposal),
    ...talkOf(proposal, proposals.thread(proposal.ordinal).at(-1)?.author ?? null),
  ]);
};

const ofThread = (
  { id, ordinal }: Proposal,
  category: "decision" | "talk",
  what: string,
  rest: { readonly deadline?: Instant | null; readonly by?: number | null } = {},
): Matter => ({
  key: `${category}/${id}/${what}`,
  category,
  scope: threadScope(id),
  deadline: rest.deadline ?? null,
  place: { screen: "proposal", ordinal },
  by: rest.by ?? null,
});

/** Each step of a decision that stands now. A draft that was never opened is its author's own affair. */
const decisionsOf = (proposal: Proposal): readonly Matter[] => {
  const { phase, round, method, decided, ending, clock } = proposal;
  if (proposal.procedure === null) return [];
  const next = clock.next?.at ?? null;
  const steps: Matter[] = [];
  const add = (what: string, deadline: Instant | null = null, by: number | null = null): void => {
    steps.push(ofThread(proposal, "decision", what, { deadline, by }));
  };
  if (ending === null) add("opened", phase === "deliberating" ? next : null, proposal.author);
  if (phase === "deciding") add(`ballot/${round}/${String(method)}`, next);
  if (phase === "revising" && round > 0) add(`sentBack/${round}`);
  if (decided !== null) add("decided", phase === "coolingOff" ? next : null);
  if (ending !== null) add("ended");
  return steps;
};

const talkOf = (proposal: Proposal, by: number | null): readonly Matter[] =>
  proposal.posts === 0 ? [] : [ofThread(proposal, "talk", `posts/${proposal.posts}`, { by })];

// ---- what ends by itself

/** The last step before an end that has come, or that it is over; nothing while the end is far. */
const reminderOf = (
  what: string,
  end: Instant,
  at: Instant,
  steps: readonly number[],
  place: Place,
): readonly Matter[] => {
  const left = end - at;
  const step = steps.findLast((days) => left <= days * DAY_MS);
  if (step === undefined || left <= -NEWS_DAYS * DAY_MS) return [];
  const key = `lapse/${what}/${end}/${left <= 0 ? "over" : step}`;
  return [{ key, category: "lapse", scope: null, deadline: end, place, by: null }];
};

const endingsNear = (ask: Ask, at: Instant): readonly Ending[] =>
  endingsOf({ ask, audience: "members", now: at, from: instantOf(Math.max(0, at - NEWS_DAYS * DAY_MS)) }).filter(
    ({ isCancelled }) => !isCancelled,
  );

/** Ballots and cooling-off are told of as decisions, and an office to who holds it. */
const isShared = ({ what }: Ending): boolean => what !== "ballot" && what !== "coolingOff" && what !== "office";

const remindersOf = (ask: Ask, at: Instant): readonly Matter[] =>
  endingsNear(ask, at)
    .filter(isShared)
    .slice(0, AT_ONCE_MAX)
    .flatMap((ending) =>
      reminderOf(nameOf(ending), ending.at, at, ending.what === "accord" ? ACCORD_STEPS_DAYS : STEPS_DAYS, {
        screen: "calendar",
      }),
    );

/** Reminders of what ends for one member alone: an office, a stay. */
export const endsOf = (ask: Ask, member: number, at: Instant): readonly Matter[] =>
  ask(community)
    .tasksOf(member)
    .filter(({ sort }) => sort === "officeEnds" || sort === "stayEnds")
    .flatMap(({ sort, thing, at: end }) =>
      reminderOf(`${sort} ${member} ${thing ?? ""}`, end, at, STEPS_DAYS, { screen: "home" }),
    );
