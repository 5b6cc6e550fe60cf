/**
 * `charter.startPilot` and `charter.keepSystem`: a system arrives as a trial with one question and an end, and stays only by a
 * fresh, weightier decision. A pilot cannot be renewed by another: between two of one system lies a rest.
 */
import { record, text, whole } from "../../../kernel/schema.ts";
import { accept, refuse } from "../../../kernel/refusal.ts";
import { daysAfter } from "../../../kernel/time.ts";
import type { Cause, Instant, Refusal } from "../../../kernel/types.ts";
import { CharterQuestions } from "../questions.ts";
import { shortWord } from "../../../terms/shapes.ts";
import { clauseAt, known } from "../standing.ts";
import type { CharterState } from "../state.ts";
import { systemNamed, type System } from "../../../terms/systems.ts";
import { act, decisionOf, isDraft } from "./act.ts";

const QUESTION_CHARACTERS_MAX = 500;
const DAYS_MAX = 365; // the charter's own maximum is lower

const unknownSystem = (system: string): Refusal => refuse("system.unknown", "law.catalogue", { system });

/** A system that the charter switched off above its founding terms: an ordinary pilot may not go round that. */
const forbidden = (state: CharterState, { system, path }: System, at: Instant): Refusal | null => {
  const clause = clauseAt(state, known(path).number, at);
  return clause?.value === false ? refuse("system.forbidden", `charter.${path}`, { system }, clause.madeBy) : null;
};

const barred = (state: CharterState, system: System, days: number, at: Instant, cause: Cause): Refusal | null => {
  const charter = new CharterQuestions(state, at);
  if (charter.isOn(system.system))
    return refuse("system.isOn", `charter.${system.path}`, { system: system.system }, charter.madeBy(system.path));
  const max = charter.whole("pilot.daysMaximum");
  if (days > max)
    return refuse("pilot.tooLong", "charter.pilot.daysMaximum", { days, max }, charter.madeBy("pilot.daysMaximum"));
  const last = state.pilots.get(known(system.path).number);
  if (last === undefined) return null;
  const from = daysAfter(last.endsAt, charter.whole("pilot.restDays"));
  return at < from && !isDraft(cause)
    ? refuse(
        "pilot.tooSoon",
        "charter.pilot.restDays",
        { system: system.system, effectFrom: from },
        charter.madeBy("pilot.restDays"),
      )
    : null;
};

export const startPilot = act({
  kind: "charter.startPilot",
  shape: record({ system: shortWord, question: text(QUESTION_CHARACTERS_MAX), days: whole(1, DAYS_MAX) }),
  who: [{ kind: "decision", atLeast: "ordinary" }],
  decide: (state, { system: word, question, days }, { at, cause }) => {
    const system = systemNamed(word);
    if (system === undefined) return unknownSystem(word);
    const refusal = forbidden(state, system, at) ?? barred(state, system, days, at, cause);
    if (refusal !== null) return refusal;
    return accept({
      kind: "charter.pilotStarted",
      system: word,
      question,
      decision: decisionOf(cause),
      endsAt: daysAfter(at, days),
    });
  },
});

export const keepSystem = act({
  kind: "charter.keepSystem",
  shape: record({ system: shortWord }),
  who: [{ kind: "decision", atLeast: "weighty" }],
  decide: (state, { system: word }, { at, cause }) => {
    const system = systemNamed(word);
    if (system === undefined) return unknownSystem(word);
    const refusal = forbidden(state, system, at);
    if (refusal !== null) return refusal;
    const { number } = known(system.path);
    if (!state.pilots.has(number)) return refuse("system.notPiloted", "law.pilots", { system: word });
    const charter = new CharterQuestions(state, at);
    const isPilot = clauseAt(state, number, at)?.isPilot === true;
    if (charter.isOn(word) && !isPilot)
      return refuse("system.isOn", `charter.${system.path}`, { system: word }, charter.madeBy(system.path));
    return accept({
      kind: "charter.systemKept",
      system: word,
      decision: decisionOf(cause),
      endsAt: daysAfter(at, charter.whole("rule.termDays")),
    });
  },
});
