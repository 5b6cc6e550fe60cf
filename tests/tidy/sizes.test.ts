/** A file is read in one sitting and a function in one look; what is longer is split by meaning. */
import ts from "typescript";
import { expect, it } from "vitest";
import { allFiles, components, isTest, nodesOf, placeOf, scripts, textOf, treeOf } from "./sources.ts";

const FILE_LINES_MAX = 250;
const FUNCTION_LINES_MAX = 40;

/** Longer for a reason that is stated here; data needs none and is not code. */
const LONGER: Readonly<Record<string, string>> = {};

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
