/**
 * `folkmoot kinds [KIND]`: the reference at the terminal of every kind of act: who may do it and what its body holds, read from the very
 * shapes that judge it.
 */
import { kinds } from "../../core/registry.ts";
import type { KindDefinition } from "../../core/kernel/wiring.ts";
import type { Who } from "../../core/kernel/types.ts";
import type { Call, Command, Json } from "../call.ts";
import { UsageError, type Exit } from "../exits.ts";
import { exampleOf, fieldsOf, type Field } from "../shapes.ts";

const NAME_COLUMNS = 24;
/** Kinds are named as something that anybody may do. */
const WHO = { who: "anybody" };

export const kindsCommand: Command = {
  positionals: [{ name: "KIND", count: "optional" }],
  options: [],
  run: (call) => {
    const name = call.positional(0);
    return Promise.resolve(name === null ? listAll(call) : showOne(call, name));
  },
};

const listAll = (call: Call): Exit => {
  const all = [...kinds.values()];
  call.answer(
    all.map((definition) => factsOf(definition)),
    () =>
      all.map((definition) => {
        const { act, institution } = definition;
        const words = call.voice.find(`act.kind.${act.kind}`, WHO) ?? institution.name;
        return `${act.kind.padEnd(NAME_COLUMNS)}${words} · ${whoWords(call, act.who)}`;
      }),
  );
  return call.done();
};

const factsOf = ({ act, institution }: KindDefinition) => ({
  kind: act.kind,
  institution: institution.name,
  audience: institution.audience,
  who: act.who.map((who) => ({ ...who })),
});

const showOne = (call: Call, name: string): Exit => {
  const definition = [...kinds.values()].find(({ act }) => act.kind === name);
  if (definition === undefined) throw new UsageError("cli.kinds.unknown", { kind: name });
  const { act, institution } = definition;
  const fields = fieldsOf(act.shape);
  const example = exampleOf(act.shape);
  call.answer({ ...factsOf(definition), body: fields.map(jsonOf), example }, () => [
    `${act.kind} · ${call.voice.find(`act.kind.${act.kind}`, WHO) ?? ""}`,
    call.say("cli.kinds.where", { institution: institution.name, audience: institution.audience }),
    whoWords(call, act.who),
    "",
    ...(fields.length === 0 ? [call.say("cli.kinds.noFields")] : fields.flatMap((field) => lines(field, "  "))),
    "",
    call.say("cli.kinds.example"),
    JSON.stringify(example, null, 2),
  ]);
  return call.done();
};

const jsonOf = ({ name, expects, parts }: Field): Json => ({ name, expects, parts: parts.map(jsonOf) });

const lines = ({ name, expects, parts }: Field, indentation: string): readonly string[] => [
  `${`${indentation}${name}`.padEnd(NAME_COLUMNS)} ${expects}`,
  ...parts.flatMap((part) => lines(part, `${indentation}  `)),
];

const whoWords = (call: Call, who: readonly Who[]): string => who.map((one) => wordsFor(call, one)).join(", ");

const wordsFor = (call: Call, who: Who): string => {
  switch (who.kind) {
    case "power":
      return call.say("cli.who.power", { power: who.power });
    case "decision":
      return call.say("cli.who.decision", { atLeast: call.voice.find(`class.${who.atLeast}`) ?? who.atLeast });
    case "founder":
    case "anyDevice":
    case "node":
    case "participant":
    case "member":
    case "elector":
    case "former":
      return call.say(`cli.who.${who.kind}`);
  }
};
