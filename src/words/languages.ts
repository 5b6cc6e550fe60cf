/**
 * The languages that Folkmoot speaks, each loaded only when somebody wants it. English is the source; `qps-plocm` is made
 * from it by the machine, with other letters and from right to left, so that tests find what would break in Arabic.
 */
import type { english } from "./en/catalogue.ts";

export type MessageKey = keyof typeof english;
export type Catalogue<Key extends string = MessageKey> = Readonly<Record<Key, string>>;

export type Language = { readonly tag: string; readonly name: string };

/** In the order of the settings screen, each by its own name. The pseudo language is for tests and is not offered. */
export const LANGUAGES: readonly Language[] = [
  { tag: "en", name: "English" },
  { tag: "es", name: "Español" },
  { tag: "ar", name: "العربية" },
];
/** What all others are translated from, and what is spoken where nothing else fits. */
export const SOURCE = "en";
export const PSEUDO = "qps-plocm";

/** Every language that can be spoken: those offered, and the one for tests. */
export const isLanguage = (tag: string | null | undefined): tag is string =>
  tag === PSEUDO || LANGUAGES.some((language) => language.tag === tag);

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ps", "ur", "yi", PSEUDO]);

export const directionOf = (language: string): "ltr" | "rtl" =>
  RIGHT_TO_LEFT.has(language) || RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";

/** The language whose plurals, numbers and dates go with these words. */
export const formatOf = (language: string): string => (language === PSEUDO ? "he" : language);

/** The words of a language, fetched alone; those of English where there are none. */
export const loadCatalogue = async (language: string): Promise<Catalogue> => {
  if (language === "es") return (await import("./es/catalogue.ts")).spanish;
  if (language === "ar") return (await import("./ar/catalogue.ts")).arabic;
  const { english } = await import("./en/catalogue.ts");
  if (language !== PSEUDO) return english;
  const { mirrored } = await import("./pseudo.ts");
  return mirrored(english);
};

/** The best we have for what a browser asks for, in its order. */
export const chooseLanguage = (wanted: readonly string[]): string => {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split("-")[0] ?? "";
    if (LANGUAGES.some((language) => language.tag === primary)) return primary;
  }
  return SOURCE;
};
