/** What `npm run simulate` was asked for. Anything it does not know is an error with the usage, never ignored. */
import { parseArgs } from "node:util";
import { mutantNames } from "./mutants/mutants.ts";

export const USAGE = `npm run simulate -- [--seed N] [--steps N] [--seconds S] [--mutant NAME] [--without FAULT,…] [--json]

  --seed N       the world to live through (default 1); with --seconds, the first of many (default: fresh ones)
  --steps N      how much happens in it (default 2000; with --seconds 400)
  --seconds S    world after world, for so long
  --mutant NAME  with one wrong piece put in: ${mutantNames.join(", ")}
  --without A,B  leaves out faults by name, or all of the network's by "network", or the forger by "fork"
  --json         the report as JSON

Ends with 0 if every promise was kept, 1 if one was broken (with --mutant the other way round), 2 if it could not be run.`;

export type Options = {
  readonly seed: number | null;
  readonly steps: number;
  readonly seconds: number | null;
  readonly mutant: string | null;
  readonly without: readonly string[];
  readonly isJson: boolean;
};

export class UsageError extends Error {
  override readonly name = "UsageError";
}

const STEPS = 2000;
const STEPS_OF_MANY = 400;

const wholeOf = (name: string, text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`--${name} is a whole number, not ${text}`);
  return Number(text);
};

export const readOptions = (argv: readonly string[]): Options => {
  const { values } = parsed(argv);
  const { seed, steps, seconds, mutant = null, without, json } = values;
  if (mutant !== null && !mutantNames.includes(mutant)) throw new UsageError(`there is no mutant ${mutant}`);
  return {
    seed: seed === undefined ? null : wholeOf("seed", seed),
    steps: steps === undefined ? (seconds === undefined ? STEPS : STEPS_OF_MANY) : wholeOf("steps", steps),
    seconds: seconds === undefined ? null : wholeOf("seconds", seconds),
    mutant,
    without: (without ?? "").split(",").filter((name) => name !== ""),
    isJson: json === true,
  };
};

const parsed = (argv: readonly string[]) => {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      options: { seed: text, steps: text, seconds: text, mutant: text, without: text, json: { type: "boolean" } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};
