/**
 * `npm run simulate`: lives through seeded worlds and says what was broken, if anything, with the command that repeats it. The
 * surprising rule: a mutant that is not caught is the failure, and a caught one a success.
 */
import { installNativeHash } from "../node/crypto/sha256.ts";
import { mutantNamed } from "./mutants/mutants.ts";
import { readOptions, USAGE, UsageError, type Options } from "./options.ts";
import { simulate, type Report, type Run } from "./simulation.ts";

/** Seeds of fresh worlds count up from here, so that those a person tries by hand are others. */
const FRESH_FROM = 1_000_000;
const FRESH_STEPS = 400;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

export const main = async (argv: readonly string[]): Promise<number> => {
  installNativeHash();
  try {
    const options = readOptions(argv);
    return options.seconds === null ? await one(options) : await many(options, options.seconds);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${USAGE}\n`);
    return 2;
  }
};

const runOf = ({ mutant, without }: Options, seed: number, steps: number): Run => {
  const software = mutant === null ? undefined : mutantNamed(mutant)?.software;
  return { seed: String(seed), steps, without, ...(software === undefined ? {} : { software }) };
};

const one = async (options: Options): Promise<number> => {
  const report = await simulate(runOf(options, options.seed, options.steps));
  if (options.isJson) say(JSON.stringify(report, null, 2));
  else tell(report, options, options.steps);
  return codeOf(options, report.violation !== null);
};

const codeOf = ({ mutant }: Options, isBroken: boolean): number => (isBroken === (mutant !== null) ? 0 : 1);

/** World after world until the time is up; the first broken promise ends it. */
const many = async (options: Options, seconds: number): Promise<number> => {
  const ends = Date.now() + seconds * 1000;
  const first = options.seed === 1 ? FRESH_FROM + (Date.now() % FRESH_FROM) : options.seed;
  const totals = new Map<string, number>();
  let seeds = 0;
  let steps = 0;
  for (let seed = first; Date.now() < ends; seed += 1) {
    const report = await simulate(runOf(options, seed, FRESH_STEPS));
    seeds += 1;
    steps += report.stepsDone;
    add(totals, report);
    if (report.violation === null) continue;
    tell(report, options, FRESH_STEPS);
    return codeOf(options, true);
  }
  say(`${seeds} worlds from seed ${first}, ${steps} steps, no promise broken`);
  for (const [what, count] of [...totals].sort()) say(`  ${what}: ${count}`);
  return codeOf(options, false);
};

const add = (totals: Map<string, number>, { counts }: Report): void => {
  for (const [sort, names] of Object.entries(counts))
    for (const [name, count] of Object.entries(names)) {
      const what = `${sort} ${name}`;
      totals.set(what, (totals.get(what) ?? 0) + count);
    }
};

const tell = (report: Report, { mutant, without }: Options, steps: number): void => {
  const { seed, stepsDone, virtualDays, entries, acknowledged, violation, trace } = report;
  say(`seed ${seed}: ${stepsDone} steps, ${virtualDays} days, ${entries} entries, ${acknowledged} acknowledged`);
  for (const [sort, names] of Object.entries(report.counts)) {
    const each = Object.entries(names).map(([name, count]) => `${name} ${count}`);
    say(`  ${sort}: ${each.join(", ")}`);
  }
  say(`  trace ${trace}`);
  if (violation === null) return;
  for (const line of report.lastLines) say(`  ${line}`);
  say(`BROKEN: ${violation.message}`);
  const more = [
    ...(mutant === null ? [] : ["--mutant", mutant]),
    ...(without.length === 0 ? [] : ["--without", without.join()]),
  ];
  say(`Again: npm run simulate -- ${["--seed", seed, "--steps", String(steps), ...more].join(" ")}`);
};
