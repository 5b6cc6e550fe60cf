/**
 * `npm run bench [-- NAME …]`: measures what docs/benchmarks.md promises, each bench in a process of its own, one after the other.
 * It prints the figures and writes them to bench/results/; a figure that misses its target fails nothing, since it depends on
 * the machine, but a bench that breaks or never ends does.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benches } from "./benches.ts";
import { figuresShape, tableOf, type Figure } from "./figure.ts";
import { machine } from "./machine.ts";
import { runAlone } from "./process.ts";

const RESULTS = fileURLToPath(new URL("results/", import.meta.url));

export const main = async (argv: readonly string[]): Promise<number> => {
  const unknown = argv.filter((name) => !(name in benches));
  if (unknown.length > 0) {
    const known = Object.entries(benches).map(([name, { what }]) => `  ${name.padEnd(8)} ${what}`);
    process.stderr.write(`There is no bench ${unknown.join(", ")}. There are:\n${known.join("\n")}\n`);
    return 2;
  }
  const names = argv.length > 0 ? argv : Object.keys(benches);
  const { words, ...host } = machine();
  process.stdout.write(`${words}\n`);
  let broken = 0;
  for (const name of names) {
    process.stdout.write(`\n## ${name}: ${benches[name]?.what ?? ""}\n\n`);
    const figures = await figuresOf(name);
    if (figures === null) broken += 1;
    else save(name, { ...host, date: new Date().toISOString(), figures });
  }
  return broken === 0 ? 0 : 1;
};

const figuresOf = async (name: string): Promise<readonly Figure[] | null> => {
  try {
    const figures = await runAlone("measuring.ts", [name], figuresShape);
    process.stdout.write(`${tableOf(figures)}\n`);
    return figures;
  } catch (error) {
    process.stderr.write(`${name} broke: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
};

const save = (name: string, result: object): void => {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
};
