/**
 * Decisions on the public page, where the charter publishes them. The surprising rule: totals below five are never shown as
 * numbers, zero included, since "nobody was against" tells how everybody decided.
 */
import type { Id } from "../../core/kernel/types.ts";
import { DECISIONS_SHOWN_MAX, type DecisionShown, type PublicFacts } from "./facts.ts";
import { facts as rows, moment, section } from "./frame.ts";
import { html, wording, type Content, type Html } from "./html.ts";
import { peopleInWords } from "./values.ts";
import type { Voice } from "./words.ts";

type Page = { readonly voice: Voice; readonly facts: PublicFacts };

/** A decision as people call it, with a link where this page shows it. */
export const decisionLink = ({ voice, facts }: Page, id: Id): Content => {
  const decision = facts.decision(id);
  if (decision === null) return id;
  const name = voice.say("decision.name", { number: decision.ordinal });
  const address = `/c/${facts.community.origin}/#decision-${decision.ordinal}`;
  return facts.publishesDecisions ? html`<a href="${address}">${name}</a>` : name;
};

const totalsInWords = ({ voice }: Page, { totals }: DecisionShown): Html => {
  const people = (key: "electors" | "yes" | "no" | "standAside" | "abstain"): string =>
    voice.say(`total.${key}`, { count: peopleInWords(voice, totals[key]) });
  return html`<ul>
    ${(["electors", "yes", "no", "standAside", "abstain"] as const).map((key) => html`<li>${people(key)}</li>`)}
  </ul>`;
};

const attestations = ({ voice }: Page, { attested, disputed }: DecisionShown): string =>
  [
    voice.say("decision.attested", { count: attested }),
    ...(disputed === 0 ? [] : [voice.say("decision.disputed", { count: disputed })]),
  ].join("; ");

const until = ({ voice }: Page, decision: DecisionShown): Content => {
  if (decision.isInForce && decision.reviewUntil !== null) return moment(voice, decision.reviewUntil);
  return voice.say(decision.reviewUntil === null ? "decision.nothing" : "decision.over");
};

const decisionArticle = (page: Page, decision: DecisionShown): Html => {
  const { voice, facts } = page;
  const summary = facts.words(decision.summary);
  return html`<article class="decision" id="decision-${decision.ordinal}">
    <h3>
      <span class="number">${voice.say("decision.name", { number: decision.ordinal })}</span>
      <span dir="auto">${facts.words(decision.title)}</span>
    </h3>
    ${summary === null ? null : wording(summary)}
    ${rows([
      [
        voice.say("decision.outcome"),
        html`<strong>${voice.say(`outcome.${decision.outcome}`)}</strong> (${attestations(page, decision)})`,
      ],
      [voice.say("decision.class"), voice.say(`class.${decision.decisionClass}`)],
      [voice.say("decision.method"), voice.say(`method.${decision.method}`)],
      [voice.say("decision.totals"), totalsInWords(page, decision)],
      [voice.say("decision.until"), until(page, decision)],
    ])}
    <p class="when">${voice.say("decision.on", { when: voice.when(decision.decidedAt) })}</p>
  </article>`;
};

export const decisionsSection = (page: Page): Html => {
  const { voice, facts } = page;
  const title = voice.say("decisions.title");
  if (!facts.publishesDecisions) return section("decisions", title, html`<p>${voice.say("decisions.private")}</p>`);
  if (facts.decisions.length === 0)
    return section("decisions", title, html`<p class="none">${voice.say("decisions.none")}</p>`);
  return section(
    "decisions",
    title,
    html`<p>${voice.say("decisions.lead")}</p>`,
    facts.decisions.map((decision) => decisionArticle(page, decision)),
    facts.decisionCount <= DECISIONS_SHOWN_MAX
      ? null
      : html`<p>${voice.say("decisions.more", { shown: DECISIONS_SHOWN_MAX, all: facts.decisionCount })}</p>`,
  );
};
