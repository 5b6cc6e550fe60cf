/** The core is a function of its arguments: the same entries give the same standing on every machine, in every browser. */
import ts from "typescript";
import { expect, it } from "vitest";
import { isTest, nodesOf, placeOf, scripts, treeOf } from "./sources.ts";

const core = scripts.filter((path) => path.startsWith("src/core/") && !isTest(path));

/** Names of the host: a clock, chance, a network, a screen, or words that depend on where the program runs. */
const HOST_NAMES = new Set(
  (
    "Date Intl globalThis window document self navigator location localStorage indexedDB fetch XMLHttpRequest WebSocket " +
    "process Buffer performance crypto console setTimeout setInterval setImmediate queueMicrotask " +
    "parseFloat eval Function WeakRef FinalizationRegistry"
  ).split(" "),
);
/** The members of Math that answer exactly the same integers everywhere. */
const EXACT_MATH = new Set("abs ceil clz32 floor imul max min sign trunc".split(" "));
/** Methods whose answer depends on the host's language or its version of Unicode, or that make fractions. */
const HOST_METHODS = /^(?:toLocale\w*|localeCompare|normalize|toFixed|toPrecision|toExponential|parseFloat)$/;
const ROUNDING = new Set(["floor", "ceil", "trunc"]);

const isMath = (node: ts.Node): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "Math";

/** An identifier that names a thing, not a property, a key or a declaration of the same name. */
const isFreeName = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !(ts.isPropertySignature(parent) || ts.isTypeReferenceNode(parent) || ts.isMethodDeclaration(parent));
};

/** Quotients that the code beside them checks to be whole, by file. */
const CHECKED: Readonly<Record<string, readonly string[]>> = {
  "src/core/hash.ts": ["hex.length / 2"],
  "src/core/kernel/time.ts": ["at / MINUTE_MS"],
};

const BITWISE = new Set([
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);

/** Whether a quotient is made whole at once: inside Math.floor and its like, by a bitwise operator, or of BigInts. */
const isWhole = (node: ts.BinaryExpression): boolean => {
  const isBig = (side: ts.Node): boolean =>
    ts.isBigIntLiteral(side) || (ts.isCallExpression(side) && side.expression.getText() === "BigInt");
  if (isBig(node.left) || isBig(node.right)) return true;
  for (let outer: ts.Node = node.parent; ts.isExpression(outer); outer = outer.parent) {
    if (ts.isBinaryExpression(outer) && BITWISE.has(outer.operatorToken.kind)) return true;
    if (ts.isCallExpression(outer)) return isMath(outer.expression) && ROUNDING.has(outer.expression.name.text);
  }
  return false;
};

/** Names that the module declares itself, which are then not the host's. */
const ownNamesOf = (tree: ts.SourceFile): ReadonlySet<string> =>
  new Set(
    [...nodesOf(tree)].flatMap((node) => {
      const isDeclaration = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
      const isNamed = isDeclaration || ts.isFunctionDeclaration(node) || ts.isImportSpecifier(node);
      return isNamed && node.name !== undefined && ts.isIdentifier(node.name) ? [node.name.text] : [];
    }),
  );

const faultOf = (node: ts.Node, own: ReadonlySet<string>): string | null => {
  if (ts.isIdentifier(node) && HOST_NAMES.has(node.text) && !own.has(node.text) && isFreeName(node))
    return `${node.text} belongs to the host`;
  if (isMath(node) && !EXACT_MATH.has(node.name.text)) return `Math.${node.name.text} is not exact everywhere`;
  if (ts.isPropertyAccessExpression(node) && HOST_METHODS.test(node.name.text))
    return `${node.name.text} depends on the host`;
  if (ts.isNumericLiteral(node) && !Number.isSafeInteger(Number(node.text)))
    return `${node.text} is not a whole number`;
  if (ts.isRegularExpressionLiteral(node) && /\\p\{/i.test(node.text))
    return `${node.text} depends on the host's Unicode`;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.SlashToken && !isWhole(node)) {
    if (CHECKED[node.getSourceFile().fileName]?.includes(node.getText()) === true) return null;
    return `${node.getText()} may be a fraction: wrap it in Math.floor, or use BigInt`;
  }
  return null;
};

const faultsIn = (tree: ts.SourceFile, path: string): readonly string[] => {
  const own = ownNamesOf(tree);
  return [...nodesOf(tree)].flatMap((node) => {
    const fault = faultOf(node, own);
    return fault === null ? [] : [`${placeOf(path, node)} ${fault}`];
  });
};

it("nothing in the core asks a clock, chance, the host or a fraction", () => {
  expect(core.flatMap((path) => faultsIn(treeOf(path), path))).toEqual([]);
});

it("the rule itself finds what it must", () => {
  const isFaulty = (code: string): boolean =>
    faultsIn(ts.createSourceFile("x.ts", code, ts.ScriptTarget.ES2023, true), "x.ts").length > 0;
  const clocks = ["Date.now()", "new Date(1)", "Math.random()", "fetch(a)", "process.env"];
  const fractions = ["Math.pow(2, 3)", "0.5", "a / b", "f(a / b)", "a.toFixed(2)"];
  const places = ["a.toLocaleString()", "new Intl.NumberFormat()", "/\\p{L}/u", "a.normalize()"];
  const pure = [
    "Math.floor(a / b)",
    "(a / b) & 31",
    "a / 2n",
    "x.Date",
    "const k = { process: 1 }",
    "const f = (self) => self",
  ];
  expect([...clocks, ...fractions, ...places].filter((code) => !isFaulty(code))).toEqual([]);
  expect(pure.filter(isFaulty)).toEqual([]);
});
