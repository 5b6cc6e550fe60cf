/**
 * The thread under a proposal: questions, answers, concerns, suggested amendments, replies. Members and guests speak; the
 * limits keep one voice from filling the room. The surprising rule: only who raised a question or concern can say that it
 * has been answered.
 */
import { accept, isRefusal } from "../../../kernel/refusal.ts";
import { id, optional, pick, record, text } from "../../../kernel/schema.ts";
import { firstOf, secondOf } from "../../../kernel/time.ts";
import type { Id, Refusal } from "../../../kernel/types.ts";
import { postsOnDay } from "../evolveThread.ts";
import { POST_CHARACTERS_MAX, POSTS_MAX, POSTS_PER_DAY_MAX, THREAD_DEPTH_MAX } from "../limits.ts";
import { no } from "../refusals.ts";
import type { DeliberationState, ProposalRow } from "../state.ts";
import { memberOf, type Deliberating } from "../view.ts";
import { deliberationAct, found, participants } from "./declare.ts";

export const post = deliberationAct({
  kind: "thread.post",
  shape: record({
    proposal: id,
    parent: optional(id),
    sort: pick("question", "answer", "concern", "amendment", "reply"),
    text: text(POST_CHARACTERS_MAX),
  }),
  who: participants,
  decide: (state, body, context) => {
    const known = found(state, body.proposal);
    if (isRefusal(known)) return known;
    const { proposal, row } = known;
    const crowded = crowding(state, proposal, row, context);
    if (crowded !== null) return crowded;
    const place = placeUnder(state, proposal, body.parent);
    if (isRefusal(place)) return place;
    const { act: name } = context.cause;
    const author = memberOf(context.cause);
    const { entry } = context;
    return accept({ kind: "proposal.discussed", proposal, id: name, entry, author, sort: body.sort, ...place });
  },
});

export const resolve = deliberationAct({
  kind: "thread.resolve",
  shape: record({ post: id }),
  who: participants,
  decide: (state, body, { cause }) => {
    const key = state.postNames.resolve(body.post);
    const raised = key === undefined ? undefined : state.posts.get(key);
    if (key === undefined || raised === undefined) return no("thread.unknown", "law.thread", { id: body.post });
    if (raised.author !== memberOf(cause)) return no("thread.notYours", "law.thread", { author: raised.author });
    if (raised.sort !== "question" && raised.sort !== "concern") {
      return no("thread.nothingToAnswer", "law.thread", { sort: raised.sort });
    }
    if (raised.isAnswered) return no("thread.answeredAlready", "law.idempotence");
    return accept({ kind: "proposal.answered", proposal: firstOf(key), post: secondOf(key) });
  },
});

const crowding = (
  state: DeliberationState,
  proposal: number,
  { posts }: ProposalRow,
  { at, cause }: Deliberating,
): Refusal | null => {
  if (state.postNames.isTaken(cause.act)) return no("proposal.idTaken", "law.ids");
  if (posts >= POSTS_MAX) return no("thread.full", "law.limits", { limit: POSTS_MAX });
  if (postsOnDay(state, proposal, memberOf(cause), at) >= POSTS_PER_DAY_MAX) {
    return no("thread.tooManyToday", "law.limits", { limit: POSTS_PER_DAY_MAX });
  }
  return null;
};

type Place = { readonly refused?: never; readonly parent: number | null; readonly depth: number };

const placeUnder = (state: DeliberationState, proposal: number, parent: Id | null): Place | Refusal => {
  if (parent === null) return { parent: null, depth: 0 };
  const key = state.postNames.resolve(parent);
  const above = key === undefined ? undefined : state.posts.get(key);
  if (key === undefined || above === undefined || firstOf(key) !== proposal) {
    return no("thread.unknown", "law.thread", { id: parent });
  }
  const depth = above.depth + 1;
  if (depth > THREAD_DEPTH_MAX) return no("thread.tooDeep", "law.limits", { limit: THREAD_DEPTH_MAX });
  return { parent: secondOf(key), depth };
};
