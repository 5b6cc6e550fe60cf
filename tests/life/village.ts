/** The smallest community that can decide: founded from a template, with as many members as asked, in one process. */
import { daysAfter, instantOf, MINUTE_MS } from "../../src/core/kernel/time.ts";
import type { Command, Id } from "../../src/core/kernel/types.ts";
import { carry } from "../../src/core/carried.ts";
import { command } from "../../src/core/registry.ts";
import { foundingBody, template, type TemplateId } from "../../src/core/templates/index.ts";
import { Chronicle, type Hand } from "../../src/simulate/chronicle.ts";

const START = instantOf(Date.UTC(2026, 2, 1, 9));
export const DAY = 86_400_000;

export type Village = { readonly log: Chronicle; readonly people: readonly [Hand, ...Hand[]] };

export const village = (size: number, from: TemplateId = "neighbourhood", seed = "village"): Village => {
  const log = new Chronicle(seed, START);
  const founder = log.hand("person 0");
  log.act(founder, "charter.found", (text) =>
    foundingBody(template(from), {
      name: text("Lindenhof"),
      purpose: null,
      locale: "en",
      nodeKey: log.node.signer.publicKey,
    }),
  );
  const others = Array.from({ length: size - 1 }, (_, place) => joined(log, founder, `person ${place + 1}`));
  return { log, people: [founder, ...others] };
};

export const joined = (log: Chronicle, host: Hand, name: string): Hand => {
  const key = log.hand(`invitation of ${name}`);
  const expiresAt = daysAfter(log.now, 7);
  const invitation = log.act(host, "member.invite", {
    key: key.signer.publicKey,
    role: "member",
    expiresAt,
    note: null,
  });
  const person = log.hand(name);
  const evidence = log.evidence("invitation", key, person);
  log.act(person, "member.join", (text) => ({ invitation, name: text(name), label: null }), [evidence]);
  log.wait(MINUTE_MS); // who joins may decide on what opens afterwards
  return person;
};

const NO_CLAUSES = [
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

export type Answers = Readonly<Record<string, "yes" | "no" | "unsure">>;

/** An accord that crosses no line, except where `answers` says so. */
export const accordCommand = (text: (words: string) => Id, answers: Answers = {}, termMonths = 3): Command =>
  command("accord.sign", {
    partnerOf: null,
    partnerName: text("City Bakery"),
    partnerSort: "company",
    purpose: text("Bread for the Friday table"),
    clauses: Object.fromEntries(NO_CLAUSES.map((name) => [name, { answer: answers[name] ?? "no", wording: null }])),
    weGive: [text("We fetch it ourselves")],
    theyGive: [text("Forty loaves every Friday")],
    termMonths,
    reviewMonths: null,
    isEssential: false,
    fallback: null,
    negotiatedUntil: null,
  });

export const draft = (
  { log, people }: Village,
  attach: (text: (words: string) => Id) => readonly Command[],
  decisionClass = "weighty",
): ReturnType<Chronicle["attempt"]> =>
  log.attempt(people[0], "proposal.draft", (text) => ({
    decisionClass,
    title: text("Bread on Fridays"),
    text: text("We sign for three months and look at it again."),
    commands: attach(text).map(carry),
    reviewDays: null,
  }));

/** From the draft to the end of the round, everybody consenting; stops at the start of cooling-off. */
export const consented = ({ log, people }: Village, proposal: Id): void => {
  log.act(people[0], "proposal.open", { proposal });
  log.wait(11 * DAY);
  log.act(people[0], "proposal.freeze", (text) => ({
    version: proposal,
    summary: text("Bread, three months, leave any time."),
  }));
  for (const person of people) log.act(person, "proposal.consent", { version: proposal });
};
