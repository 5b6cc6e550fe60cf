/**
 * What concerns one member alone: what waits for their word, and what happens to their keys. The surprising rule: whatever needs the
 * member leads to Home and says nothing of its sort, since a hearing or somebody's lost phone is nobody's affair on the way.
 */
import { community, deliberation } from "../registry.ts";
import { DAY_MS } from "../kernel/time.ts";
import type { Id, Instant } from "../kernel/types.ts";
import type { Ask } from "../kernel/wiring.ts";
import { helpWanted } from "./helpWanted.ts";
import { threadScope, type Matter, type Place, type Scope } from "./matter.ts";
import { endsOf } from "./standing.ts";

/** So long before its end what still waits is told once more. */
const LAST_CALL_MS = DAY_MS;

/** All that this member in particular may be told of now. Throws for somebody who was never a member. */
export const personalMatters = (ask: Ask, member: number, at: Instant): readonly Matter[] => [
  ...ofKeys(ask, member),
  ...[...wordsWanted(ask, member), ...casesOf(ask, member), ...othersWait(ask, member, at)].flatMap((need) =>
    needed(need, at),
  ),
  ...endsOf(ask, member, at),
];

/** Whether somebody takes part: only they are told of anything. */
export const takesPart = (ask: Ask, member: number): boolean => {
  const standing = ask(community).standingOf(member);
  return standing !== null && standing !== "excluded" && standing !== "gone";
};

// ---- what needs the member

type Need = { readonly what: string; readonly scope: Scope | null; readonly by: Instant };

const needed = ({ what, scope, by }: Need, at: Instant): readonly Matter[] => {
  const matter = (key: string): Matter => ({
    key: `needsMe/${key}`,
    category: "needsMe",
    scope,
    deadline: by,
    place: { screen: "home" },
    by: null,
  });
  return by - at <= LAST_CALL_MS ? [matter(what), matter(`${what}/last`)] : [matter(what)];
};

/** Ballots that want the member's word, and own proposals that want a step; a draft waits for nobody but its author. */
const wordsWanted = (ask: Ask, member: number): readonly Need[] => {
  const proposals = ask(deliberation);
  const people = ask(community);
  return proposals
    .tasksFor(member, (openedAt) => people.isElector(member, openedAt))
    .filter(({ what }) => what !== "open")
    .flatMap(({ what, proposal, by }) => {
      const shown = proposals.proposal(proposal);
      if (shown === null) return [];
      const ballot = `${shown.round}/${String(shown.method)}`;
      return [{ what: `${what}/${shown.id}/${ballot}`, scope: threadScope(shown.id), by }];
    });
};

type TaskSort = ReturnType<ReturnType<typeof community.ask>["tasksOf"]>[number]["sort"];
const OF_CASES: ReadonlySet<TaskSort> = new Set<TaskSort>([
  "hearingEnds",
  "exclusionMayBeDecided",
  "appealBefore",
  "commitBefore",
  "revealBefore",
  "panelDecides",
  "panelVoteBefore",
  "assemblyHearsAppeal",
]);
const casesOf = (ask: Ask, member: number): readonly Need[] =>
  ask(community)
    .tasksOf(member)
    .filter(({ sort }) => OF_CASES.has(sort))
    .map(({ sort, at, thing }) => ({ what: `${sort}/${thing ?? ""}`, scope: null, by: at }));

const othersWait = (ask: Ask, member: number, at: Instant): readonly Need[] => {
  const { lost, invited } = helpWanted(ask, member, at);
  return [
    ...lost.map(({ id, dueAt }) => ({ what: `recovery/${id}`, scope: null, by: dueAt })),
    ...invited.map(({ id, expiresAt }) => ({ what: `sponsor/${id}`, scope: null, by: expiresAt })),
  ];
};

// ---- the member's own keys

const ofKeys = (ask: Ask, member: number): readonly Matter[] => {
  const people = ask(community);
  const recovery = people.recoveryOf(member);
  const claims = recovery === undefined || recovery.phase === "closed" ? [] : [recovery];
  return [
    ...claims.map(({ id, phase, dueAt }) => safety(`recovery/${id}/${phase}`, dueAt, { screen: "recovery" })),
    ...people
      .devicesOf(member)
      .filter(({ status }) => status !== "pending")
      .map(({ key, status }) => safety(`device/${shortOf(key)}/${status}`, null, { screen: "devices" })),
  ];
};

const safety = (what: string, deadline: Instant | null, place: Place): Matter => ({
  key: `safety/${what}`,
  category: "safety",
  scope: null,
  deadline,
  place,
  by: null,
});

/** Enough of a key to tell a member's few devices apart. */
const shortOf = (key: Id): string => key.slice(0, 16);
