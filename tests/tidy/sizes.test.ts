/** A file is read in one sitting and a function in one look; what is longer is split by meaning. */
import ts from "typescript";
import { expect, it } from "vitest";
import { allFiles, components, isTest, nodesOf, placeOf, scripts, textOf, treeOf } from "./sources.ts";

const FILE_LINES_MAX = 250;
const FUNCTION_LINES_MAX = 40;

/** Longer for a reason that is stated here; data needs none and is not code. */
const LONGER: Readonly<Record<string, string>> = {
  "src/node/sequencer/trouble.test.ts": "one kind of trouble after another, each told with the same helpers",
  "tests/contracts/logStore.ts": "one contract, read beside the port it holds implementations to",
  "src/simulate/demo/stories/bread.ts": "a story is told in one breath, from its first line to its last",
  "src/simulate/demo/stories/belonging.ts": "a story, as above",
  "src/simulate/demo/stories/courtyard.ts": "a story, as above",
  "src/simulate/demo/stories/firstSeason.ts": "a story, as above",
  "src/simulate/demo/stories/founding.ts": "a story, as above",
  "src/simulate/demo/stories/hearings.ts": "a story, as above",
  "src/simulate/demo/stories/lately.ts": "a story, as above",
  "src/simulate/demo/stories/noData.ts": "a story, as above",
  "src/simulate/demo/stories/river.ts": "a story, as above",
  "src/simulate/demo/stories/pharmacy.ts": "a story, as above",
  "src/simulate/demo/stories/sundays.ts": "a story, as above",
  "src/simulate/store/logImage.ts": "one record of many fields, read in the order in which it is written",
  "src/web/screens/proposals/deedForms.ts": "a table of forms, one entry each",
};

const linesOf = (text: string): number => text.trimEnd().split("\n").length;

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isConstructorDeclaration(node) ||
  ts.isAccessor(node);

it(`no file is longer than ${FILE_LINES_MAX} lines`, () => {
  const faults = allFiles
    .filter((path) => /\.(?:ts|mjs|svelte|css)$/.test(path) && !(path in LONGER))
    .map((path) => ({ path, lines: linesOf(textOf(path)) }))
    .filter(({ lines }) => lines > FILE_LINES_MAX);
  expect(faults).toEqual([]);
});

it(`no function is longer than ${FUNCTION_LINES_MAX} lines`, () => {
  const faults = [...scripts, ...components]
    .filter((path) => !isTest(path) && !(path in LONGER))
    .flatMap((path) =>
      [...nodesOf(treeOf(path))]
        .filter(isFunction)
        .map((node) => ({ place: placeOf(path, node), lines: linesOf(node.getText()) }))
        .filter(({ lines }) => lines > FUNCTION_LINES_MAX),
    );
  expect(faults).toEqual([]);
});

it("every exception still needs to be one", () => {
  expect(Object.keys(LONGER).filter((path) => !allFiles.includes(path))).toEqual([]);
});
