/** Rules of the charter by name and value: "Quorum of weighty decisions: 25 %". Names without words are shown as they are. */
import type { Datum } from "../../../core/kernel/types.ts";
import { ruleName } from "../../../words/endings.ts";
import { valueInWords } from "../../../words/values.ts";
import { find, say } from "../../say.svelte.ts";

/** `classes.weighty.quorumPercent`, `accord.defaultMonths`, `redLine.no-secrecy`, `systems.guests` in words. */
export const pathWords = (path: string): string => ruleName({ find }, path);

export const ruleValue = (path: string, value: Datum): string => valueInWords({ find }, path, value);

/** A red line in the community's own words, or ours. */
export const lineWords = (line: string, wording: string | null): string =>
  wording ?? find(`redLine.${line}`) ?? say("redLine.other", { line });
