/**
 * A figure: one measured number with its unit and, where there is one, the target that it is held against. What a bench
 * answers is figures only; nothing here decides whether a build is good, since a figure depends on the machine.
 */
import { z } from "zod";

const targetShape = z.union([z.object({ atLeast: z.number() }), z.object({ atMost: z.number() })]);
export type Target = z.infer<typeof targetShape>;

/** `unit` is × for a ratio to a raw limit of the same run. */
const figureShape = z.object({
  what: z.string(),
  value: z.number(),
  unit: z.string(),
  target: targetShape.exactOptional(),
});
export const figuresShape = z.array(figureShape);
export type Figure = Readonly<z.infer<typeof figureShape>>;
export type Measure = () => Promise<readonly Figure[]> | readonly Figure[];

export const ratio = (what: string, value: number, target: Target): Figure => ({ what, value, unit: "×", target });

/** Null: nothing to hold it against. */
const isMet = ({ value, target }: Figure): boolean | null => {
  if (target === undefined) return null;
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
};

const SIGNIFICANT = 3;
const number = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(SIGNIFICANT)));

const targetWords = (target: Target): string =>
  "atLeast" in target ? `≥ ${number(target.atLeast)}` : `≤ ${number(target.atMost)}`;

const verdict = (figure: Figure): string => {
  const met = isMet(figure);
  if (met === null) return "";
  return met ? "met" : "**missed**";
};

/** The rows of a Markdown table, as docs/benchmarks.md has them. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = figures.map((figure) => [
    figure.what,
    `${number(figure.value)} ${figure.unit}`,
    figure.target === undefined ? "" : `${targetWords(figure.target)} ${figure.unit}`,
    verdict(figure),
  ]);
  const all = [["figure", "measured", "target", ""], ["---", "---", "---", "---"], ...rows];
  return all.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
};
