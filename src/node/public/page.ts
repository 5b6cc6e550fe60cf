/**
 * The public page of a community, whole: what it is, what it has agreed, what it decided, its rules, and how to check all
 * of it without trusting the machine that shows it.
 */
import { accordSections, accordsSection, accordTitle } from "./accords.ts";
import { charterSection } from "./charter.ts";
import { decisionsSection } from "./decisions.ts";
import type { AccordShown, PublicFacts } from "./facts.ts";
import { feedsOf } from "./feeds.ts";
import { facts as rows, framed, nameOf, section, type Frame } from "./frame.ts";
import { markup, wording, type Markup } from "./markup.ts";
import { seasonSection } from "./season.ts";
import type { Voice } from "./words.ts";

export type Page = {
  readonly voice: Voice;
  readonly facts: PublicFacts;
  /** The node's own address, such as `https://node.example`: commands to copy need it whole. */
  readonly address: string;
};

export const communityPage = (page: Page): string => {
  const { voice, facts, address } = page;
  const navigation: Frame["navigation"] = [
    ["#about", "public.nav.about"],
    ["#season", "season.title"],
    ["#accords", "public.nav.accords"],
    ["#decisions", "public.nav.decisions"],
    ["#charter", "public.nav.charter"],
    ["#verify", "public.nav.verify"],
  ];
  const lead = markup`<p>${voice.say("public.asOf", { when: voice.when(facts.at) })}</p>`;
  const body = [
    aboutSection(page),
    seasonSection(page),
    accordsSection(page),
    decisionsSection(page),
    charterSection(page),
    verifySection(page),
  ];
  return framed({
    voice,
    title: nameOf(page),
    eyebrow: voice.say("public.eyebrow"),
    lead,
    feeds: feedsOf(page),
    here: `${address}/c/${facts.community.origin}/`,
    navigation,
    body,
  });
};

export const accordPage = (page: Page, shown: AccordShown): string => {
  const { voice, facts, address } = page;
  const sort = shown.partner === undefined ? "" : voice.say(`partnerSort.${shown.partner.sort}`);
  const home = voice.at(`/c/${facts.community.origin}/`);
  const eyebrow = markup`<a href="${home}" dir="auto">${nameOf(page)}</a>`;
  const lead = markup`<p>${sort}</p>
    <p>${voice.say("public.asOf", { when: voice.when(facts.at) })}</p>`;
  return framed({
    voice,
    title: accordTitle(page, shown),
    eyebrow,
    lead,
    feeds: feedsOf(page),
    here: `${address}/c/${facts.community.origin}/accords/${shown.accord}`,
    navigation: [[home, "public.back"]],
    body: [...accordSections(page, shown), verifySection(page)],
  });
};

const aboutSection = ({ voice, facts }: Page): Markup => {
  const { founding } = facts.charter;
  const purpose = facts.words(founding?.purpose ?? null);
  const health = facts.community.health();
  const size = facts.confirmedSize;
  const template = founding === null ? null : (voice.find(`template.${founding.template}`) ?? founding.template);
  const changes = facts.charter.rulesInForce().filter(({ made }) => made !== null).length;
  const says: readonly (string | null)[] = [
    founding === null ? null : voice.say("about.founded", { when: voice.day(founding.foundedAt) }),
    template === null ? null : voice.say("about.template", { template, changes }),
    voice.say("about.log", { entries: facts.community.head().size }),
    size === 0 ? voice.say("about.unconfirmed") : voice.say("about.confirmed", { size }),
    voice.say("about.law"),
    health.state === "running" ? null : voice.say("about.trouble", { reason: voice.say(`trouble.${health.state}`) }),
  ];
  return section(
    "about",
    voice.say("about.title"),
    purpose === null ? null : wording(purpose),
    says.map((sentence) => (sentence === null ? null : markup`<p>${sentence}</p>`)),
  );
};

const verifySection = (page: Page): Markup => {
  const { voice, facts, address } = page;
  const { origin, vkey } = facts.community;
  const exported = `/api/communities/${origin}/export?audience=public`;
  const log = `/log/${origin}`;
  const commands = `curl -o community.export "${address}${exported}"\nnpx folkmoot verify community.export`;
  return section(
    "verify",
    voice.say("verify.title"),
    markup`<p>${voice.say("verify.lead")}</p>
      <p>${voice.say("verify.fetch")}</p>
      <pre dir="ltr"><code>${commands}</code></pre>
      <p>${voice.say("verify.offline")}</p>`,
    rows([
      [voice.say("verify.key"), markup`<code class="key" dir="ltr">${vkey}</code>`],
      [voice.say("verify.checkpoint"), markup`<a href="${log}/checkpoint" dir="ltr">${address}${log}/checkpoint</a>`],
      [voice.say("verify.tiles"), markup`<code dir="ltr">${address}${log}/tile/</code>`],
      [voice.say("verify.export"), markup`<a href="${exported}" dir="ltr">${address}${exported}</a>`],
      ...feedsOf(page).map(
        (feed) =>
          [voice.say(feed.key), markup`<a href="${feed.address}" dir="ltr">${address}${feed.address}</a>`] as const,
      ),
      [voice.say("verify.api"), markup`<a href="/openapi.json" dir="ltr">${address}/openapi.json</a>`],
    ]),
  );
};
