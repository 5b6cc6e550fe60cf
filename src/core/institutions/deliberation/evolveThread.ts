/**
 * The thread under a proposal: posts by ordinal, counted per person and day. Texts are not here; a post's row says in
 * which entry of the log its text is named.
 */
import { DAY_MS, pairKey } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import type { DeliberationEvent } from "./events.ts";
import { put, rowAt } from "./rows.ts";
import type { DeliberationState } from "./state.ts";

type Event<K extends DeliberationEvent["kind"]> = Extract<DeliberationEvent, { kind: K }>;

const dayOf = (at: Instant): number => Math.floor(at / DAY_MS);

/** How often the member posted on the proposal on the day of `at`. */
export const postsOnDay = (state: DeliberationState, proposal: number, member: number, at: Instant): number => {
  const count = state.postCounts.get(pairKey(proposal, member));
  return count?.day === dayOf(at) ? count.posts : 0;
};

export const discussed = (
  state: DeliberationState,
  event: Event<"proposal.discussed">,
  at: Instant,
): DeliberationState => {
  const { proposal, id, entry, author, sort, parent, depth } = event;
  const row = rowAt(state, proposal);
  const key = pairKey(proposal, row.posts);
  const posts = postsOnDay(state, proposal, author, at) + 1;
  return {
    ...put(state, proposal, row, { ...row, posts: row.posts + 1 }),
    posts: state.posts.set(key, { entry, at, author, sort, parent, depth, isAnswered: false }),
    postNames: state.postNames.with(id, key),
    postCounts: state.postCounts.set(pairKey(proposal, author), { day: dayOf(at), posts }),
  };
};

export const answered = (state: DeliberationState, event: Event<"proposal.answered">): DeliberationState => {
  const key = pairKey(event.proposal, event.post);
  const post = state.posts.get(key);
  if (post === undefined) throw new RangeError(`proposal ${event.proposal} has no post ${event.post}`);
  return { ...state, posts: state.posts.set(key, { ...post, isAnswered: true }) };
};
