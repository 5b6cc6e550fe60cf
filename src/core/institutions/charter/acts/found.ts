/**
 * `charter.found`: the first act of a log. It carries every value of the charter whole, so that replaying it needs no
 * template: what the founding says is the floor that clauses fall back to, and it never lapses.
 */
import { accept, refuse } from "../../../kernel/refusal.ts";
import type { Cause, Instant } from "../../../kernel/types.ts";
import { checkDoubled, checkLines, checkNarrowings, checkTerms } from "../limits.ts";
import { foundingShape, RULES_NEWEST, type FoundingBody } from "../../../terms/founding.ts";
import type { Founding } from "../state.ts";
import { act } from "./act.ts";

const foundingOf = (
  { template, name, purpose, locale, nodeKey }: FoundingBody,
  cause: Extract<Cause, { kind: "device" }>,
  at: Instant,
): Founding => ({
  origin: cause.act,
  founder: cause.key,
  nodeKey,
  template,
  name,
  purpose,
  locale,
  foundedAt: at,
});

export const found = act({
  kind: "charter.found",
  shape: foundingShape,
  who: [{ kind: "founder" }],
  decide: (state, body, { at, entry, cause }) => {
    if (state.founding !== null)
      return refuse("charter.alreadyFounded", "law.founding", { foundedAt: state.founding.foundedAt });
    if (entry !== 0 || cause.kind !== "device") return refuse("charter.notFirst", "law.founding", { entry });
    if (body.rules > RULES_NEWEST)
      return refuse("rules.unknown", "law.rules", { version: body.rules, newest: RULES_NEWEST });
    const { rules, terms, redLines, narrowings, offices } = body;
    const refusal =
      checkTerms(terms) ??
      checkLines(redLines) ??
      checkNarrowings(narrowings) ??
      checkDoubled(offices.map(({ office }) => `office.${office}`));
    if (refusal !== null) return refusal;
    return accept({
      kind: "charter.founded",
      founding: foundingOf(body, cause, at),
      rules,
      terms,
      redLines,
      narrowings,
      offices,
    });
  },
});
