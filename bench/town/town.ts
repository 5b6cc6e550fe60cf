/**
 * The life of a town, season after season, as a log: people join, propose, talk, consent, vote, attest results, and
 * sign accords that come into force and lapse. The mix is that of the figures: about one post for three words in a ballot.
 */
import { carry } from "../../src/core/carried.ts";
import { daysAfter, DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from "../../src/core/kernel/time.ts";
import type { Command, Id, Instant } from "../../src/core/kernel/types.ts";
import { assembly, command, core } from "../../src/core/registry.ts";
import { foundingBody, template } from "../../src/core/templates/index.ts";
import { Ledger, type Hand, type Signing, type Taker } from "./ledger.ts";

/** `start`: when it is founded, where that matters to others' clocks. */
export type TownOrder = {
  readonly people: number;
  readonly proposals: number;
  readonly signing: Signing;
  readonly start?: Instant;
};

const START = instantOf(Date.UTC(2026, 2, 1, 9));
const JOINERS_PER_SEASON = 2;
const SORTS = ["question", "concern", "amendment", "reply"] as const;
const CLASSES = ["urgent", "ordinary", "ordinary", "weighty"] as const;
type Matter = { readonly id: Id; readonly author: Hand; readonly decisionClass: (typeof CLASSES)[number] };

export class Town {
  readonly ledger: Ledger;
  readonly people: Hand[] = [];
  readonly #proposals: number;
  #joined = 0;
  #seasons = 0;

  constructor({ people, proposals, signing, start = START }: TownOrder, take?: Taker) {
    this.ledger = new Ledger(signing, start, take);
    this.#proposals = proposals;
    this.#found();
    while (this.people.length < people) this.people.push(this.#joins());
    this.ledger.wait(60 * DAY_MS);
  }

  #found(): void {
    const { ledger } = this;
    const founder = ledger.hand("founder");
    ledger.act(founder, "charter.found", (text) =>
      foundingBody(template("neighbourhood"), {
        name: text("Lindenhof"),
        purpose: null,
        locale: "en",
        nodeKey: ledger.node.key,
      }),
    );
    this.people.push(founder);
  }

  /** An open invitation; `name` is that of the one-use key's seed (`seedOf`). */
  invite(): { readonly invitation: Id; readonly pass: Hand; readonly name: string } {
    const { ledger } = this;
    this.#joined += 1;
    const host = this.people[this.#joined % this.people.length] ?? ledger.node;
    const name = `invitation ${this.#joined}`;
    const pass = ledger.hand(name);
    const expiresAt = daysAfter(ledger.now, 7);
    const invitation = ledger.act(host, "member.invite", { key: pass.key, role: "member", expiresAt, note: null });
    return { invitation, pass, name };
  }

  #joins(): Hand {
    const { ledger } = this;
    const { invitation, pass } = this.invite();
    const person = ledger.hand(`person ${this.#joined}`);
    const evidence = ledger.evidence("invitation", pass, person);
    ledger.act(person, "member.join", (text) => ({ invitation, name: text("Somebody"), label: null }), [evidence]);
    ledger.now = instantOf(ledger.now + MINUTE_MS);
    return person;
  }

  /** Some weeks: proposals from draft to result, side by side. */
  season(): void {
    const { ledger, people } = this;
    const electors = people.slice();
    const matters = Array.from({ length: this.#proposals }, (_, place) => this.#propose(place));
    this.#discuss(matters);
    ledger.wait(13 * HOUR_MS);
    this.#decide(matters, "urgent", electors);
    ledger.wait(5 * DAY_MS);
    this.#discuss(matters.filter(({ decisionClass }) => decisionClass !== "urgent"));
    this.#decide(matters, "ordinary", electors);
    ledger.wait(8 * DAY_MS);
    this.#decide(matters, "weighty", electors);
    ledger.wait(14 * DAY_MS);
    this.#attest(matters);
    for (let joiner = 0; joiner < JOINERS_PER_SEASON; joiner += 1) this.#joins();
    ledger.wait(5 * DAY_MS);
    this.#seasons += 1;
  }

  #personAt(place: number): Hand {
    return this.people[place % this.people.length] ?? this.ledger.node;
  }

  #propose(place: number): Matter {
    const { ledger } = this;
    const author = this.#personAt(this.#seasons * this.#proposals + place);
    const decisionClass = CLASSES[place % CLASSES.length] ?? "ordinary";
    const id = ledger.act(author, "proposal.draft", (text) => ({
      decisionClass,
      title: text("Bread on Fridays"),
      text: text("We sign for three months and look at it again."),
      commands: decisionClass === "weighty" ? [carry(accordCommand(text))] : [],
      reviewDays: null,
    }));
    ledger.act(author, "proposal.open", { proposal: id });
    return { id, author, decisionClass };
  }

  #discuss(matters: readonly Matter[]): void {
    for (const [turn, { id }] of matters.entries()) {
      let parent: Id | null = null;
      for (let voice = 0; voice < this.people.length; voice += 6) {
        const by = this.#personAt(voice + turn);
        const sort = SORTS[voice % SORTS.length];
        const post: Id = this.ledger.act(by, "thread.post", (text) => ({
          proposal: id,
          parent,
          sort,
          text: text("And who fetches it?"),
        }));
        parent = voice % 4 === 0 ? post : null;
      }
    }
  }

  /** The round of every matter of this class: nine in ten speak, the others hold their tongue. */
  #decide(matters: readonly Matter[], of: Matter["decisionClass"], electors: readonly Hand[]): void {
    const { ledger } = this;
    for (const [turn, { id, author, decisionClass }] of matters.entries()) {
      if (decisionClass !== of) continue;
      ledger.act(author, "proposal.freeze", (text) => ({ version: id, summary: text("Bread, leave any time.") }));
      for (const [place, elector] of electors.entries()) {
        const chosen = (place + turn) % 10;
        if (chosen === 0) continue;
        if (of === "urgent") ledger.act(elector, "proposal.vote", { version: id, choice: chosen === 1 ? "no" : "yes" });
        else if (chosen === 1) ledger.act(elector, "proposal.standAside", { version: id, reason: null });
        else ledger.act(elector, "proposal.consent", { version: id });
      }
    }
  }

  /** Five devices say that they agree with each result. */
  #attest(matters: readonly Matter[]): void {
    const { ledger } = this;
    ledger.fold();
    const results = core.standing(ledger.world, assembly, ledger.world.at);
    for (const [turn, { id }] of matters.entries()) {
      const result = results.byDecision(id);
      if (result === null) throw new Error("a proposal of the town has no result");
      for (let each = 0; each < 5; each += 1)
        ledger.act(this.#personAt(turn + each), "result.attest", { decision: id, membersRoot: result.membersRoot });
    }
  }
}

const CLAUSES = [
  "exclusivity",
  "confidentiality",
  "endlessTerm",
  "outsideControl",
  "dataAccess",
  "conditions",
  "money",
  "foreignJurisdiction",
  "costlyExit",
];

/** An accord with a bakery that crosses no line, for three months. */
export const accordCommand = (text: (words: string) => Id): Command =>
  command("accord.sign", {
    partnerOf: null,
    partnerName: text("City Bakery"),
    partnerSort: "company",
    purpose: text("Bread for the Friday table"),
    clauses: Object.fromEntries(CLAUSES.map((name) => [name, { answer: "no", wording: null }])),
    weGive: [text("We fetch it ourselves")],
    theyGive: [text("Forty loaves every Friday")],
    termMonths: 3,
    reviewMonths: null,
    isEssential: false,
    fallback: null,
    negotiatedUntil: null,
  });
