/**
 * What Home shows: what asks me to act, most pressing first; what is in force; what lapses next. The lists come from the
 * institutions; here they are only put side by side.
 */
import { helpWanted } from "../../../core/attention/helpWanted.ts";
import { accords, assembly, charter, community, deliberation } from "../../../core/registry.ts";
import type { TaskSort } from "../../../core/institutions/community/tasks.ts";
import type { Proposal } from "../../../core/institutions/deliberation/questions.ts";
import type { Task as DecisionTask } from "../../../core/institutions/deliberation/tasks.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

/** `speak`: nothing asks for it, and it is welcome. */
export type TaskWhat = DecisionTask["what"] | TaskSort | "supportRecovery" | "sponsor" | "speak";
/** `of`: the screen it leads to, with the ordinal it is about, or the id of the hearing. */
export type HomeTask = {
  readonly what: TaskWhat;
  readonly at: number | null;
  /** The title of the proposal, or the name of the person it is about. */
  readonly title: string | null;
  readonly of:
    | { readonly screen: "proposal" | "me" | "recovery" | "people"; readonly ordinal: number }
    | { readonly screen: "hearing"; readonly id: string };
};
/** `of`: the ordinal of the accord or proposal it is about; null where its screen shows all of its sort. */
export type Lapse =
  | {
      readonly what: "accord" | "decision";
      readonly title: string | null;
      readonly at: number;
      readonly of: number | null;
    }
  | { readonly what: "rule"; readonly path: string; readonly at: number }
  | {
      readonly what: "office";
      readonly office: string;
      readonly name: string | null;
      readonly ordinal: number;
      readonly at: number;
    };
export type Home = {
  readonly tasks: readonly HomeTask[];
  readonly moreTasks: number;
  readonly inForce: {
    readonly accords: number;
    readonly decisions: number;
    readonly open: number;
    readonly members: number;
    readonly guests: number;
  };
  readonly lapses: readonly Lapse[];
  readonly founding: { readonly until: number; readonly members: number } | null;
  readonly settledAt: number;
};

const TASKS_SHOWN = 3;
const LAPSES_SHOWN = 4;

export const home = (reading: Reading): Home => {
  const people = reading.ask(community);
  const person = reading.me === null ? null : people.personOf(reading.me);
  const asked = person === null ? [] : tasksOf(reading, person.member);
  const tasks = asked.length === 0 && person !== null ? talkOf(reading, person.member) : asked;
  const { members, guests } = people.totals;
  const until = people.foundingUntil;
  return {
    tasks: tasks.slice(0, TASKS_SHOWN),
    moreTasks: Math.max(0, tasks.length - TASKS_SHOWN),
    inForce: {
      accords: reading.ask(accords).inForce().length,
      decisions: decisionsInForce(reading),
      open: reading.ask(deliberation).live().length,
      members,
      guests,
    },
    lapses: lapsesOf(reading),
    founding: until === null ? null : { until, members },
    settledAt: reading.settledAt,
  };
};

/** Counted page by page: the assembly answers a limited number of results at once. */
const decisionsInForce = (reading: Reading): number => {
  const results = reading.ask(assembly);
  let count = 0;
  for (let before = results.count; before > 0;) {
    const page = results.newest(before, before);
    count += page.filter(({ isInForce }) => isInForce).length;
    before = page.at(-1)?.ordinal ?? 0;
  }
  return count;
};

const tasksOf = (reading: Reading, member: number): readonly HomeTask[] =>
  [...toDecide(reading, member), ...ofMine(reading, member), ...ofOthers(reading, member)].sort(
    (a, b) => (a.at ?? Infinity) - (b.at ?? Infinity),
  );

const toDecide = (reading: Reading, member: number): readonly HomeTask[] => {
  const proposals = reading.ask(deliberation);
  const people = reading.ask(community);
  return proposals
    .tasksFor(member, (openedAt) => people.isElector(member, openedAt))
    .map(({ what, proposal, by }) => ({
      what,
      at: by,
      title: reading.text(proposals.proposal(proposal)?.title ?? null),
      of: { screen: "proposal", ordinal: proposal },
    }));
};

/** Where nothing waits for the member: what is being talked about, the liveliest first, for a word or two of theirs. */
const talkOf = (reading: Reading, member: number): readonly HomeTask[] =>
  reading
    .ask(deliberation)
    .open()
    .filter(({ phase, author }) => phase === "deliberating" && author !== member)
    .sort((a, b) => b.posts - a.posts)
    .map(({ ordinal, title }): HomeTask => ({
      what: "speak",
      at: null,
      title: reading.text(title),
      of: { screen: "proposal", ordinal },
    }));

const OF_HEARING: ReadonlySet<TaskSort> = new Set<TaskSort>([
  "hearingEnds",
  "exclusionMayBeDecided",
  "appealBefore",
  "commitBefore",
  "revealBefore",
  "panelDecides",
  "panelVoteBefore",
  "assemblyHearsAppeal",
]);

const ofMine = (reading: Reading, member: number): readonly HomeTask[] =>
  reading
    .ask(community)
    .tasksOf(member)
    .map(({ sort, at, thing }) => {
      if (OF_HEARING.has(sort) && thing !== null)
        return { what: sort, at, title: null, of: { screen: "hearing", id: thing } };
      const isRecovery = sort === "objectBefore" || sort === "recoveryCompletes" || sort === "recoveryLapses";
      const title = sort === "officeEnds" && thing !== null ? thing : null;
      return { what: sort, at, title, of: { screen: isRecovery ? "recovery" : "me", ordinal: member } };
    });

/** What somebody else waits for: a word for a lost device, a sponsor for a newcomer. */
const ofOthers = (reading: Reading, member: number): readonly HomeTask[] => {
  const people = reading.ask(community);
  const nameOf = (ordinal: number): string | null => reading.text(people.member(ordinal)?.name ?? null);
  const wanted = helpWanted((of) => reading.ask(of), member, reading.now);
  const lost = wanted.lost.map((row): HomeTask => ({
    what: "supportRecovery",
    at: row.dueAt,
    title: nameOf(row.member),
    of: { screen: "recovery", ordinal: row.member },
  }));
  const invited = wanted.invited.map((row): HomeTask => ({
    what: "sponsor",
    at: row.expiresAt,
    title: nameOf(row.inviter),
    of: { screen: "people", ordinal: row.ordinal },
  }));
  return [...lost, ...invited];
};

const lapsesOf = (reading: Reading): readonly Lapse[] => {
  const register = reading.ask(accords);
  const people = reading.ask(community);
  const ofAccords = register.lapsesNext(LAPSES_SHOWN).map(({ accord, row }): Lapse => {
    const title = reading.text(register.partner(row.partner)?.name ?? null);
    return { what: "accord", title, at: row.expiresAt, of: accord };
  });
  const ofDecisions = reading
    .ask(assembly)
    .reviewsNext(LAPSES_SHOWN)
    .map((result): Lapse => {
      const proposal = proposalOf(reading, result.decision);
      const title = reading.text(proposal?.title ?? result.title);
      return { what: "decision", title, at: result.reviewUntil ?? reading.now, of: proposal?.ordinal ?? null };
    });
  const ofRules = reading
    .ask(charter)
    .lapsesNext(LAPSES_SHOWN)
    .map(({ path, endsAt }): Lapse => ({ what: "rule", path, at: endsAt }));
  const ofOffices = people.officeHolders().map(({ office, member, until }): Lapse => {
    const name = reading.text(people.member(member)?.name ?? null);
    return { what: "office", office, name, ordinal: member, at: until };
  });
  return [...ofAccords, ...ofDecisions, ...ofRules, ...ofOffices].sort((a, b) => a.at - b.at).slice(0, LAPSES_SHOWN);
};

const proposalOf = (reading: Reading, decision: Id): Proposal | null => {
  const proposals = reading.ask(deliberation);
  const ordinal = proposals.resolve(decision);
  return ordinal === undefined ? null : proposals.proposal(ordinal);
};
