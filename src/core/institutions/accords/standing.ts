/**
 * Whether an accord is in force, as a pure function of its dates and the time asked about. Nothing needs to be awake for an
 * accord to lapse; intervals are half-open, so at the instant of its end it is over.
 */
import { daysAfter } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import type { AccordRow } from "./state.ts";

/** Essential supplies do not stop overnight (SPEC, law 1). */
const WIND_DOWN_DAYS = 90;

export type AccordStanding =
  | { readonly kind: "inForce"; readonly until: Instant }
  /** No longer agreed, still supplied: `because` it lapsed, was ended, or its decision was never ratified. */
  | { readonly kind: "windingDown"; readonly until: Instant; readonly because: "lapsed" | "ended" | "void" }
  | { readonly kind: "lapsed" | "ended" | "void"; readonly at: Instant };

export const standingAt = ({ expiresAt, overAt, ended }: AccordRow, at: Instant): AccordStanding => {
  if (ended === null && at < expiresAt) return { kind: "inForce", until: expiresAt };
  const because = ended === null ? "lapsed" : ended.isVoid ? "void" : "ended";
  return at < overAt ? { kind: "windingDown", until: overAt, because } : { kind: because, at: overAt };
};

/** When an accord that stops being agreed at `at` is over for good. */
export const overAfter = (at: Instant, isEssential: boolean): Instant =>
  isEssential ? daysAfter(at, WIND_DOWN_DAYS) : at;
