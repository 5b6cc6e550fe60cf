/** What the simulator says at the end: seeds, steps, faults by kind, what was accepted and refused, what came of it; or what broke. */
import { kinds } from "../core/registry.ts";
import type { Report } from "./simulation.ts";
import { SORTS, type Shrunk } from "./shrinking.ts";

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
    coverage(counts),
    ...Object.entries(counts).flatMap(([sort, of]) => (ACTS.includes(sort) ? [] : [`\n${sort}\n${listed(of)}`])),
    `\ntrace ${trace}`,
  ];
  return `${lines.join("\n")}\n`;
};

/** Sorts of counts about acts, which are shown side by side. Acts that a decision brings about count as what they are. */
const ACTS: readonly string[] = ["accepted acts", "refused acts", "tried acts"];

/** Every kind of act there is, with how often it was accepted and refused; then those that no world got to. */
const coverage = (counts: Counts): string => {
  const of = (sort: string, kind: string): number => counts[sort]?.[kind] ?? 0;
  const all = [...kinds.keys()].map((kind) => {
    const [accepted, refused] = [of("accepted acts", kind), of("refused acts", kind)];
    return { kind, accepted, refused, isTried: accepted + refused + of("tried acts", kind) > 0 };
  });
  const lines = all.map(({ kind, accepted, refused }) => `  ${figure(accepted)}  ${figure(refused)}  ${kind}`);
  const without = (wanted: (typeof all)[number][]): string => wanted.map(({ kind }) => kind).join(", ") || "none";
  const never = [
    `never accepted: ${without(all.filter(({ accepted, isTried }) => isTried && accepted === 0))}`,
    `never refused: ${without(all.filter(({ refused, isTried }) => isTried && refused === 0))}`,
    `never tried: ${without(all.filter(({ isTried }) => !isTried))}`,
  ];
  return ["\nacts accepted and refused", ...lines, ...never].join("\n");
};

const figure = (count: number): string => String(count).padStart(6);
const listed = (of: Counts[string]): string =>
  Object.entries(of)
    .map(([name, count]) => `  ${figure(count)}  ${name}`)
    .join("\n");

/** Sorts of faults that could not be left out. */
const needed = ({ without = [] }: Shrunk["run"]): string =>
  SORTS.filter((sort) => !without.includes(sort)).join(", ") || "no fault at all";

/** The failure with the lines that led to it and the command that shows it again. */
export const failureText = ({ run, report }: Shrunk, mutant: string | null): string => {
  const without = run.without === undefined || run.without.length === 0 ? "" : ` --without ${run.without.join(",")}`;
  const wrong = mutant === null ? "" : ` --mutant ${mutant}`;
  return [
    `broken: ${report.violation?.message ?? "nothing"}`,
    "",
    ...report.lastLines,
    "",
    `seed ${report.seed}, after ${report.stepsDone} steps. It takes: ${needed(run)}. Again:`,
    `  npm run simulate -- --seed ${report.seed} --steps ${run.steps}${without}${wrong}`,
  ].join("\n");
};
