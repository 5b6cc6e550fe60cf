/** Proposals before the members and what has become of the others: wording, clock, figures; of one also its thread and its voices. */
import { deliberation } from "../../core/registry.ts";
import type { Call, Json } from "../call.ts";
import { isoOf, isoOrNull, whenOf } from "../instants.ts";
import { bodyInWords, wordingIn } from "./body.ts";
import { personOf } from "./person.ts";
import type { View } from "./view.ts";

type Proposal = NonNullable<ReturnType<ReturnType<typeof deliberation.ask>["proposal"]>>;
type Tick = Proposal["clock"]["next"];

/** Those that are not over first, then the others, the newest of each first. With a number: that one in full. */
export const proposalsOf = async (view: View, number: number | null) => {
  const proposals = view.askMembers(deliberation);
  if (number !== null) {
    const one = proposals.proposal(number);
    return one === null ? [] : [{ ...(await shown(view, one)), ...(await discussionOf(view, number)) }];
  }
  const all = [...proposals.live().toReversed(), ...closed(proposals)];
  return Promise.all(all.map(async (one) => ({ ...(await shown(view, one)), thread: null, voices: null })));
};
export type Proposals = Awaited<ReturnType<typeof proposalsOf>>;

const PAGE = 100;
const closed = (proposals: ReturnType<typeof deliberation.ask>): readonly Proposal[] => {
  const found: Proposal[] = [];
  for (let page = proposals.closed(PAGE); page.length > 0; page = proposals.closed(PAGE, found.at(-1)?.ordinal ?? 0))
    found.push(...page);
  return found;
};

const shown = async (view: View, proposal: Proposal) => {
  const recorded = await view.act(proposal.entry);
  const body = recorded === null ? null : await bodyInWords(view, recorded.act.command);
  const commands = view.askMembers(deliberation).commandsOf(proposal.ordinal);
  return {
    number: proposal.ordinal,
    id: proposal.id,
    author: await personOf(view, proposal.author),
    class: proposal.decisionClass,
    phase: proposal.phase,
    next: tickJson(proposal.clock.next),
    ifNothing: tickJson(proposal.clock.ifNothing),
    version: { number: proposal.version, id: proposal.versionId },
    title: await view.words(proposal.title),
    summary: await view.words(proposal.summary),
    text: wordingIn(body, "text"),
    does: await Promise.all(
      commands.map(async (command) => ({ kind: command.kind, body: await bodyInWords(view, command) })),
    ),
    draftedAt: isoOf(proposal.draftedAt),
    openedAt: isoOrNull(proposal.procedure?.openedAt ?? null),
    method: proposal.method,
    round: proposal.round,
    tally: { ...proposal.tally },
    quorum: proposal.quorum === null ? null : { ...proposal.quorum },
    callBacks: proposal.callBacks === null ? null : { ...proposal.callBacks },
    decided: proposal.decided,
    decidedAt: isoOrNull(proposal.decidedAt),
    ending: proposal.ending,
    endedAt: isoOrNull(proposal.endedAt),
    result: proposal.result,
    posts: proposal.posts,
  };
};

const tickJson = (tick: Tick) => (tick === null ? null : { at: isoOf(tick.at), what: tick.what });

const discussionOf = async (view: View, number: number) => {
  const proposals = view.askMembers(deliberation);
  const thread = proposals.thread(number).map(async ({ post, at, author, sort, parent, isAnswered, entry }) => {
    const recorded = await saidIn(view, entry);
    return {
      number: post,
      id: recorded?.id ?? null,
      at: isoOf(at),
      author: await personOf(view, author),
      sort,
      parent,
      isAnswered,
      text: wordingIn(recorded?.body ?? null, "text"),
    };
  });
  const voices = proposals.voices(number).map(async ({ member, word, entry }) => {
    const { body } = (await saidIn(view, entry)) ?? { body: null };
    return {
      member: await personOf(view, member),
      word,
      reason: wordingIn(body, "reason"),
      purpose: wordingIn(body, "purpose"),
    };
  });
  return { thread: await Promise.all(thread), voices: await Promise.all(voices) };
};

const saidIn = async (view: View, entry: number): Promise<{ readonly id: string; readonly body: Json } | null> => {
  const recorded = await view.act(entry);
  return recorded === null ? null : { id: recorded.id, body: await bodyInWords(view, recorded.act.command) };
};

export const proposalLines = (call: Call, proposals: Proposals): readonly string[] => {
  if (proposals.length === 0) return [call.say("cli.show.noProposals")];
  return proposals.flatMap((proposal) => [...headLines(call, proposal), ...discussionLines(call, proposal)]);
};

type Shown = Proposals[number];
const headLines = (call: Call, proposal: Shown): readonly string[] => {
  const { number, phase, ending, title, next, ifNothing, quorum, tally, version, does } = proposal;
  return [
    call.say("cli.show.proposal", { number, phase, ending: ending ?? "none", title: title ?? "" }),
    call.say("cli.show.version", { id: version.id, number: version.number }),
    ...(next === null ? [] : [call.say("cli.show.next", { what: next.what, when: whenOf(next.at) })]),
    ...(ifNothing === null
      ? []
      : [call.say("cli.show.ifNothing", { what: ifNothing.what, when: whenOf(ifNothing.at) })]),
    ...(quorum === null ? [] : [call.say("cli.show.tally", { ...tally, ...quorum })]),
    ...does.map(({ kind }) => `    → ${kind}`),
  ];
};

const discussionLines = (call: Call, { text, summary, thread, voices, does }: Shown): readonly string[] => {
  if (thread === null) return [];
  return [
    "",
    ...(summary === null ? [] : [summary, ""]),
    text ?? call.say("cli.show.erased"),
    ...does.map((one) => JSON.stringify(one)),
    "",
    ...thread.map(({ author, sort, text: said }) =>
      call.say("cli.show.post", {
        who: author.name ?? author.number,
        sort: call.voice.find(`sort.${sort}`) ?? sort,
        text: said ?? "",
      }),
    ),
    ...voices.map(({ member, word, reason }) =>
      call.say("cli.show.voice", {
        who: member.name ?? member.number,
        word: call.voice.find(`word.${word}`) ?? word,
        reason: reason ?? "",
      }),
    ),
  ];
};
