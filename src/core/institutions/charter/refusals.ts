/** Every way a charter says no: the catalogue of words must have each of these. */
import type { Kind } from "../../kernel/types.ts";

export const refusals = [
  "charter.alreadyFounded",
  "charter.notFirst",
  "charter.unknownParameter",
  "charter.doubled",
  "charter.outOfBounds",
  "charter.kindProtected",
  "charter.tooMany",
  "charter.unknownLine",
  "charter.nothingToReaffirm",
  "amendment.empty",
  "amendment.tooSoon",
  "rules.unknown",
  "rules.inForce",
  "system.unknown",
  "system.isOn",
  "system.forbidden",
  "system.notPiloted",
  "pilot.tooLong",
  "pilot.tooSoon",
  "words.unknownTerm",
  "words.unknownLanguage",
  "words.nothingToTakeBack",
  "words.tooMany",
] as const satisfies readonly Kind[];
