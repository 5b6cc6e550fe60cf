/**
 * `charter.found`: the first act of a log. It carries every value of the charter whole, so that replaying it needs no
 * template: what the founding says is the floor that clauses fall back to, and it never lapses.
 */
import { id, list, optional, record, text, whole } from "../../../kernel/schema.ts";
import { accept, refuse } from "../../../kernel/refusal.ts";
import type { Cause, Instant } from "../../../kernel/types.ts";
import { checkDoubled, checkLines, checkNarrowings, checkTerms } from "../limits.ts";
import { lineShape, narrowingShape, officeShape, shortWord, term } from "../shapes.ts";
import { RULES_NEWEST, type Founding } from "../state.ts";
import type { Read } from "../../../kernel/schema.ts";
import { act } from "./act.ts";

const NAME_CHARACTERS_MAX = 120;
const PURPOSE_CHARACTERS_MAX = 2000;
const TERMS_MAX = 512; // a few times the catalogue, which grows
const LINES_MAX = 32;
const OFFICES_MAX = 32;
export const RULES_MAX = 1_000_000;

const shape = record({
  template: shortWord,
  rules: whole(1, RULES_MAX),
  name: text(NAME_CHARACTERS_MAX),
  purpose: optional(text(PURPOSE_CHARACTERS_MAX)),
  locale: shortWord,
  nodeKey: id,
  terms: list(term, TERMS_MAX),
  redLines: list(lineShape, LINES_MAX),
  narrowings: list(narrowingShape, LINES_MAX),
  offices: list(officeShape, OFFICES_MAX),
});
export type FoundingBody = Read<typeof shape>;

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
  shape,
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
