/**
 * The talk under a proposal as one list in the order of reading: each post is followed by what answers it. The surprising
 * rule: the depth is said, not drawn, so that a phone can show six levels as well as one.
 */
import { ZERO_ID } from "../../../core/hash.ts";
import { deliberation } from "../../../core/registry.ts";
import type { Post } from "../../../core/institutions/deliberation/questions.ts";
import type { Sort } from "../../../core/institutions/deliberation/state.ts";
import { post as postAct } from "../../../core/institutions/deliberation/acts/discussing.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";
import { bodyAt } from "./bodies.ts";
import { somebody, type Somebody } from "./somebody.ts";

export type PostShown = {
  readonly id: Id;
  readonly post: number;
  readonly author: Somebody;
  readonly at: number;
  readonly sort: Sort;
  readonly depth: number;
  readonly text: string | null;
  readonly isAnswered: boolean;
  /** I asked it, it is open, and so it is mine to say that it is answered. */
  readonly iMayResolve: boolean;
};

export const thread = (reading: Reading, { proposal }: { readonly proposal: number }): readonly PostShown[] => {
  const posts = reading.ask(deliberation).thread(proposal);
  const under = new Map<number | null, Post[]>();
  for (const post of posts) under.set(post.parent, [...(under.get(post.parent) ?? []), post]);
  const inOrder = (parent: number | null): readonly Post[] =>
    (under.get(parent) ?? []).flatMap((post) => [post, ...inOrder(post.post)]);
  return inOrder(null).map((post) => shown(reading, post));
};

const shown = (reading: Reading, row: Post): PostShown => {
  const signed = reading.entry(row.entry)?.signed;
  const id = signed !== undefined && "id" in signed ? signed.id : ZERO_ID;
  const author = somebody(reading, row.author);
  return {
    id,
    post: row.post,
    author,
    at: row.at,
    sort: row.sort,
    depth: row.depth,
    text: reading.text(bodyAt(reading, row.entry, postAct)?.text ?? null),
    isAnswered: row.isAnswered,
    // Only who raised it can settle it, so only one's own posts are rehearsed.
    iMayResolve: author.isMe && reading.refusalOf("thread.resolve", { post: id }) === null,
  };
};
