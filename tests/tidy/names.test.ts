/** A folder tells its purpose by its name, a module by its first sentences, and nothing is left for later. */
import { expect, it } from "vitest";
import { allFiles, filesUnder, isTest, scripts, textOf } from "./sources.ts";

const EMPTY_NAMES = new Set(["utils", "util", "common", "helpers", "helper", "manager", "service", "base", "misc"]);
const OPENING_CHARACTERS_MIN = 60;

/** Written so that this file does not contain the words themselves. */
const LATER = new RegExp(["TO" + "DO", "FIX" + "ME", "X" + "XX"].map((word) => `\\b${word}\\b`).join("|"));
const LEFT_OUT = /\b(?:it|test|describe)\.(?:skip|only|todo)\b/;

const textFiles = [...allFiles, ...filesUnder("docs"), ...filesUnder(".ci")].filter((path) =>
  /\.(?:ts|mjs|svelte|css|html|md|json)$|^\.ci\//.test(path),
);

it("no folder and no file has a name that says nothing", () => {
  const faults = [...allFiles, ...filesUnder("docs")].filter((path) =>
    path.split("/").some((part) => EMPTY_NAMES.has(part.replace(/\.\w+$/, ""))),
  );
  expect(faults).toEqual([]);
});

it("every module opens with what it is for", () => {
  const faults = scripts
    .filter((path) => path.startsWith("src/") && !isTest(path) && !path.endsWith(".d.ts"))
    .filter((path) => {
      const opening = /^\/\*\*([\s\S]*?)\*\//.exec(textOf(path))?.[1] ?? "";
      return opening.replaceAll(/[\s*]+/g, " ").trim().length < OPENING_CHARACTERS_MIN;
    });
  expect(faults).toEqual([]);
});

it("nothing is left for later, and no test is left out", () => {
  const faults = textFiles.filter((path) => LATER.test(textOf(path)) || (isTest(path) && LEFT_OUT.test(textOf(path))));
  expect(faults).toEqual([]);
});
