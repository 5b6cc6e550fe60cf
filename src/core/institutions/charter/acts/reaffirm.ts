/** `charter.reaffirm`: clauses that decisions made last another term; what the founding laid needs no reaffirming. */
import { list, record } from "../../../kernel/schema.ts";
import { accept, refuse } from "../../../kernel/refusal.ts";
import { daysAfter } from "../../../kernel/time.ts";
import type { Instant } from "../../../kernel/types.ts";
import { checkDoubled } from "../limits.ts";
import { parameterAt } from "../../../terms/parameters.ts";
import { CharterQuestions } from "../questions.ts";
import { shortWord } from "../../../terms/shapes.ts";
import { clauseAt } from "../standing.ts";
import type { CharterState } from "../state.ts";
import { act, decisionOf } from "./act.ts";

const PATHS_MAX = 64;
const shape = record({ paths: list(shortWord, PATHS_MAX) });

/** A clause in force that a decision made; a pilot is none, since staying takes `charter.keepSystem`. */
const isReaffirmable = (state: CharterState, path: string, at: Instant): boolean => {
  const parameter = parameterAt(path);
  if (parameter !== undefined) return clauseAt(state, parameter.number, at)?.isPilot === false;
  return new CharterQuestions(state, at).made(path) !== null;
};

export const reaffirm = act({
  kind: "charter.reaffirm",
  shape,
  who: [{ kind: "decision", atLeast: "weighty" }],
  decide: (state, { paths }, { at, cause }) => {
    const nothing = paths.length === 0 ? "" : paths.find((path) => !isReaffirmable(state, path, at));
    if (nothing !== undefined) return refuse("charter.nothingToReaffirm", "law.expiry", { path: nothing });
    const doubled = checkDoubled(paths);
    if (doubled !== null) return doubled;
    const endsAt = daysAfter(at, new CharterQuestions(state, at).whole("rule.termDays"));
    return accept({ kind: "charter.reaffirmed", paths, decision: decisionOf(cause), endsAt });
  },
});
