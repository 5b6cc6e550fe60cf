/**
 * Writes src/core/season/table.ts: when the moon is new, at its quarters and full, and when the year turns, from 2020 to 2100.
 * `npx tsx docs/formats/writeMoons.ts` once; a test fails while the table and the algorithm differ.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { moonMinutes, turningMinutes } from "./meeus.ts";

export const TABLE = fileURLToPath(new URL("../../src/core/season/table.ts", import.meta.url));

/** Lunations counted from January 2000: the first new moon is that of 26 December 2019. */
const [FIRST_LUNATION, LUNATIONS] = [247, 1003];
const [FIRST_YEAR, LAST_YEAR] = [2020, 2100];
const PER_LINE = { moons: 40, turnings: 28 };

const HEAD = `/**
 * When the moon is new, at its first quarter, full and at its last quarter, and when the year turns, from 2020 to 2100: written by
 * \`npx tsx docs/formats/writeMoons.ts\`, never by hand. Each number is the minutes since the one before it, in base 36 with a fixed
 * number of digits; the first ones are minutes since 1970, universal time (docs/formats/calendar.md).
 */
`;

const list = (name: string, minutes: readonly number[], digits: number, perLine: number): string => {
  const steps = minutes
    .slice(1)
    .map((each, place) => (each - (minutes[place] ?? 0)).toString(36).padStart(digits, "0"));
  const lines = Array.from({ length: Math.ceil(steps.length / perLine) }, (_, line) =>
    steps.slice(line * perLine, (line + 1) * perLine).join(""),
  );
  return `export const ${name}: readonly string[] = [\n${lines.map((line) => `  "${line}",\n`).join("")}];\n`;
};

/** The table as the core reads it. */
export const tableText = (): string => {
  const moons = Array.from({ length: LUNATIONS * 4 }, (_, phase) => moonMinutes(FIRST_LUNATION + phase / 4));
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, place) => FIRST_YEAR + place);
  const turnings = years.flatMap((year) => [0, 1, 2, 3].map((turning) => turningMinutes(year, turning)));
  return [
    HEAD,
    `/** The new moon of 26 December 2019. */\nexport const FIRST_NEW_MOON = ${moons[0]};\n`,
    "/** Three digits each: from new moon to first quarter, to full moon, to last quarter, to new moon, and so on. */\n",
    list("MOON_STEPS", moons, 3, PER_LINE.moons),
    `\n/** The equinox of March 2020. */\nexport const FIRST_TURNING = ${turnings[0]};\n`,
    "/** Four digits each: to the solstice of June, the equinox of September, the solstice of December, the next of March. */\n",
    list("TURNING_STEPS", turnings, 4, PER_LINE.turnings),
  ].join("");
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TABLE, tableText());
