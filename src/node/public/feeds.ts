/**
 * What neighbours and journalists can follow from their own readers: accords and decisions as Atom, everything that ends as a calendar.
 * The surprising rule: they hold what the public page holds and no more, so decisions only where the charter publishes them.
 */
import { endingWords } from "../../words/endings.ts";
import { nameOf as endingName, type Ending } from "../../core/season/endings.ts";
import { familyOf } from "../../core/season/picture.ts";
import { icsOf, type CalendarEvent } from "../../core/season/ics.ts";
import { accordAddress, accordTitle } from "./accords.ts";
import { ATOM_TYPE, atomOf, type News } from "./atom.ts";
import { decisionAddress, decisionName, totalsInWords } from "./decisions.ts";
import type { AccordShown, DecisionShown } from "./facts.ts";
import { nameOf, type Feed } from "./frame.ts";
import type { Page } from "./page.ts";

export const ACCORDS_FEED = "accords.atom";
export const RESULTS_FEED = "results.atom";
export const CALENDAR = "calendar.ics";

/** The feeds there are, as a page's head lists them. */
export const feedsOf = ({ voice, facts }: Page): readonly Feed[] => {
  const home = `/c/${facts.community.origin}/`;
  return [
    { address: voice.at(home + ACCORDS_FEED), type: ATOM_TYPE, key: "public.feed" },
    ...(facts.publishesDecisions
      ? ([{ address: voice.at(home + RESULTS_FEED), type: ATOM_TYPE, key: "season.resultsFeed" }] as const)
      : []),
    { address: voice.at(home + CALENDAR), type: "text/calendar", key: "season.feed" },
  ];
};

// ---- accords

export const accordsFeed = (page: Page): string =>
  atomOf(page, {
    file: ACCORDS_FEED,
    title: page.voice.say("feed.title", { name: nameOf(page) }),
    news: page.facts.accords.flatMap((shown) => newsOfAccord(page, shown)),
  });

const newsOfAccord = (page: Page, shown: AccordShown): readonly News[] => {
  const { row, standing } = shown;
  const isOver = standing.kind !== "inForce" && standing.kind !== "windingDown";
  const ended = row.ended?.at ?? (isOver || page.facts.at >= row.expiresAt ? row.expiresAt : null);
  const news = (key: "feed.signed" | "feed.renewed" | "feed.ended", at: News["at"]): News => ({
    name: `${key} ${row.id} ${at}`,
    at,
    title: page.voice.say(key, { title: accordTitle(page, shown) }),
    summary: page.facts.words(row.purpose) ?? page.voice.say("public.noText"),
    path: accordAddress(page, shown.accord),
  });
  return [
    news("feed.signed", row.signedAt),
    ...(row.renewed === null ? [] : [news("feed.renewed", row.renewed.at)]),
    ...(ended === null ? [] : [news("feed.ended", ended)]),
  ];
};

// ---- decisions

/** Null where the charter keeps decisions to the members. */
export const resultsFeed = (page: Page): string | null =>
  !page.facts.publishesDecisions
    ? null
    : atomOf(page, {
        file: RESULTS_FEED,
        title: page.voice.say("season.results", { name: nameOf(page) }),
        news: page.facts.decisions.flatMap((decision) => newsOfDecision(page, decision)),
      });

const newsOfDecision = (page: Page, decision: DecisionShown): readonly News[] => {
  const { voice, facts } = page;
  const title = decisionName(page, decision);
  const outcome = voice.say(`outcome.${decision.outcome}`);
  const summary = [facts.words(decision.summary), totalsInWords(page, decision)]
    .filter((part) => part !== null)
    .join("\n");
  const path = decisionAddress(page, decision);
  const { reviewUntil, recordedAt, isInForce } = decision;
  const recorded: News = {
    name: `result ${decision.decision}`,
    at: recordedAt,
    title: voice.say("season.result", { outcome, title }),
    summary,
    path,
  };
  if (isInForce || reviewUntil === null) return [recorded];
  const ended = voice.say("season.resultEnded", { title });
  const at = decision.endedAt ?? reviewUntil;
  return [recorded, { name: `result over ${decision.decision} ${at}`, at, title: ended, summary, path }];
};

// ---- the calendar

export const publicCalendar = (page: Page): string => {
  const { voice, facts, address } = page;
  const name = nameOf(page);
  const home = `${address}/c/${facts.community.origin}/`;
  return icsOf({
    origin: facts.community.origin,
    foundedAt: facts.charter.foundedAt ?? facts.at,
    name: voice.say("season.calendarName", { name }),
    description: voice.say("season.calendarAbout"),
    isPublic: true,
    url: voice.at(home),
    source: voice.at(home + CALENDAR),
    founding: voice.say("season.founded", { name }),
    events: facts.endings.map((ending) => eventOf(page, ending)),
  });
};

const eventOf = (page: Page, ending: Ending): CalendarEvent => {
  const { voice } = page;
  return {
    name: endingName(ending),
    at: ending.at,
    setAt: ending.setAt,
    isCancelled: ending.isCancelled,
    summary: endingTitle(page, ending),
    description: ending.isCancelled ? voice.say("season.cancelled") : null,
    category: voice.say(`season.sort.${familyOf(ending.what)}`),
    url: page.address + endingAddress(page, ending),
  };
};

export const endingTitle = ({ voice, facts }: Page, ending: Ending): string => {
  const name = "text" in ending.title ? facts.words(ending.title.text) : null;
  return endingWords(voice, { ...ending, name });
};

/** Where the public page shows what ends. */
export const endingAddress = (page: Page, { what, ordinal }: Ending): string => {
  const home = `/c/${page.facts.community.origin}/`;
  if (ordinal === null) return page.voice.at(`${home}#charter`);
  return what === "decision" || what === "ratify"
    ? page.voice.at(`${home}#decision-${ordinal}`)
    : accordAddress(page, ordinal);
};
