/**
 * Changes to the charter, each beside what it changes: the value in force before and after, red lines drawn and taken away,
 * who may do what. The value before is that of today, or of the day the amendment was read.
 */
import { charter } from "../../../core/registry.ts";
import { amend } from "../../../core/institutions/charter/acts/amend.ts";
import type { Condition } from "../../../core/condition.ts";
import { parameterAt } from "../../../core/terms/parameters.ts";
import type { Command, Datum } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";
import { bodyOf } from "./bodies.ts";

export type ValueChange = { readonly path: string; readonly before: Datum; readonly after: Datum };
/** `facts`: what the line tests, as question and answer, where it is that simple. */
export type LineShown = {
  readonly line: string;
  readonly wording: string | null;
  readonly when: Condition;
};
export type AmendmentShown = {
  readonly values: readonly ValueChange[];
  readonly drawn: readonly LineShown[];
  readonly dropped: readonly LineShown[];
  readonly narrowings: readonly { readonly act: string; readonly who: readonly string[] }[];
};

/** The changes that this command makes; null for any other command. */
export const amendmentOf = (reading: Reading, command: Command): AmendmentShown | null => {
  const body = bodyOf(amend, command);
  if (body === null) return null;
  const rules = reading.ask(charter);
  const lines = rules.redLines();
  return {
    values: body.terms.map(({ path, value }) => ({
      path,
      before: parameterAt(path) === undefined ? null : rules.parameter(path),
      after: value,
    })),
    drawn: body.redLines.map((line) => ({ line: line.line, wording: reading.text(line.wording), when: line.when })),
    dropped: body.dropped.map((line) => {
      const present = lines.find((each) => each.line === line);
      return { line, wording: reading.text(present?.wording ?? null), when: present?.when ?? NEVER };
    }),
    narrowings: body.narrowings.map(({ act, who }) => ({ act, who: who.map(({ kind }) => kind) })),
  };
};

const NEVER: Condition = { sort: "any", fact: null, value: null, parts: [] };
