/**
 * The season line on the public page, drawn without a script: what ends, from a month ago to the coming season, among the moons. The
 * surprising rule: the drawing is for eyes and pointers only; the list below it says the same to everybody, and is what the keyboard
 * and a screen reader meet.
 */
import { drawingOf, LENGTH, seasonAround, tidePath, type Bead, type SeasonDrawing } from "../../core/season/layout.ts";
import {
  BEAD_RADIUS,
  beadY,
  familyOf,
  heightsFor,
  MOON_LIGHT,
  MOON_RADIUS,
  moonY,
  SIGNS,
  TIDE_HEIGHT,
  TIDE_TOP,
  TURNING_LABEL_Y,
  type Heights,
} from "../../core/season/picture.ts";
import type { Ending } from "../../core/season/endings.ts";
import { CALENDAR, endingAddress, endingTitle } from "./feeds.ts";
import { section } from "./frame.ts";
import { markup, type Markup } from "./markup.ts";
import type { Page } from "./page.ts";

type Drawing = SeasonDrawing<Ending>;

/** Sixteenths as a length that grows with the letters. */
const rem = (sixteenths: number): string => `${sixteenths / 16}rem`;

export const seasonSection = (page: Page): Markup => {
  const { voice, facts } = page;
  const standing = facts.endings.filter(({ isCancelled }) => !isCancelled);
  const { from, to } = seasonAround(facts.at);
  const drawing = drawingOf(facts.at, standing);
  const inSeason = standing.filter(({ at }) => at < to);
  const label = voice.say("season.label", { count: inSeason.length, from: voice.day(from), to: voice.day(to) });
  const later = standing.length - inSeason.length;
  return section(
    "season",
    voice.say("season.title"),
    markup`<p>${voice.say("season.lead")}</p>`,
    markup`<div class="line" role="region" tabindex="0" aria-label="${label}">${drawn(page, drawing)}</div>`,
    inSeason.length === 0 ? markup`<p class="none">${voice.say("season.none")}</p>` : listed(page, inSeason),
    later === 0 ? null : markup`<p class="when">${voice.say("season.later", { count: later })}</p>`,
    follow(page),
  );
};

const listed = (page: Page, endings: readonly Ending[]): Markup =>
  markup`<ol class="ends">
    ${endings.map(
      (ending, place) =>
        markup`<li id="ending-${place}" class="${ending.at <= page.facts.at ? "past" : "ahead"}">
          <time datetime="${new Date(ending.at).toISOString()}">${page.voice.when(ending.at)}</time>
          <a href="${endingAddress(page, ending)}" dir="auto">${endingTitle(page, ending)}</a>
        </li>`,
    )}
  </ol>`;

const follow = ({ voice, facts, address }: Page): Markup => {
  const path = voice.at(`/c/${facts.community.origin}/${CALENDAR}`);
  const subscribed = `${address}${path}`.replace(/^https?:/, "webcal:");
  return markup`<p class="when">
    ${voice.say("season.followText")} <a href="${subscribed}">${voice.say("season.subscribe")}</a> ·
    <a href="${path}" dir="ltr">${CALENDAR}</a>
  </p>`;
};

// ---- the drawing

/** How far along the line, from the side where reading begins. */
const along = ({ voice }: Page, x: number): string =>
  `${(voice.direction === "rtl" ? LENGTH - x : x) / (LENGTH / 100)}%`;

const drawn = (page: Page, drawing: Drawing): Markup => {
  const { facts } = page;
  const heights = heightsFor(drawing.rows);
  const today = along(page, drawing.today);
  const isMirrored = page.voice.direction === "rtl";
  const past = { x: isMirrored ? today : "0", width: `${drawing.today / (LENGTH / 100)}%` };
  const path = tidePath(facts.at, TIDE_HEIGHT);
  const flipped = isMirrored ? markup` transform="translate(${LENGTH} 0) scale(-1 1)"` : null;
  return markup`<svg class="season" aria-hidden="true" focusable="false" width="100%" height="${rem(heights.whole)}">
    <rect class="past" x="${past.x}" y="0" width="${past.width}" height="${rem(heights.line)}"/>
    <svg x="0" y="${rem(TIDE_TOP)}" width="100%" height="${rem(TIDE_HEIGHT)}" viewBox="0 0 ${LENGTH} ${TIDE_HEIGHT}" preserveAspectRatio="none" overflow="visible">
      <path class="tide" d="${path}" vector-effect="non-scaling-stroke"${flipped}/>
    </svg>
    ${turnings(page, drawing, heights)} ${months(page, drawing, heights)} ${moons(page, drawing)}
    <line class="axis" x1="0" x2="100%" y1="${rem(heights.line)}" y2="${rem(heights.line)}"/>
    <line class="now" x1="${today}" x2="${today}" y1="0" y2="${rem(heights.line + 6)}"/>
    <text class="now" x="${today}" y="${rem(heights.today)}" text-anchor="middle">${page.voice.say("season.today")}</text>
    ${drawing.beads.map((bead) => stem(page, bead, heights))} ${beads(page, drawing, heights)}
  </svg>`;
};

const EDGE = 1000;
const anchorAt = (x: number): string => (x < EDGE ? "start" : x > LENGTH - EDGE ? "end" : "middle");

const turnings = (page: Page, drawing: Drawing, heights: Heights): readonly Markup[] =>
  drawing.turnings.map(({ turning, x }) => {
    const at = along(page, x);
    return markup`<line class="turning" x1="${at}" x2="${at}" y1="${rem(TURNING_LABEL_Y + 5)}" y2="${rem(heights.line)}"/>
      <text class="turning" x="${at}" y="${rem(TURNING_LABEL_Y)}" text-anchor="${anchorAt(x)}">${page.voice.say(`season.turning.${turning}`)}</text>`;
  });

const months = (page: Page, drawing: Drawing, heights: Heights): readonly Markup[] =>
  drawing.months.map(({ at, x, isNamed }) => {
    const place = along(page, x);
    const offset = rem(page.voice.direction === "rtl" ? -4 : 4);
    const name = markup`<text x="${place}" dx="${offset}" y="${rem(heights.months)}">${page.voice.month(at)}</text>`;
    return markup`<line class="axis" x1="${place}" x2="${place}" y1="${rem(heights.line)}" y2="${rem(heights.months)}"/>
      ${isNamed ? name : null}`;
  });

const moons = (page: Page, drawing: Drawing): readonly Markup[] =>
  drawing.moons.map(({ phase, at, x }) => {
    const light = MOON_LIGHT[phase];
    return markup`<svg class="moon" x="${along(page, x)}" y="${rem(moonY(phase))}" overflow="visible">
      <title>${page.voice.say(`season.moon.${phase}`)}, ${page.voice.when(at)}</title>
      ${scaled(
        MOON_RADIUS + 1,
        markup`<circle r="${MOON_RADIUS}"/>${light === null ? null : markup`<path d="${light}"/>`}`,
      )}
    </svg>`;
  });

/** A box of twice this radius around 0 that grows with the letters. */
const scaled = (radius: number, inside: Markup): Markup =>
  markup`<svg x="${rem(-radius)}" y="${rem(-radius)}" width="${rem(2 * radius)}" height="${rem(2 * radius)}" viewBox="${-radius} ${-radius} ${2 * radius} ${2 * radius}">${inside}</svg>`;

const stem = (page: Page, { x, row }: Bead<Ending>, heights: Heights): Markup => {
  const at = along(page, x);
  return markup`<line class="stem" x1="${at}" x2="${at}" y1="${rem(beadY(heights, row))}" y2="${rem(heights.line)}"/>`;
};

const beads = (page: Page, drawing: Drawing, heights: Heights): readonly Markup[] =>
  drawing.beads.map(({ x, row, isPast, things }) => {
    const [first] = things;
    const name = things.map((thing) => `${page.voice.day(thing.at)}: ${endingTitle(page, thing)}`).join("\n");
    const sign =
      things.length === 1
        ? markup`<path d="${SIGNS[familyOf(first.what)]}"/>`
        : markup`<text y="4" text-anchor="middle">${things.length}</text>`;
    const to = things.length === 1 ? endingAddress(page, first) : `#ending-${placeIn(page, first)}`;
    return markup`<a href="${to}" tabindex="-1" class="${isPast ? "bead past" : "bead"}">
      <svg x="${along(page, x)}" y="${rem(beadY(heights, row))}" overflow="visible"><title>${name}</title>
        ${scaled(BEAD_RADIUS + 1, markup`<circle r="${BEAD_RADIUS - 1}"/>${sign}`)}
      </svg>
    </a>`;
  });

/** Its place in the list below. */
const placeIn = ({ facts }: Page, ending: Ending): number =>
  facts.endings.filter(({ isCancelled }) => !isCancelled).indexOf(ending);
