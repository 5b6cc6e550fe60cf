/**
 * `npm run simulate`: lives through worlds from seeds and says what happened in them; or which promise was broken, by which few lines, and
 * how to see it again. The surprising rule: with a mutant it is the other way round, and a broken promise is the success.
 */
import { installNativeHash } from "../node/crypto/sha256.ts";
import { mutantNamed } from "./mutants/mutants.ts";
import { readOptions, USAGE, UsageError, type Options } from "./options.ts";
import { added, asText, failureText, type Sum } from "./report.ts";
import { shrink } from "./shrinking.ts";
import { simulate, type Report, type Run } from "./simulation.ts";

const AS_EXPECTED = 0;
const NOT_AS_EXPECTED = 1;
const NOT_RUN = 2;
const MS_PER_SECOND = 1000;
/** Fresh seeds begin here, and differ from one run to the next. */
const FRESH_FROM = 1_000_000;

export const main = async (argv: readonly string[]): Promise<number> => {
  try {
    const options = readOptions(argv);
    installNativeHash();
    return await (options.seconds === null ? one(options) : many(options, options.seconds));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${USAGE}\n`);
    return NOT_RUN;
  }
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const one = async (options: Options): Promise<number> => {
  const report = await simulate(runOf(options, options.seed ?? 1));
  return report.violation === null ? kept(options, added(null, report)) : broken(options, report);
};

/** World after world until the time is up; the first broken promise ends it. */
const many = async (options: Options, seconds: number): Promise<number> => {
  const ends = Date.now() + seconds * MS_PER_SECOND;
  let sum: Sum | null = null;
  for (let seed = options.seed ?? FRESH_FROM + (Date.now() % FRESH_FROM); Date.now() < ends; seed += 1) {
    const report = await simulate(runOf(options, seed));
    sum = added(sum, report);
    if (report.violation !== null) return broken(options, report);
  }
  return sum === null ? NOT_RUN : kept(options, sum);
};

const runOf = ({ steps, without, mutant }: Options, seed: number): Run => {
  const software = mutant === null ? undefined : mutantNamed(mutant)?.software;
  return { seed: String(seed), steps, without, ...(software === undefined ? {} : { software }) };
};

const kept = ({ isJson, mutant }: Options, sum: Sum): number => {
  say(isJson ? JSON.stringify(sum, null, 2) : asText(sum));
  return mutant === null ? AS_EXPECTED : NOT_AS_EXPECTED;
};

const broken = async (options: Options, report: Report): Promise<number> => {
  const smaller = await shrink(runOf(options, Number(report.seed)), report);
  say(options.isJson ? JSON.stringify(smaller.report, null, 2) : failureText(smaller, options.mutant));
  return options.mutant === null ? NOT_AS_EXPECTED : AS_EXPECTED;
};
