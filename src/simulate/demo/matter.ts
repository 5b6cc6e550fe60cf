/**
 * One proposal as a story tells it: who drafts it, what is asked and answered, when it is frozen, who says what. Each method plans
 * acts; nothing is done before the season is lived. The surprising rule: who comes too late, because others were quicker or the round
 * is over, says nothing: people do not speak where nobody can listen.
 */
import { carry } from "../../core/carried.ts";
import type { Proposal } from "../../core/institutions/deliberation/questions.ts";
import type { Command, DecisionClass, Id, Instant, Kind } from "../../core/kernel/types.ts";
import { deliberation } from "../../core/registry.ts";
import type { Name } from "./cast.ts";
import type { Among, Season, When } from "./season.ts";

export type Text = (words: string) => Id;
export type Wording = {
  readonly title: string;
  readonly text: string;
  readonly commands?: (text: Text) => readonly Command[];
  readonly reviewDays?: number;
};
export type Sort = "question" | "answer" | "concern" | "amendment" | "reply";

type Choice = "yes" | "no" | "abstain";

/** Who answers does so within a few hours; who is asked for a word gives it within a day and a half. */
const ANSWER_MINUTES = 240;
const WORD_MINUTES = 2160;

export class Matter {
  readonly #season: Season;
  readonly #author: Name;
  #id: Id | null = null;
  #version: Id | null = null;
  #openedAt: Instant | null = null;

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

  opens(when: When, by: Name = this.#author): this {
    this.#season.on(when, () => {
      this.#season.does(by, "proposal.open", { proposal: this.id });
      this.#openedAt = this.#season.log.now;
    });
    return this;
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
        if (post === null || this.#says(by, kind, said, post) === null) return;
        if (kind === "answer" && sort === "question") this.#season.does(name, "thread.resolve", { post });
      });
    return this;
  }
  #says(name: Name, sort: Sort, words: string, parent: Id | null): Id | null {
    if (this.#standing.phase === "closed") return null;
    return this.#season.does(name, "thread.post", (text) => ({ proposal: this.id, parent, sort, text: text(words) }));
  }

  consents(when: When, names: readonly Name[], withinMinutes = WORD_MINUTES): this {
    return this.#each(
      when,
      () => names,
      withinMinutes,
      (name) => this.#consents(name),
    );
  }
  /** So many consent, whoever they are. */
  agreed(when: When, size: number, among: Among = {}, withinMinutes = WORD_MINUTES): this {
    return this.#each(
      when,
      () => this.#crowd(size, among),
      withinMinutes,
      (name) => this.#consents(name),
    );
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
  withdrawsObjection(when: When, name: Name): this {
    return this.#plan(when, name, "objection.withdraw", () => ({ version: this.#present }));
  }
  withdraws(when: When): this {
    return this.#plan(when, this.#author, "proposal.withdraw", () => ({ proposal: this.id }));
  }
  votes(when: When, choice: Choice, names: readonly Name[], withinMinutes = WORD_MINUTES): this {
    return this.#each(
      when,
      () => names,
      withinMinutes,
      (name) => this.#votes(name, choice),
    );
  }
  /** So many vote yes; `by` among them, and nobody of `but`. */
  voted(when: When, size: number, among: Among = {}, withinMinutes = WORD_MINUTES): this {
    return this.#each(
      when,
      () => this.#crowd(size, among),
      withinMinutes,
      (name) => this.#votes(name, "yes"),
    );
  }
  callsBack(when: When, names: readonly Name[], reason: string): this {
    return this.#each(
      when,
      () => names,
      ANSWER_MINUTES,
      (name) => {
        if (this.#standing.phase !== "coolingOff") return;
        this.#season.does(name, "proposal.callBack", (text) => ({ proposal: this.id, reason: text(reason) }));
      },
    );
  }

  get #standing(): Proposal {
    const proposals = this.#season.log.ask(deliberation);
    const proposal = proposals.proposal(proposals.resolve(this.id) ?? -1);
    if (proposal === null) throw new Error("a matter without a proposal");
    return proposal;
  }
  #crowd(size: number, among: Among): readonly Name[] {
    return this.#openedAt === null ? [] : this.#season.crowd(size, this.#openedAt, among);
  }
  #mayDecide(name: Name): boolean {
    return this.#openedAt !== null && this.#season.mayDecide(name, this.#openedAt);
  }
  #consents(name: Name): void {
    const { phase, method } = this.#standing;
    if (phase !== "deciding" || method !== "consent" || !this.#mayDecide(name)) return;
    this.#season.does(name, "proposal.consent", { version: this.#present });
  }
  #votes(name: Name, choice: Choice): void {
    const { phase, method } = this.#standing;
    if (phase !== "deciding" || method === "consent" || !this.#mayDecide(name)) return;
    this.#season.does(name, "proposal.vote", { version: this.#present, choice });
  }
  #plan(when: When, name: Name, kind: Kind, body: (text: Text) => object): this {
    this.#season.on(when, () => void this.#season.does(name, kind, body));
    return this;
  }
  #each(when: When, names: () => readonly Name[], withinMinutes: number, does: (name: Name) => void): this {
    this.#season.on(when, () => {
      for (const name of names()) this.#season.soon(this.#season.dice.below(withinMinutes), () => does(name));
    });
    return this;
  }
}

const worded = ({ title, text: words, commands, reviewDays }: Wording, text: Text): object => ({
  title: text(title),
  text: text(words),
  commands: (commands?.(text) ?? []).map(carry),
  reviewDays: reviewDays ?? null,
});
