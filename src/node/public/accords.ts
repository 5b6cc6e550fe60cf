/**
 * Accords on the public page: a line for each, and a page with all the terms of one. The surprising rule: an accord that has
 * lapsed keeps its page and its terms, so that what was once agreed can always be read.
 */
import { questions } from "../../core/institutions/accords/terms.ts";
import type { Id } from "../../core/kernel/types.ts";
import { ACCORDS_SHOWN_MAX, type AccordShown, type PublicFacts } from "./facts.ts";
import { facts as rows, moment, section } from "./frame.ts";
import { markup, wording, type Content, type Markup } from "./markup.ts";
import { decisionLink } from "./decisions.ts";
import type { Voice } from "./words.ts";

type Page = { readonly voice: Voice; readonly facts: PublicFacts };

const wordsOr = ({ voice, facts }: Page, hash: Id | null | undefined): string =>
  (hash === undefined ? null : facts.words(hash)) ?? voice.say("public.noText");

const partnerName = (page: Page, { partner }: AccordShown): string => wordsOr(page, partner?.name);

export const accordTitle = (page: Page, shown: AccordShown): string =>
  page.voice.say("accord.title", { partner: partnerName(page, shown) });

export const accordAddress = ({ voice, facts }: Page, accord: number): string =>
  voice.at(`/c/${facts.community.origin}/accords/${accord}`);

const standingInWords = ({ voice }: Page, { standing }: AccordShown): string => {
  switch (standing.kind) {
    case "inForce":
      return voice.say("accord.inForce", { when: voice.day(standing.until) });
    case "windingDown":
      return voice.say("accord.windingDown", { when: voice.day(standing.until) });
    case "lapsed":
      return voice.say("accord.lapsed", { when: voice.day(standing.at) });
    case "ended":
      return voice.say("accord.over", { when: voice.day(standing.at) });
    case "void":
      return voice.say("accord.void", { when: voice.day(standing.at) });
  }
};

/** An accord in force, with what it binds both sides to. */
const inFull = (page: Page, shown: AccordShown): Markup =>
  markup`<article class="accord">
    <h3><a href="${accordAddress(page, shown.accord)}">${accordTitle(page, shown)}</a></h3>
    <p class="standing">${standingInWords(page, shown)}</p>
    ${wording(wordsOr(page, shown.row.purpose))} ${obligations(page, shown, 4)}
  </article>`;

/** Both sides' obligations under headings of this level: pages and articles nest differently, and readers jump by level. */
const obligations = (page: Page, { row }: AccordShown, level: 3 | 4): Markup => {
  const { voice } = page;
  const heading = (title: string): Markup =>
    level === 3 ? markup`<h3 class="side">${title}</h3>` : markup`<h4 class="side">${title}</h4>`;
  const item = (hash: Id): Markup => markup`<li dir="auto">${wordsOr(page, hash)}</li>`;
  const list = (title: string, hashes: readonly Id[]): Markup =>
    markup`<div>
      ${heading(title)}${
        hashes.length === 0
          ? markup`<p>${voice.say("accord.nothing")}</p>`
          : markup`<ul>
              ${hashes.map(item)}
            </ul>`
      }
    </div>`;
  return markup`<div class="sides">
    ${list(voice.say("accord.weGive"), row.weGive)}${list(voice.say("accord.theyGive"), row.theyGive)}
  </div>`;
};

const isRunning = ({ standing }: AccordShown): boolean =>
  standing.kind === "inForce" || standing.kind === "windingDown";

export const accordsSection = (page: Page): Markup => {
  const { voice, facts } = page;
  const past = facts.accords.filter((shown) => !isRunning(shown));
  const running = facts.accords.filter(isRunning);
  const line = (shown: AccordShown): Markup =>
    markup`<li>
      <a href="${accordAddress(page, shown.accord)}">${accordTitle(page, shown)}</a>: ${standingInWords(page, shown)}
    </li>`;
  return section(
    "accords",
    voice.say("accords.title"),
    markup`<p>${voice.say("accords.lead")}</p>`,
    running.length === 0
      ? markup`<p class="none">${voice.say("accords.none")}</p>`
      : running.map((shown) => inFull(page, shown)),
    past.length === 0
      ? null
      : markup`<h3>${voice.say("accords.past")}</h3>
          <ul>
            ${past.map(line)}
          </ul>`,
    facts.accordCount <= ACCORDS_SHOWN_MAX
      ? null
      : markup`<p>${voice.say("accords.more", { shown: ACCORDS_SHOWN_MAX, all: facts.accordCount })}</p>`,
  );
};

/** All terms of one accord. */
export const accordSections = (page: Page, shown: AccordShown): readonly Markup[] => {
  const { voice, facts } = page;
  const { row } = shown;
  return [
    section(
      "purpose",
      voice.say("accord.purpose"),
      wording(wordsOr(page, row.purpose)),
      essential(page, shown),
      obligations(page, shown, 3),
    ),
    section("dates", voice.say("accord.dates"), dates(page, shown)),
    section(
      "questions",
      voice.say("accord.questions"),
      markup`<p>${voice.say("accord.questionsLead")}</p>`,
      clauses(page, shown),
    ),
    ...(typeof row.ended?.reason === "string"
      ? [section("reason", voice.say("accord.reason"), wording(wordsOr(page, row.ended.reason)))]
      : []),
    section("red-lines", voice.say("accord.redLines"), redLines({ voice, facts })),
  ];
};

const essential = (page: Page, { row }: AccordShown): Content =>
  row.isEssential
    ? markup`<p>${page.voice.say("accord.essential")}</p>
        <h3>${page.voice.say("accord.fallback")}</h3>
        ${wording(wordsOr(page, row.fallback))}`
    : null;

const dates = (page: Page, shown: AccordShown): Markup => {
  const { voice } = page;
  const { row } = shown;
  return rows([
    [voice.say("accord.signed"), moment(voice, row.signedAt)],
    [voice.say("accord.decision"), decisionLink(page, row.signedBy)],
    [voice.say("accord.term"), voice.say("accord.months", { months: row.termMonths })],
    [voice.say("accord.renewals"), voice.say("accord.renewedTimes", { times: row.renewals })],
    row.negotiatedUntil === null ? null : [voice.say("accord.negotiated"), moment(voice, row.negotiatedUntil)],
    shown.standing.kind === "inForce" ? [voice.say("accord.review"), moment(voice, row.reviewAt)] : null,
    shown.standing.kind === "inForce" || row.ended === null
      ? [voice.say("accord.ends"), moment(voice, row.expiresAt)]
      : [voice.say("accord.ended"), moment(voice, row.ended.at)],
  ]);
};

const clauses = (page: Page, { row }: AccordShown): Markup =>
  markup`<ol class="questions">
    ${questions.map((question) => {
      const clause = row.clauses[question];
      return markup`<li>
        <p>${page.voice.say(`question.${question}`)} <strong>${page.voice.say(`answer.${clause.answer}`)}</strong></p>
        ${clause.wording === null ? null : wording(wordsOr(page, clause.wording))}
      </li>`;
    })}
  </ol>`;

/** The red lines in force, in the community's own words where it has any. */
export const redLines = ({ voice, facts }: Page): Markup => {
  const lines = facts.charter.redLines();
  if (lines.length === 0) return markup`<p class="none">${voice.say("charter.noRedLines")}</p>`;
  return markup`<ul>
    ${lines.map(({ line, wording: words, madeBy }) => {
      const said = facts.words(words) ?? voice.find(`redLine.${line}`) ?? voice.say("redLine.other", { line });
      return markup`<li>
        <span dir="auto">${said}</span>
        <small>${madeBy === null ? voice.say("charter.founding") : decisionLink({ voice, facts }, madeBy)}</small>
      </li>`;
    })}
  </ul>`;
};
