/**
 * The frame of every public page: head, headings, navigation and foot. It reads without a script and prints; its one style
 * sheet is a file, so that the page needs no exception from the strictest policy.
 */
import { formatOf, LANGUAGES } from "../../words/languages.ts";
import { markup, type Content, type Markup } from "./markup.ts";
import type { Page } from "./page.ts";
import type { PageKey, Voice } from "./words.ts";

export const STYLE_PATH = "/c/page.css";

export type Feed = { readonly address: string; readonly type: string; readonly key: PageKey };

export type Frame = {
  readonly voice: Voice;
  readonly title: string;
  /** The line above the title. */
  readonly eyebrow: Content;
  readonly lead: Content;
  readonly feeds: readonly Feed[];
  /** The whole address of this page, in whatever language the reader prefers. */
  readonly here: string;
  readonly navigation: readonly (readonly [address: string, key: PageKey])[];
  readonly body: readonly Markup[];
};

export const framed = ({ voice, title, eyebrow, lead, feeds, here, navigation, body }: Frame): string => {
  const say = voice.say.bind(voice);
  return markup`<!doctype html>
    <html lang="${formatOf(voice.language)}" dir="${voice.direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="${STYLE_PATH}" />
        <link rel="alternate" hreflang="x-default" href="${here}" />
        ${LANGUAGES.map(({ tag }) => markup`<link rel="alternate" hreflang="${tag}" href="${here}?lang=${tag}" />`)}
        ${feeds.map(({ address, type, key }) => markup`<link rel="alternate" type="${type}" href="${address}" title="${say(key)}" />`)}
      </head>
      <body>
        <a class="skip" href="#content">${say("public.skip")}</a>
        <header>
          <p class="eyebrow">${eyebrow}</p>
          <h1 dir="auto">${title}</h1>
          ${lead} ${languages(voice)}
        </header>
        <nav aria-label="${say("public.contents")}">
          <ul>
            ${navigation.map(([address, key]) => markup`<li><a href="${address}">${say(key)}</a></li>`)}
          </ul>
        </nav>
        <main id="content">${body}</main>
        <footer><p>${say("public.footer")}</p></footer>
      </body>
    </html> `.text;
};

/** This page in each language, by its own name, so that whoever cannot read this one finds theirs. */
const languages = (voice: Voice): Markup =>
  markup`<nav class="languages" aria-label="${voice.say("public.languages")}">
    <ul>
      ${LANGUAGES.map(({ tag, name }) =>
        tag === voice.language
          ? markup`<li><span lang="${tag}" aria-current="true">${name}</span></li>`
          : markup`<li><a href="?lang=${tag}" lang="${tag}" hreflang="${tag}">${name}</a></li>`,
      )}
    </ul>
  </nav>`;

/** What the community calls itself. */
export const nameOf = ({ voice, facts }: Page): string =>
  facts.words(facts.charter.founding?.name ?? null) ?? voice.say("public.nameless");

/** A section with its heading, at the anchor that the navigation names. */
export const section = (anchor: string, title: string, ...contents: readonly Content[]): Markup =>
  markup`<section id="${anchor}" aria-labelledby="${anchor}-title">
    <h2 id="${anchor}-title">${title}</h2>
    ${contents}
  </section> `;

/** Names and values, as a list of both. */
export const facts = (rows: readonly (readonly [name: string, value: Content] | null)[]): Markup =>
  markup`<dl>
    ${rows.map((row) =>
      row === null
        ? null
        : markup`<div>
            <dt>${row[0]}</dt>
            <dd>${row[1]}</dd>
          </div>`,
    )}
  </dl>`;

/** A time that programs can read too. */
export const moment = (voice: Voice, at: number & { readonly isInstant: true }): Markup =>
  markup`<time datetime="${new Date(at).toISOString()}">${voice.when(at)}</time>`;
