/**
 * What a node says to whoever asked for something: problems, and refusals in words. The surprising rule: all languages are
 * at hand from the start, since a problem is answered in the middle of a request, which cannot wait for a file.
 */
import arabic from "../../words/ar/node.json" with { type: "json" };
import arabicParts from "../../words/ar/parts.json" with { type: "json" };
import arabicRefusals from "../../words/ar/refusals.json" with { type: "json" };
import arabicTerms from "../../words/ar/terms.json" with { type: "json" };
import english from "../../words/en/node.json" with { type: "json" };
import englishParts from "../../words/en/parts.json" with { type: "json" };
import englishRefusals from "../../words/en/refusals.json" with { type: "json" };
import englishTerms from "../../words/en/terms.json" with { type: "json" };
import spanish from "../../words/es/node.json" with { type: "json" };
import spanishParts from "../../words/es/parts.json" with { type: "json" };
import spanishRefusals from "../../words/es/refusals.json" with { type: "json" };
import spanishTerms from "../../words/es/terms.json" with { type: "json" };
import type { Refusal } from "../../core/kernel/types.ts";
import { chooseLanguage, SOURCE, type Catalogue } from "../../words/languages.ts";
import { momentsIn } from "../../words/moments.ts";
import { refusalWords } from "../../words/refusals.ts";
import { speakerOf, type Speaker, type Values } from "../../words/speaker.ts";
import { languagesWanted } from "./language.ts";

const source = { ...englishTerms, ...englishParts, ...englishRefusals, ...english };
export type NodeKey = keyof typeof source;
/** Words of the node with what fills them. */
export type Said = { readonly key: NodeKey; readonly values?: Values };

export type NodeVoice = Speaker<NodeKey> & {
  /** What is refused, and what can be done about it. */
  refused(refusal: Refusal): string;
};

const catalogues: Readonly<Record<string, Catalogue<NodeKey>>> = {
  [SOURCE]: source,
  es: { ...spanishTerms, ...spanishParts, ...spanishRefusals, ...spanish },
  ar: { ...arabicTerms, ...arabicParts, ...arabicRefusals, ...arabic },
};

/** So early that every day in a refusal is said with its year: nobody knows when the answer will be read. */
const LONG_AGO = 0;

const made = (language: string): NodeVoice => {
  const speaker = speakerOf(language, catalogues[language] ?? source);
  const moments = momentsIn(language, "UTC");
  const refused = (refusal: Refusal): string => {
    const { what, next } = refusalWords(refusal, speaker, moments, LONG_AGO);
    return `${what}. ${next}`;
  };
  return { ...speaker, refused };
};

const voices = new Map(Object.keys(catalogues).map((language) => [language, made(language)]));

type Asking = { readonly req: { header(name: "accept-language"): string | undefined } };

/** The voice for whoever sent this request. */
export const voiceOf = (c: Asking): NodeVoice => voiceFor(c.req.header("accept-language"));

/** The voice for a caller who sent this header; of nobody in particular, English. */
export const voiceFor = (accepted?: string): NodeVoice => {
  const voice = voices.get(chooseLanguage(languagesWanted(accepted)));
  if (voice === undefined) throw new Error("a language that is offered has no words of the node");
  return voice;
};
