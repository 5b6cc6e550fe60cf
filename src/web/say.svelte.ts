/**
 * The words of the screens, in the language chosen: `say("home.title")`. It is reactive, so that changing the language
 * changes every screen at once without a reload.
 */
import { formatOf, loadCatalogue, type MessageKey } from "../words/languages.ts";
import { momentsIn, type Moments } from "../words/moments.ts";
import { ownWordFor, speakerOf, type OwnWording, type Speaker, type Values } from "../words/speaker.ts";

export type { MessageKey };

type Voice = { readonly speaker: Speaker<MessageKey>; readonly moments: Moments };

let voice = $state.raw<Voice | null>(null);

const current = (): Voice => {
  if (voice === null) throw new Error("no language is loaded yet");
  return voice;
};

/** The language asked for last: a slower one that was asked for before must not take its place. */
let wanted = "";

/** Loads a language and turns the page to its direction. */
export const speak = async (language: string): Promise<void> => {
  wanted = language;
  const speaker = speakerOf(language, await loadCatalogue(language));
  if (wanted !== language) return;
  document.documentElement.lang = formatOf(language);
  document.documentElement.dir = speaker.direction;
  voice = { speaker, moments: momentsIn(regionOf(language)) };
};

/** The language as this browser's owner writes dates in it: "en" may be "en-GB". */
const regionOf = (language: string): string => {
  const tag = formatOf(language);
  return navigator.languages.find((wanted) => wanted.split("-")[0] === tag) ?? tag;
};

let own = $state.raw<readonly OwnWording[]>([]);

/** From now on the words of this community come first; none of any when one is left. */
export const speakAs = (words: readonly OwnWording[]): void => void (own = words);

/** What the community here calls it, in the language that is spoken. */
export const ownWord = (key: string): string | undefined => ownWordFor(own, current().speaker.language, key);

export const say = (key: MessageKey, values?: Values): string => ownWord(key) ?? current().speaker.say(key, values);
/** For keys made from data; null where there are no such words. */
export const find = (key: string, values?: Values): string | null => ownWord(key) ?? usual(key, values);
/** What Folkmoot calls it, whatever the community does. */
export const usual = (key: string, values?: Values): string | null => current().speaker.find(key, values);
/** Where reading begins: what is drawn has no start and end of its own. */
export const direction = (): "ltr" | "rtl" => current().speaker.direction;
export const moments = (): Moments => current().moments;
