/**
 * `npm run fuzz -- [--seconds N] [--seed TEXT] [--target NAME]`: every reader of outside bytes in turn, round after round
 * with fresh seeds, until the time is over. Ends with 1 and the sample in base 64 at the first that breaks a promise.
 */
import { parseArgs } from "node:util";
import { systemRandom } from "../../src/node/ports/systemRandom.ts";
import { hexOf } from "../../src/core/hash.ts";
import { Dice } from "../../src/simulate/dice.ts";
import { fuzz } from "./fuzzing.ts";
import { targets } from "./targets.ts";

const RUNS_PER_ROUND = 2000;
const SECONDS = 60;
const MS_PER_SECOND = 1000;

export const main = (argv: readonly string[]): number => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args: [...argv], options: { seconds: text, seed: text, target: text } });
  const { seconds = String(SECONDS), seed = hexOf(systemRandom.bytes(8)), target: only } = values;
  const chosen = targets.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0 || !/^\d{1,6}$/.test(seconds)) {
    process.stderr.write("npm run fuzz -- [--seconds N] [--seed TEXT] [--target NAME], one of:\n");
    process.stderr.write(targets.map(({ name }) => `  ${name}\n`).join(""));
    return 2;
  }
  const end = performance.now() + Number(seconds) * MS_PER_SECOND;
  const counts = new Map<string, readonly [runs: number, accepted: number]>();
  for (let round = 0; performance.now() < end; round += 1) {
    for (const target of chosen) {
      if (performance.now() >= end) break;
      const { runs, accepted, finding } = fuzz(target, new Dice(`${seed}/${round}/${target.name}`), RUNS_PER_ROUND);
      if (finding !== null) {
        process.stdout.write(`Seed ${seed}, round ${round}: ${target.name} broke a promise.\n`);
        process.stdout.write(`${finding.says}\nsample: "${finding.sample}"\n`);
        return 1;
      }
      const [before, taken] = counts.get(target.name) ?? [0, 0];
      counts.set(target.name, [before + runs, taken + accepted]);
    }
  }
  for (const [name, [runs, accepted]] of counts)
    process.stdout.write(`${name.padEnd(28)}${String(runs).padStart(10)} samples, ${accepted} accepted\n`);
  process.stdout.write(`No promise was broken. Seed ${seed}.\n`);
  return 0;
};
