/** What the simulator says at the end: seeds, steps, faults by kind, what was accepted and refused, what came of it; or what broke. */
import type { Report } from "./simulation.ts";
import type { Shrunk } from "./shrinking.ts";

type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;
export type Sum = {
  readonly seeds: readonly string[];
  readonly steps: number;
  readonly entries: number;
  readonly acknowledged: number;
  readonly virtualDays: number;
  readonly counts: Counts;
  /** Of the last run: two runs of one seed have the same. */
  readonly trace: string;
};

export const added = (sum: Sum | null, report: Report): Sum => ({
  seeds: [...(sum?.seeds ?? []), report.seed],
  steps: (sum?.steps ?? 0) + report.stepsDone,
  entries: (sum?.entries ?? 0) + report.entries,
  acknowledged: (sum?.acknowledged ?? 0) + report.acknowledged,
  virtualDays: (sum?.virtualDays ?? 0) + report.virtualDays,
  counts: together(sum?.counts ?? {}, report.counts),
  trace: report.trace,
});

const together = (a: Counts, b: Counts): Counts => {
  const sorts = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(sorts.map((sort) => [sort, summed(a[sort] ?? {}, b[sort] ?? {})]));
};
const summed = (a: Counts[string], b: Counts[string]): Counts[string] => {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
};

export const asText = ({ seeds, steps, entries, acknowledged, virtualDays, counts, trace }: Sum): string => {
  const range = seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds[0]} to ${seeds.at(-1)}`;
  const lines = [
    `${range}: ${steps} steps, ${virtualDays} days, ${entries} entries, ${acknowledged} acknowledged; every promise kept`,
    ...Object.entries(counts).map(([sort, of]) => `\n${sort}\n${listed(of)}`),
    `\ntrace ${trace}`,
  ];
  return `${lines.join("\n")}\n`;
};

const listed = (of: Counts[string]): string =>
  Object.entries(of)
    .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)
    .join("\n");

/** The failure with the lines that led to it and the command that shows it again. */
export const failureText = ({ run, report }: Shrunk, mutant: string | null): string => {
  const without = run.without === undefined || run.without.length === 0 ? "" : ` --without ${run.without.join(",")}`;
  const wrong = mutant === null ? "" : ` --mutant ${mutant}`;
  return [
    `broken: ${report.violation?.message ?? "nothing"}`,
    "",
    ...report.lastLines,
    "",
    `seed ${report.seed}, after ${report.stepsDone} steps. Again:`,
    `  npm run simulate -- --seed ${report.seed} --steps ${run.steps}${without}${wrong}`,
  ].join("\n");
};
