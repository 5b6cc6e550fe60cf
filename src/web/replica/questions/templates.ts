/** The charter templates, as a founder reads them: what each would mean on an ordinary day. */
import { template, templateIds, termsOf, type TemplateId } from "../../../core/templates/index.ts";
import type { Datum } from "../../../core/kernel/types.ts";

export type TemplateSummary = {
  readonly id: TemplateId;
  readonly terms: Readonly<Record<string, Datum>>;
  readonly redLines: readonly string[];
};

/** The terms that a summary speaks of. */
const SPOKEN = [
  "classes.ordinary.quorumPercent",
  "classes.ordinary.method",
  "classes.ordinary.fallback",
  "classes.ordinary.deliberationMinutes",
  "classes.ordinary.coolingOffMinutes",
  "membership.sponsors",
  "membership.probationDays",
  "accord.defaultMonths",
  "accord.maximumMonths",
  "publish.decisions",
  "publish.isListed",
  "rule.termDays",
];

export const templates = (): readonly TemplateSummary[] =>
  templateIds.map((id) => {
    const read = template(id);
    const terms = termsOf(read).filter(({ path }) => SPOKEN.includes(path));
    return {
      id,
      terms: Object.fromEntries(terms.map(({ path, value }) => [path, value])),
      redLines: read.redLines.map(({ line }) => line),
    };
  });
