/**
 * Writes docs/formats/parameters.md from the catalogue of the charter: every parameter with its number, bounds, and what holds where a
 * founding did not name it. `npx tsx docs/formats/writeParameters.ts` after a change; a test fails while the page and the code differ.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Measure } from "../../src/core/terms/measure.ts";
import { parameters } from "../../src/core/terms/parameters.ts";
import { systems } from "../../src/core/terms/systems.ts";

export const PAGE = fileURLToPath(new URL("parameters.md", import.meta.url));

const HEAD = `# Parameters of a charter

Written from the code by \`npx tsx docs/formats/writeParameters.ts\`. A term of \`charter.found\` or \`charter.amend\` is a path and a value;
a value outside its bounds is refused as \`charter.outOfBounds\` by the law that the bound protects. The number is the key of the parameter in
the state of the charter ([states.md](states.md)). *Unset* holds where the founding did not name the path. A *share* is a text such as \`3/5\`: two
whole numbers from 1 to 99 without leading zeros, the first not greater than the second. A row never changes: a new meaning is a new row, or a
new version of the rules. Those marked *later* can be agreed on already, and nothing acts on them yet.

| number | path | value | unset | law |
|---|---|---|---|---|
`;

const bounds = (measure: Measure): string => {
  switch (measure.sort) {
    case "whole":
      return `${measure.min} … ${measure.max} ${measure.unit}`;
    case "flag":
      return "true or false";
    case "choice":
      return measure.words.join(" \\| ");
    case "share":
      return `a share of at most ${measure.ofMax}: ${measure.moreThanHalf ? "more than half" : "at least 2"}`;
  }
};

export const parametersPage = (): string => {
  const rows = parameters.map(({ number, path, measure, unset, because, isForLater }) => {
    const value = bounds(measure) + (isForLater ? ", *later*" : "");
    return `| ${number} | \`${path}\` | ${value} | ${String(unset)} | \`law.${because}\` |\n`;
  });
  const switched = systems.map(
    ({ path, kinds }) => `| \`${path}\` | ${kinds.map((kind) => `\`${kind}\``).join(", ")} |\n`,
  );
  const foot = `\n## What a system that is off refuses\n\n| system | acts |\n|---|---|\n${switched.join("")}`;
  return HEAD + rows.join("") + foot;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, parametersPage());
