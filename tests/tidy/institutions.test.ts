/** Who has read one institution has read all: each folder has the same files, and its README the same headings. */
import { expect, it } from "vitest";
import { filesUnder, textOf } from "./sources.ts";

const FOLDER = "src/core/institutions";
const HEADINGS = ["Purpose", "Acts", "Refusals", "What is in force when", "Limits"];

const files = filesUnder(FOLDER);
const names = [...new Set(files.map((path) => path.split("/")[3] ?? ""))];
const registry = filesUnder("src/core")
  .filter((path) => /^src\/core\/registry[./]/.test(path))
  .map(textOf)
  .join("\n");

const faultsOf = (name: string): readonly string[] => {
  const own = files.filter((path) => path.startsWith(`${FOLDER}/${name}/`));
  const has = (ending: string): boolean => own.some((path) => path.endsWith(ending));
  const readme = own.find((path) => path === `${FOLDER}/${name}/README.md`);
  const headings =
    readme === undefined ? [] : [...textOf(readme).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  return [
    ...(has(`/${name}/acts.ts`) || own.some((path) => path.includes(`/${name}/acts/`)) ? [] : ["has no acts.ts"]),
    ...(has(".test.ts") ? [] : ["has no test"]),
    ...(headings.join() === HEADINGS.join() ? [] : [`README.md needs the headings ${HEADINGS.join(" · ")}`]),
    ...(registry.includes(`institutions/${name}/`) ? [] : ["is not in the registry"]),
  ];
};

it("every institution has its acts, its README under the common headings, its test and its line in the registry", () => {
  expect(names.flatMap((name) => faultsOf(name).map((fault) => `${name} ${fault}`))).toEqual([]);
});
