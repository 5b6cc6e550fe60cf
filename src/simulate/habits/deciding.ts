/** What people do with proposals that exist: ask, answer, open, freeze, say yes or no, change their mind, call back. */
import type { Task } from "../../core/institutions/community/tasks.ts";
import type { Proposal } from "../../core/institutions/deliberation/questions.ts";
import type { Sent } from "../people/device.ts";
import type { Deed, Habit, Mind } from "../people/society.ts";
import { appeal, judge, lot } from "./hearing.ts";
import { contest } from "./keys.ts";

const proposalWhere = (mind: Mind, wanted: (proposal: Proposal) => boolean): Proposal | null => {
  const found = mind.deliberation.live().filter(wanted);
  return found.length === 0 ? null : mind.dice.pick(found);
};

/** A word in a consent round or a vote, mostly friendly. */
const say = (mind: Mind, { versionId: version, procedure, round, method }: Proposal): Deed => {
  const isVote = procedure?.method !== "consent" || (round >= 2 && method !== "consent");
  if (isVote) {
    const choice = mind.dice.pick(["yes", "yes", "yes", "yes", "no", "abstain"] as const);
    return mind.deed("proposal.vote", () => ({ version, choice }));
  }
  const throwOf = mind.dice.below(12);
  if (throwOf < 2) return mind.deed("proposal.object", (text) => ({ version, reason: text(), purpose: text() }));
  if (throwOf === 2) return mind.deed("proposal.standAside", (text) => ({ version, reason: text() }));
  return mind.deed("proposal.consent", () => ({ version }));
};

/** What only they can do, and only for some days. */
const DUTIES: readonly (readonly [Task["sort"], Habit])[] = [
  ["objectBefore", contest],
  ["appealBefore", appeal],
  ["revealBefore", lot],
  ["panelVoteBefore", judge],
];
const dutyOf = (mind: Mind, member: number): Deed | null => {
  const sorts = mind.community.tasksOf(member).map(({ sort }) => sort);
  const duties = DUTIES.filter(([sort]) => sorts.includes(sort)).map(([, habit]) => habit);
  return duties.length === 0 ? null : mind.dice.pick(duties).tries(mind);
};

/** What the device asks of its owner, as Home would show it. */
const task: Habit = {
  name: "task",
  weight: 260,
  tries: (mind) => {
    const { self } = mind;
    if (self === null) return null;
    const duty = dutyOf(mind, self.member);
    if (duty !== null) return duty;
    const { community, deliberation } = mind;
    const tasks = deliberation.tasksFor(self.member, (openedAt) => community.isElector(self.member, openedAt));
    const next = tasks.length === 0 ? null : mind.dice.pick(tasks.slice(0, 3));
    const proposal = next === null ? null : deliberation.proposal(next.proposal);
    if (next === null || proposal === null) return null;
    const { id, versionId: version } = proposal;
    switch (next.what) {
      case "decide":
        return say(mind, proposal);
      case "open":
        return mind.deed("proposal.open", () => ({ proposal: id }));
      case "freeze":
        return mind.deed("proposal.freeze", (text) => ({ version, summary: text() }));
      case "revise":
        return revise(mind, proposal);
      case "undone":
        return null;
    }
  },
};

/** The same effect in other words. */
const revise = (mind: Mind, { id, ordinal }: Proposal): Deed => {
  const commands = mind.deliberation.versions(ordinal).at(-1)?.commands ?? [];
  return mind.deed("proposal.revise", (text) => ({
    proposal: id,
    title: text(),
    text: text(),
    // A command keeps its texts, which the log has already.
    commands: commands.map(({ kind, body }) => ({ kind, body })),
    reviewDays: null,
  }));
};

const about = (name: string, weight: number, tries: (mind: Mind, proposal: Proposal) => Deed | null): Habit => ({
  name,
  weight,
  tries: (mind) => {
    const proposal = proposalWhere(mind, () => true);
    return proposal === null ? null : tries(mind, proposal);
  },
});

const callBack: Habit = {
  name: "callBack",
  weight: 8,
  tries: (mind) => {
    const proposal = proposalWhere(mind, ({ phase, ordinal }) => phase === "coolingOff" && ordinal % 3 === 0);
    return proposal === null ? null : mind.deed("proposal.callBack", () => ({ proposal: proposal.id, reason: null }));
  },
};

const post = about("post", 8, (mind, { id }) => {
  const sort = mind.dice.pick(["question", "answer", "concern", "amendment", "reply"] as const);
  const then = ({ id: raised }: Sent): void => void mind.person.raised.push(raised);
  return mind.deed("thread.post", (text) => ({ proposal: id, parent: null, sort, text: text() }), { then });
});

/** Whoever asked says that it is answered; now and then somebody else would. */
const resolve: Habit = {
  name: "resolve",
  weight: 4,
  tries: (mind) => {
    const { raised } = mind.dice.perMille(800) ? mind.person : mind.dice.pick(mind.society.people);
    return raised.length === 0 ? null : mind.deed("thread.resolve", () => ({ post: mind.dice.pick(raised) }));
  },
};

/** Mostly by its author. */
const withdraw: Habit = {
  name: "withdraw",
  weight: 2,
  tries: (mind) => {
    const isAnybodys = mind.dice.perMille(400);
    const proposal = proposalWhere(mind, ({ author }) => isAnybodys || author === mind.self?.member);
    return proposal === null ? null : mind.deed("proposal.withdraw", () => ({ proposal: proposal.id }));
  },
};

/** Mostly by who objected. */
const withdrawObjection: Habit = {
  name: "withdrawObjection",
  weight: 6,
  tries: (mind) => {
    const { deliberation, self } = mind;
    const isOwn = ({ ordinal }: Proposal): boolean =>
      deliberation.objections(ordinal).some(({ member }) => member === self?.member);
    const proposal = proposalWhere(mind, mind.dice.perMille(900) ? isOwn : () => true);
    return proposal === null ? null : mind.deed("objection.withdraw", () => ({ version: proposal.versionId }));
  },
};

export const deciding: readonly Habit[] = [
  task,
  callBack,
  post,
  resolve,
  withdrawObjection,
  about("sayAnything", 10, say),
  about("reviseAnything", 8, revise),
  withdraw,
  about("freezeAnything", 3, (mind, { versionId }) =>
    mind.deed("proposal.freeze", (text) => ({ version: versionId, summary: text() })),
  ),
  about("openAnything", 2, (mind, { id }) => mind.deed("proposal.open", () => ({ proposal: id }))),
];
