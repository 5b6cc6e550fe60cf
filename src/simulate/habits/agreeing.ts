/** Accords that people think of: some harmless, some with a hook, some that nobody is sure about. */
import type { Id } from "../../core/kernel/types.ts";
import { questions } from "../../core/institutions/accords/terms.ts";
import { command } from "../../core/registry.ts";
import type { Mind } from "../people/society.ts";
import type { Idea, Text } from "./idea.ts";

export const signing = (mind: Mind, text: Text): Idea => {
  const { dice } = mind;
  const known = dice.perMille(300) ? mind.accords.register(10) : [];
  const partnerOf = known.length === 0 ? null : dice.pick(known).row.id;
  const isEssential = dice.perMille(300);
  const answer = (): string => (dice.perMille(30) ? "yes" : dice.perMille(6) ? "unsure" : "no");
  const clauses = Object.fromEntries(questions.map((name) => [name, { answer: answer(), wording: null }]));
  // The fact that the world's own red line looks at, and only at renewals.
  if (dice.perMille(700)) clauses["dataAccess"] = { answer: "yes", wording: null };
  const body = {
    partnerOf,
    partnerName: partnerOf === null ? text() : null,
    partnerSort: partnerOf === null ? dice.pick(["community", "company", "publicBody"] as const) : null,
    purpose: text(),
    clauses,
    weGive: [text()],
    theyGive: [],
    termMonths: dice.pick([null, 1, 1, 1, 1, 1, 2, 3, 40]),
    reviewMonths: null,
    isEssential,
    fallback: isEssential && dice.perMille(900) ? text() : null,
    negotiatedUntil: null,
  };
  return { atLeast: "weighty", command: command("accord.sign", body) };
};

const oneOf = (mind: Mind): Id | null => {
  const register = mind.accords.register(12);
  return register.length === 0 ? null : mind.dice.pick(register).row.id;
};

export const reaffirming = (mind: Mind): Idea | null => {
  const accord = oneOf(mind);
  const termMonths = mind.dice.pick([null, 1, 1, 2]);
  const body = { accord, termMonths, reviewMonths: null };
  const atLeast = mind.dice.pick(["urgent", "ordinary"] as const);
  return accord === null ? null : { atLeast, command: command("accord.reaffirm", body) };
};

export const ending = (mind: Mind): Idea | null => {
  const accord = oneOf(mind);
  return accord === null ? null : { atLeast: "ordinary", command: command("accord.end", { accord, reason: null }) };
};
