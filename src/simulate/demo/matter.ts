/**
 * One proposal as a story tells it: who drafts it, what is asked and answered, when it is frozen, who says what. Each method plans
 * acts; nothing is done before the season is lived. `wording` is always the present one, so a revision needs no care.
 */
import { carry } from "../../core/carried.ts";
import type { Command, DecisionClass, Id, Kind } from "../../core/kernel/types.ts";
import type { Name } from "./cast.ts";
import type { Season, When } from "./season.ts";

export type Text = (words: string) => Id;
export type Wording = {
  readonly title: string;
  readonly text: string;
  readonly commands?: (text: Text) => readonly Command[];
  readonly reviewDays?: number;
};
type Sort = "question" | "answer" | "concern" | "amendment" | "reply";

/** Who answers does so within a few hours; who is asked for a word gives it within a day and a half. */
const ANSWER_MINUTES = 240;
const WORD_MINUTES = 2160;

export class Matter {
  readonly #season: Season;
  readonly #author: Name;
  #id: Id | null = null;
  #version: Id | null = null;

  constructor(season: Season, author: Name, decisionClass: DecisionClass, drafted: When, wording: Wording) {
    this.#season = season;
    this.#author = author;
    season.on(drafted, () => {
      this.#id = season.does(author, "proposal.draft", (text) => ({ decisionClass, ...worded(wording, text) }));
      this.#version = this.#id;
    });
  }

  /** The decision's id, once it is drafted. */
  get id(): Id {
    if (this.#id === null) throw new Error("not drafted yet");
    return this.#id;
  }
  get #present(): Id {
    return this.#version ?? this.id;
  }

  opens(when: When): this {
    return this.#plan(when, this.#author, "proposal.open", () => ({ proposal: this.id }));
  }
  revises(when: When, wording: Wording): this {
    this.#season.on(when, () => {
      this.#version = this.#season.does(this.#author, "proposal.revise", (text) => ({
        proposal: this.id,
        ...worded(wording, text),
      }));
    });
    return this;
  }
  freezes(when: When, by: Name, summary: string): this {
    return this.#plan(when, by, "proposal.freeze", (text) => ({ version: this.#present, summary: text(summary) }));
  }

  /** Posts a text and, where the story has them, what others answer, each a while later. */
  thread(
    when: When,
    name: Name,
    sort: Sort,
    words: string,
    ...answers: readonly (readonly [Name, Sort, string])[]
  ): this {
    let post: Id | null = null;
    this.#season.on(when, () => {
      post = this.#says(name, sort, words, null);
    });
    for (const [place, [by, kind, said]] of answers.entries())
      this.#season.after(when, (place + 0.3) * ANSWER_MINUTES, (place + 1) * ANSWER_MINUTES, () => {
        this.#says(by, kind, said, post);
        if (kind === "answer" && sort === "question") this.#season.does(name, "thread.resolve", { post });
      });
    return this;
  }
  #says(name: Name, sort: Sort, words: string, parent: Id | null): Id {
    return this.#season.does(name, "thread.post", (text) => ({ proposal: this.id, parent, sort, text: text(words) }));
  }

  consents(when: When, names: readonly Name[], withinMinutes = WORD_MINUTES): this {
    return this.#each(when, names, withinMinutes, "proposal.consent", () => ({ version: this.#present }));
  }
  standsAside(when: When, name: Name, reason: string): this {
    return this.#plan(when, name, "proposal.standAside", (text) => ({ version: this.#present, reason: text(reason) }));
  }
  objects(when: When, name: Name, reason: string, purpose: string): this {
    return this.#plan(when, name, "proposal.object", (text) => ({
      version: this.#present,
      reason: text(reason),
      purpose: text(purpose),
    }));
  }
  votes(when: When, choice: "yes" | "no" | "abstain", names: readonly Name[], withinMinutes = WORD_MINUTES): this {
    return this.#each(when, names, withinMinutes, "proposal.vote", () => ({ version: this.#present, choice }));
  }
  callsBack(when: When, names: readonly Name[], reason: string): this {
    return this.#each(when, names, ANSWER_MINUTES, "proposal.callBack", (text) => ({
      proposal: this.id,
      reason: text(reason),
    }));
  }

  #plan(when: When, name: Name, kind: Kind, body: (text: Text) => object): this {
    this.#season.on(when, () => void this.#season.does(name, kind, body));
    return this;
  }
  #each(when: When, names: readonly Name[], withinMinutes: number, kind: Kind, body: (text: Text) => object): this {
    for (const name of names)
      this.#season.after(when, 0, withinMinutes, () => void this.#season.does(name, kind, body));
    return this;
  }
}

const worded = ({ title, text: words, commands, reviewDays }: Wording, text: Text): object => ({
  title: text(title),
  text: text(words),
  commands: (commands?.(text) ?? []).map(carry),
  reviewDays: reviewDays ?? null,
});
