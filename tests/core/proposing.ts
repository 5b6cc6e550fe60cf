/** What nearly every test about proposals begins with: somebody drafts, opens, freezes; people consent or vote; time passes. */
import { carry, type Carried } from "../../src/core/carried.ts";
import type { DecisionClass, Id, Kind } from "../../src/core/kernel/types.ts";
import { command } from "../../src/core/registry.ts";
import { named, type Hall, type Person } from "./hall.ts";

export type Wording = {
  readonly decisionClass?: DecisionClass;
  readonly title?: string;
  readonly commands?: readonly Carried[];
  readonly reviewDays?: number | null;
};
export const wording = ({ title = "A bench", commands = [], reviewDays = null }: Wording = {}): object => ({
  title: named(title),
  text: named(`${title}, in full`),
  commands,
  reviewDays,
});
export const does = (kind: Kind, body: unknown): Carried => carry(command(kind, body));

export const drafted = (room: Hall, by: Person, words: Wording = {}): Id =>
  room.act(by, "proposal.draft", { decisionClass: words.decisionClass ?? "ordinary", ...wording(words) });

/** Drafted and opened now. */
export const opened = (room: Hall, by: Person, words: Wording = {}): Id => {
  const proposal = drafted(room, by, words);
  room.act(by, "proposal.open", { proposal });
  return proposal;
};

/** Opened, and frozen as soon as that is allowed. */
export const frozen = (room: Hall, by: Person, words: Wording = {}): Id => {
  const proposal = opened(room, by, words);
  room.passes(proposal);
  room.act(by, "proposal.freeze", { version: proposal, summary: named("in sixty words") });
  return proposal;
};

/** Frozen, and adopted by what these people say; now is the start of cooling-off. */
export const adopted = (room: Hall, people: readonly [Person, ...Person[]], words: Wording = {}): Id => {
  const proposal = frozen(room, people[0], words);
  const four = people.slice(0, 4);
  if (room.proposal(proposal).method === "consent") consent(room, proposal, ...four);
  else vote(room, proposal, "yes", ...four);
  room.passes(proposal);
  return proposal;
};

/** Adopted, cooled off, and recorded by the node. */
export const recorded = (room: Hall, people: readonly [Person, ...Person[]], words: Wording = {}): Id => {
  const proposal = adopted(room, people, words);
  room.passes(proposal);
  room.record();
  return proposal;
};

// ---- in a ballot

export const consent = (room: Hall, version: Id, ...people: readonly Person[]): void => {
  for (const person of people) room.act(person, "proposal.consent", { version });
};
export const vote = (room: Hall, version: Id, choice: string, ...people: readonly Person[]): void => {
  for (const person of people) room.act(person, "proposal.vote", { version, choice });
};
export const objection = (version: Id): object => ({
  version,
  reason: named("it blocks the door"),
  purpose: named("everybody can come in"),
});
