/**
 * The words of the command line, with those it shares with the app and the public page: refusals, clauses, terms. They are a file of their own, so that the
 * app on a phone does not fetch them. Times are said in UTC: the same on the operator's laptop, the server and in a bug report.
 */
import commandLine from "../words/en/cli.json" with { type: "json" };
import terms from "../words/en/terms.json" with { type: "json" };
import { chooseLanguage, loadCatalogue, type MessageKey } from "../words/languages.ts";
import { momentsIn, type Moments } from "../words/moments.ts";
import { speakerOf, type Speaker } from "../words/speaker.ts";

export type Key = MessageKey | keyof typeof commandLine | keyof typeof terms;
export type Voice = Speaker<Key> & { readonly moments: Moments };
type Environment = Readonly<Record<string, string | undefined>>;

/** `ar_EG.UTF-8` as a language tag. */
const tagOf = (locale: string): string => (locale.split(/[.@]/)[0] ?? "").replace("_", "-");

export const voiceFor = async ({ LC_ALL, LC_MESSAGES, LANG }: Environment): Promise<Voice> => {
  const wanted = [LC_ALL, LC_MESSAGES, LANG].flatMap((locale) => (locale ? [tagOf(locale)] : []));
  const language = chooseLanguage(wanted);
  const speaker = speakerOf<Key>(language, { ...(await loadCatalogue(language)), ...terms, ...commandLine });
  return { ...speaker, moments: momentsIn(language, "UTC") };
};
