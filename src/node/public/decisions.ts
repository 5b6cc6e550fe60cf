/**
 * Decisions on the public page, where the charter publishes them. The surprising rule: totals below five are never shown as
 * numbers, zero included, since "nobody was against" tells how everybody decided.
 */
import type { Id } from "../../core/kernel/types.ts";
import { DECISIONS_SHOWN_MAX, type DecisionShown, type PublicFacts } from "./facts.ts";
import { section } from "./frame.ts";
import { markup, wording, type Content, type Markup } from "./markup.ts";
import type { Voice } from "./words.ts";

type Page = { readonly voice: Voice; readonly facts: PublicFacts };

/** What people call it: its title where the charter publishes that, else its day. */
export const decisionName = ({ voice, facts }: Page, decision: DecisionShown): string =>
  (facts.publishesDecisions ? facts.words(decision.title) : null) ??
  voice.say("decision.name", { when: voice.day(decision.decidedAt) });

/** The decision with this id, with a link where this page shows it. */
export const decisionLink = (page: Page, id: Id): Content => {
  const { facts } = page;
  const decision = facts.decision(id);
  if (decision === null) return markup`<code>${id}</code>`;
  const name = markup`<span dir="auto">${decisionName(page, decision)}</span>`;
  return facts.publishesDecisions ? markup`<a href="${decisionAddress(page, decision)}">${name}</a>` : name;
};

/** Where the public page shows it. */
export const decisionAddress = ({ voice, facts }: Page, { ordinal }: DecisionShown): string =>
  voice.at(`/c/${facts.community.origin}/#decision-${ordinal}`);

/** The smallest number of people that is published. */
const PEOPLE_SHOWN_MIN = 5;
const FIGURES = ["electors", "yes", "no", "standAside", "abstain"] as const;

/** Those totals that are large enough, and of the others only that they are not. */
export const totalsInWords = ({ voice }: Page, { totals }: DecisionShown): string => {
  const shown = FIGURES.filter((figure) => totals[figure] >= PEOPLE_SHOWN_MIN);
  const said = shown.map((figure) => voice.say(`total.${figure}`, { count: totals[figure] }));
  return [...said, ...(shown.length < FIGURES.length ? [voice.say("total.others")] : [])].join(" · ");
};

const attestations = ({ voice }: Page, { attested, disputed }: DecisionShown): string =>
  [
    voice.say("decision.attested", { count: attested }),
    ...(disputed === 0 ? [] : [voice.say("decision.disputed", { count: disputed })]),
  ].join("; ");

const until = ({ voice }: Page, { isInForce, reviewUntil }: DecisionShown): Content => {
  if (reviewUntil === null) return null;
  const said = isInForce ? voice.say("decision.until", { when: voice.day(reviewUntil) }) : voice.say("decision.over");
  return markup`. ${said}`;
};

const decisionArticle = (page: Page, decision: DecisionShown): Markup => {
  const { voice, facts } = page;
  const summary = facts.words(decision.summary);
  const decided = voice.say("decision.on", {
    when: voice.when(decision.decidedAt),
    class: voice.say(`class.${decision.decisionClass}`),
    method: voice.say(`method.${decision.method}`),
  });
  return markup`<article class="decision" id="decision-${decision.ordinal}">
    <h3 dir="auto">${decisionName(page, decision)}</h3>
    ${summary === null ? null : wording(summary)}
    <p><strong>${voice.say(`outcome.${decision.outcome}`)}</strong>${until(page, decision)}</p>
    <p class="when">${totalsInWords(page, decision)}</p>
    <p class="when">${decided}; ${attestations(page, decision)}</p>
  </article>`;
};

export const decisionsSection = (page: Page): Markup => {
  const { voice, facts } = page;
  const title = voice.say("decisions.title");
  if (!facts.publishesDecisions) return section("decisions", title, markup`<p>${voice.say("decisions.private")}</p>`);
  if (facts.decisions.length === 0)
    return section("decisions", title, markup`<p class="none">${voice.say("decisions.none")}</p>`);
  return section(
    "decisions",
    title,
    markup`<p>${voice.say("decisions.lead")}</p>`,
    facts.decisions.map((decision) => decisionArticle(page, decision)),
    facts.decisionCount <= DECISIONS_SHOWN_MAX
      ? null
      : markup`<p>${voice.say("decisions.more", { shown: DECISIONS_SHOWN_MAX, all: facts.decisionCount })}</p>`,
  );
};
