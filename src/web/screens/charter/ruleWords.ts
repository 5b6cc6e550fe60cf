/** Rules of the charter by name and value: "Quorum of weighty decisions: 25 %". Names without words are shown as they are. */
import type { Datum } from "../../../core/kernel/types.ts";
import { valueInWords } from "../../../words/values.ts";
import { find, say } from "../../say.svelte.ts";

/** `classes.weighty.quorumPercent`, `accord.defaultMonths`, `redLine.no-secrecy`, `systems.guests` in words. */
export const pathWords = (path: string): string => {
  if (path.startsWith("redLine."))
    return say("rules.redLine", { line: lineWords(path.slice("redLine.".length), null) });
  if (path.startsWith("narrowing."))
    return say("rules.narrowing", {
      act: find(`act.kind.${path.slice("narrowing.".length)}`, { who: "anybody" }) ?? path,
    });
  const ofClass = /^classes\.(\w+)\.(\w+)$/.exec(path);
  if (ofClass === null) return find(`rule.${path}`) ?? path;
  const [, of = "", field = ""] = ofClass;
  return say("rules.ofClass", { rule: find(`rule.${field}`) ?? field, class: find(`class.${of}`) ?? of });
};

export const ruleValue = (path: string, value: Datum): string => valueInWords({ find }, path, value);

/** A red line in the community's own words, or ours. */
export const lineWords = (line: string, wording: string | null): string =>
  wording ?? find(`redLine.${line}`) ?? say("redLine.other", { line });
