/** The charter as it stands: every rule with who made it and until when, red lines, offices, systems, amendments read once. */
import { charter, kinds } from "../../core/registry.ts";
import type { Who } from "../../core/kernel/types.ts";
import type { Call } from "../call.ts";
import { isoOf, isoOrNull, whenOf } from "../instants.ts";
import type { View } from "./view.ts";

export const charterOf = async (view: View) => {
  const questions = view.ask(charter);
  return {
    template: questions.template,
    rules: { version: questions.rules, madeBy: questions.rulesBy },
    parameters: questions.rulesInForce().map(({ path, value, floor, made }) => ({
      path,
      value,
      floor,
      madeBy: made?.madeBy ?? null,
      madeAt: isoOrNull(made?.madeAt ?? null),
      endsAt: isoOrNull(made?.endsAt ?? null),
    })),
    redLines: await redLinesOf(view, questions),
    narrowings: narrowingsOf(questions),
    offices: questions.offices().map(({ office, seats, powers }) => ({ office, seats, powers: [...powers] })),
    systems: await systemsOf(view, questions),
    words: await wordsOf(view, questions),
    readings: questions.readings().map(({ changes, decision, readAt, second }) => ({
      changes,
      decision,
      readAt: isoOf(readAt),
      secondFrom: isoOf(second.from),
      secondUntil: isoOf(second.until),
    })),
  };
};
export type Charter = Awaited<ReturnType<typeof charterOf>>;

type Questions = ReturnType<typeof charter.ask>;
type Condition = ReturnType<Questions["redLines"]>[number]["when"];
type ConditionJson = {
  readonly sort: string;
  readonly fact: string | null;
  readonly value: Condition["value"];
  readonly parts: readonly ConditionJson[];
};

const redLinesOf = (view: View, questions: Questions) =>
  Promise.all(
    questions.redLines().map(async ({ line, kinds: on, when, wording, madeBy, endsAt }) => ({
      line,
      kinds: [...on],
      when: conditionJson(when),
      wording: await view.words(wording),
      madeBy,
      endsAt: isoOrNull(endsAt),
    })),
  );

const systemsOf = (view: View, questions: Questions) =>
  Promise.all(
    questions.systems().map(async ({ system, isOn, pilot, made }) => ({
      system,
      isOn,
      madeBy: made?.madeBy ?? null,
      endsAt: isoOrNull(made?.endsAt ?? null),
      pilotQuestion: await view.words(pilot?.question ?? null),
    })),
  );

const wordsOf = (view: View, questions: Questions) =>
  Promise.all(
    questions.ownWords().map(async ({ term, language, wording, madeBy, endsAt }) => ({
      term,
      language,
      wording: await view.words(wording),
      madeBy,
      endsAt: isoOf(endsAt),
    })),
  );

const conditionJson = ({ sort, fact, value, parts }: Condition): ConditionJson => ({
  sort,
  fact,
  value,
  parts: parts.map(conditionJson),
});

const narrowingsOf = (questions: Questions) =>
  [...kinds.keys()].flatMap((kind) => {
    const who: readonly Who[] = questions.narrowings(kind);
    return who.length === 0 ? [] : [{ act: kind, who: who.map((one) => ({ ...one })) }];
  });

export const charterLines = (
  call: Call,
  { template, rules, parameters, redLines, offices, systems, readings, words: own }: Charter,
): readonly string[] => [
  call.say("cli.show.charter", { template, version: rules.version }),
  "",
  ...parameters.map(({ path, value, madeBy, endsAt }) => {
    const made =
      madeBy === null
        ? call.say("cli.show.founding")
        : call.say("cli.show.madeBy", { madeBy, when: whenOf(endsAt ?? "") });
    return `  ${path} = ${String(value)}  ${made}`;
  }),
  "",
  ...redLines.map(({ line, wording, kinds: on }) => {
    const words = wording ?? call.voice.find(`redLine.${line}`) ?? line;
    return call.say("cli.show.redLine", { line, words, kinds: on.join(", ") });
  }),
  ...offices.map(({ office, seats, powers }) =>
    call.say("cli.show.office", { office, seats, powers: powers.join(", ") }),
  ),
  ...systems.flatMap(({ system, isOn, pilotQuestion }) => [
    call.say("cli.show.system", { system, state: isOn ? "on" : "off" }),
    ...(pilotQuestion === null ? [] : [call.say("cli.show.pilot", { question: pilotQuestion })]),
  ]),
  ...readings.map(({ readAt, secondFrom, secondUntil }) =>
    call.say("cli.show.reading", {
      when: whenOf(readAt),
      from: whenOf(secondFrom),
      until: whenOf(secondUntil),
    }),
  ),
  ...own.map(({ term, language, wording }) =>
    call.say("cli.show.word", { term, language, words: wording ?? call.say("cli.show.erased") }),
  ),
];
