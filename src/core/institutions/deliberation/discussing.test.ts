/** The thread under a proposal: who speaks, where a post goes, what is answered, and what keeps one voice from filling it. */
import { describe, expect, it } from "vitest";
import type { Id } from "../../kernel/types.ts";
import { DAY, hall, named, type Hall, type Person } from "../../../../tests/core/hall.ts";
import { drafted, opened } from "../../../../tests/core/proposing.ts";
import { POSTS_PER_DAY_MAX, THREAD_DEPTH_MAX } from "./limits.ts";

type Post = { readonly sort?: string; readonly parent?: Id | null };
const body = (proposal: Id, { sort = "question", parent = null }: Post = {}): object => ({
  proposal,
  parent,
  sort,
  text: named("what is said"),
});
const posted = (room: Hall, by: Person, proposal: Id, post: Post = {}): Id =>
  room.act(by, "thread.post", body(proposal, post));

describe("a thread", () => {
  it("keeps posts in order, each under what it answers, with the entry where its text is named", () => {
    const { hall: room, people } = hall();
    const proposal = opened(room, people[0]);
    const question = posted(room, people[1], proposal);
    posted(room, people[0], proposal, { sort: "answer", parent: question });
    const [first, second] = room.proposals.thread(0);
    expect(first).toMatchObject({ post: 0, parent: null, depth: 0, sort: "question", entry: room.world.size - 2 });
    expect(second).toMatchObject({ post: 1, parent: 0, depth: 1, sort: "answer", author: room.memberOf(people[0]) });
    expect(room.proposals.post(question)).toMatchObject({ proposal: 0, post: 0 });
  });

  it("is open to guests, under drafts too", () => {
    const { hall: room, people } = hall();
    const guest = room.welcome("Gil", "guest");
    expect(room.refused(guest, "thread.post", body(drafted(room, people[0])))).toBeNull();
  });

  it("ends with its proposal", () => {
    const { hall: room, people } = hall();
    const proposal = opened(room, people[0]);
    room.act(people[0], "proposal.withdraw", { proposal });
    expect(room.refused(people[1], "thread.post", body(proposal))).toBe("proposal.over");
  });

  it("refuses an answer to nothing, or to a post under another proposal", () => {
    const { hall: room, people } = hall();
    const elsewhere = posted(room, people[1], opened(room, people[0]));
    const proposal = opened(room, people[0]);
    expect(room.refused(people[1], "thread.post", body(proposal, { parent: elsewhere }))).toBe("thread.unknown");
    expect(room.refused(people[1], "thread.post", body(proposal, { parent: named("none") }))).toBe("thread.unknown");
  });

  it(`goes ${THREAD_DEPTH_MAX} replies deep and no deeper`, () => {
    const { hall: room, people } = hall();
    const proposal = opened(room, people[0]);
    let parent: Id | null = null;
    for (let depth = 0; depth <= THREAD_DEPTH_MAX; depth += 1) parent = posted(room, people[1], proposal, { parent });
    expect(room.refused(people[1], "thread.post", body(proposal, { parent }))).toBe("thread.tooDeep");
  });

  it(`takes ${POSTS_PER_DAY_MAX} posts of one person in a day, and as many the next`, () => {
    const { hall: room, people } = hall();
    const proposal = opened(room, people[0]);
    for (let post = 0; post < POSTS_PER_DAY_MAX; post += 1) posted(room, people[1], proposal);
    expect(room.refused(people[1], "thread.post", body(proposal))).toBe("thread.tooManyToday");
    expect(room.refused(people[2], "thread.post", body(proposal))).toBeNull();
    room.wait(DAY);
    expect(room.refused(people[1], "thread.post", body(proposal))).toBeNull();
  });
});

describe("a question or a concern", () => {
  it("is answered when who raised it says so", () => {
    const { hall: room, people } = hall();
    const concern = posted(room, people[1], opened(room, people[0]), { sort: "concern" });
    expect(room.refused(people[0], "thread.resolve", { post: concern })).toBe("thread.notYours");
    room.act(people[1], "thread.resolve", { post: concern });
    expect(room.proposals.thread(0)).toMatchObject([{ isAnswered: true }]);
    expect(room.refused(people[1], "thread.resolve", { post: concern })).toBe("thread.answeredAlready");
  });

  it("is what can be answered, and nothing else", () => {
    const { hall: room, people } = hall();
    const reply = posted(room, people[1], opened(room, people[0]), { sort: "reply" });
    expect(room.refused(people[1], "thread.resolve", { post: reply })).toBe("thread.nothingToAnswer");
    expect(room.refused(people[1], "thread.resolve", { post: named("none") })).toBe("thread.unknown");
  });
});
