/**
 * Turns a key of a catalogue and its values into words of one language (ICU messages). Screens, public page and command
 * line all speak through this. The surprising rule: a missing key throws, since a screen that shows keys is a bug, and
 * the type of `say` makes it impossible to write one by hand.
 */
import { IntlMessageFormat } from "intl-messageformat";
import { directionOf, formatOf, type Catalogue } from "./languages.ts";

export type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type Speaker<Key extends string> = {
  /** A BCP 47 tag; it decides plurals, numbers and dates. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  say(key: Key, values?: Values): string;
  /** For keys made from data, such as the kind of a refusal: null where the catalogue has no such words. */
  find(key: string, values?: Values): string | null;
};

/** A speaker of one catalogue. Messages are parsed when first said. */
export const speakerOf = <Key extends string>(language: string, catalogue: Catalogue<Key>): Speaker<Key> => {
  const formatLanguage = formatOf(language);
  const parsed = new Map<string, IntlMessageFormat | string>();
  const wordings = new Map<string, string>(Object.entries(catalogue));
  const find = (key: string, values: Values = {}): string | null => {
    const known = parsed.get(key) ?? parse(wordings.get(key), formatLanguage);
    if (known === null) return null;
    parsed.set(key, known);
    return typeof known === "string" ? known : String(known.format({ ...values }));
  };
  const say = (key: Key, values?: Values): string => {
    const said = find(key, values);
    if (said === null) throw new Error(`no words for ${key} in ${language}`);
    return said;
  };
  return { language, direction: directionOf(language), say, find };
};

/** A community's own word for what the catalogue calls `term`, such as `office.steward`. */
export type OwnWording = { readonly term: string; readonly language: string; readonly wording: string };

/** The community's own word for a key in this language, before all others; undefined where it has none. */
export const ownWordFor = (own: readonly OwnWording[], language: string, key: string): string | undefined =>
  own.find((word) => word.term === key && word.language.split("-")[0] === language)?.wording;

/** The same speaker, who says the community's own words where it has any. They are said as they are: no message is read from them. */
export const inOwnWords = <S extends Speaker<never>>(speaker: S, own: readonly OwnWording[]): S => ({
  ...speaker,
  say: (key: never, values?: Values) => ownWordFor(own, speaker.language, key) ?? speaker.say(key, values),
  find: (key: string, values?: Values) => ownWordFor(own, speaker.language, key) ?? speaker.find(key, values),
});

/** Most messages are plain words, which need no parser. */
const parse = (wording: string | undefined, language: string): IntlMessageFormat | string | null => {
  if (wording === undefined) return null;
  return /[{'<]/.test(wording) ? new IntlMessageFormat(wording, language, undefined, { ignoreTag: true }) : wording;
};
