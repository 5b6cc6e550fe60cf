/**
 * `words.set`: the community's own word for something that the charter names, in one of its languages. It lapses as every clause
 * does, and then the word that comes with Folkmoot is said again. A word is only ever shown: no rule asks for it, so none can be
 * changed by renaming it.
 */
import { optional, record, text } from "../../../kernel/schema.ts";
import { accept, refuse } from "../../../kernel/refusal.ts";
import { daysAfter } from "../../../kernel/time.ts";
import { decisionClasses } from "../../../terms/parameters.ts";
import { shortWord } from "../../../terms/shapes.ts";
import { systemNamed } from "../../../terms/systems.ts";
import { CharterQuestions } from "../questions.ts";
import type { CharterState } from "../state.ts";
import { act, decisionOf } from "./act.ts";

const WORD_CHARACTERS_MAX = 60;
/** Words in all languages together, lapsed ones included: what one page of the charter can still show. */
const WORDS_MAX = 256;
/** A language tag (BCP 47), such as `es` or `pt-BR`. */
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/** `office.steward`, `class.weighty`, `system.guests`: offices of this charter, classes of decision, systems. */
const isTerm = (state: CharterState, term: string): boolean => {
  const [area, word = "", ...rest] = term.split(".");
  if (rest.length > 0) return false;
  if (area === "office") return [...state.offices.entries()].some(([, { office }]) => office === word);
  if (area === "class") return decisionClasses.some((each) => each === word);
  return area === "system" && systemNamed(word) !== undefined;
};

export const setWord = act({
  kind: "words.set",
  shape: record({ term: shortWord, language: shortWord, wording: optional(text(WORD_CHARACTERS_MAX)) }),
  who: [{ kind: "decision", atLeast: "ordinary" }],
  decide: (state, { term, language, wording }, { at, cause }) => {
    if (!isTerm(state, term)) return refuse("words.unknownTerm", "law.names", { term });
    if (!LANGUAGE.test(language)) return refuse("words.unknownLanguage", "law.names", { language });
    const charter = new CharterQuestions(state, at);
    const isSaid = charter.ownWords().some((each) => each.term === term && each.language === language);
    if (wording === null && !isSaid) return refuse("words.nothingToTakeBack", "law.names", { term, language });
    if (!isSaid && (state.words?.size ?? 0) >= WORDS_MAX)
      return refuse("words.tooMany", "law.limits", { limit: WORDS_MAX });
    const endsAt = daysAfter(at, charter.whole("rule.termDays"));
    return accept({ kind: "charter.wordSet", term, language, wording, decision: decisionOf(cause), endsAt });
  },
});
