/**
 * What a person set for this browser: language and light. Kept in localStorage rather than in the replica's database, since
 * the first screen needs them before anything else is open; without storage the settings last as long as the page.
 */
import { chooseLanguage, isLanguage } from "../words/languages.ts";

export type Theme = "device" | "light" | "dark";

export const read = (name: string): string | null => {
  try {
    return localStorage.getItem(`folkmoot.${name}`);
  } catch {
    return null;
  }
};
export const write = (name: string, value: string): void => {
  try {
    localStorage.setItem(`folkmoot.${name}`, value);
  } catch {
    // Storage is closed (a private window, a full disk): the setting holds for this page.
  }
};

const isTheme = (text: string | null): text is Theme => text === "light" || text === "dark" || text === "device";

const storedTheme = read("theme");
const storedLanguage = read("language");

class Settings {
  #theme = $state<Theme>(isTheme(storedTheme) ? storedTheme : "device");
  #language = $state(isLanguage(storedLanguage) ? storedLanguage : chooseLanguage(navigator.languages));

  get theme(): Theme {
    return this.#theme;
  }
  set theme(theme: Theme) {
    this.#theme = theme;
    write("theme", theme);
  }
  get language(): string {
    return this.#language;
  }
  set language(language: string) {
    this.#language = language;
    write("language", language);
  }
}

export const settings = new Settings();
