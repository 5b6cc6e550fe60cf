/** Every way the register of accords says no: the catalogue of words must have each of these. */
import type { Kind } from "../../kernel/types.ts";

export const refusals = [
  "accord.unknown",
  "accord.unknownPartner",
  "accord.partnerUnnamed",
  "accord.unsure",
  "accord.noFallback",
  "accord.termTooLong",
  "accord.reviewAfterEnd",
  "accord.coolingInterval",
  "accord.notInForce",
  "accord.idTaken",
] as const satisfies readonly Kind[];
