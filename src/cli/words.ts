/**
 * The words of the command line, with those it shares with the app and the public page: refusals, clauses, terms. They are a file of their own, so that the
 * app on a phone does not fetch them. Times are said in UTC: the same on the operator's laptop, the server and in a bug report.
 */
import type commandLine from "../words/en/cli.json";
import {
  chooseLanguage,
  formatOf,
  isLanguage,
  LANGUAGES,
  loadCatalogue,
  PSEUDO,
  type MessageKey,
} from "../words/languages.ts";
import { momentsIn, type Moments } from "../words/moments.ts";
import { mirrored } from "../words/pseudo.ts";
import { speakerOf, type Speaker } from "../words/speaker.ts";

type Words = typeof commandLine;
export type Key = MessageKey | keyof Words;
export type Voice = Speaker<Key> & { readonly moments: Moments };
/** What --lang takes. */
export const TAGS = LANGUAGES.map(({ tag }) => tag).join(", ");

type Environment = Readonly<Record<string, string | undefined>>;

/** `ar_EG.UTF-8` as a language tag. */
const tagOf = (locale: string): string => (locale.split(/[.@]/)[0] ?? "").replaceAll("_", "-");

/** The first of the three that says anything decides, as in every program (POSIX, 8.2): `LC_ALL=C` is no wish for the next. */
const languageOf = ({ LC_ALL, LC_MESSAGES, LANG }: Environment): string =>
  chooseLanguage([tagOf([LC_ALL, LC_MESSAGES, LANG].find((locale) => locale !== undefined && locale !== "") ?? "")]);

const loadWords = async (language: string): Promise<Words> => {
  if (language === "es") return (await import("../words/es/cli.json", { with: { type: "json" } })).default;
  if (language === "ar") return (await import("../words/ar/cli.json", { with: { type: "json" } })).default;
  const { default: english } = await import("../words/en/cli.json", { with: { type: "json" } });
  return language === PSEUDO ? mirrored(english) : english;
};

/** @param asked with --lang; null where that was not given, and a language that nobody offers is spoken as if it were not. */
export const voiceFor = async (env: Environment, asked: string | null = null): Promise<Voice> => {
  const language = isLanguage(asked) ? asked : languageOf(env);
  const [shared, own] = await Promise.all([loadCatalogue(language), loadWords(language)]);
  const speaker = speakerOf<Key>(language, { ...shared, ...own });
  return { ...speaker, moments: momentsIn(formatOf(language), "UTC") };
};
