/**
 * Writes docs/formats/refusals.md: every way in which the rules say no, with its words and the clauses it names, read from the code that
 * says it. `npx tsx docs/formats/writeRefusals.ts` after a change; a test fails while the page and the code differ.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const PAGE = fileURLToPath(new URL("refusals.md", import.meta.url));
const SOURCES = fileURLToPath(new URL("../../src/", import.meta.url));
const WORDS = new URL("../../src/words/en/refusals.json", import.meta.url);

const HEAD = `# Refusals

Written from the code by \`npx tsx docs/formats/writeRefusals.ts\`. A refusal is \`{kind, clause, madeBy, data}\`: which rule says no, as a path; the decision that made
the rule, or null where it came with the founding or is a law of the system; and what the words need. Clauses that begin with \`charter.\` are
[parameters](parameters.md), \`redLine.\` and \`narrowing.\` the community's own lines, \`law.\` what no charter can switch off. \`…\` stands for a
part that depends on the act: mostly the path of the parameter that was not kept. A refused act changes nothing, and in an export it is a fault named by this kind. Of several reasons the first speaks, in
the order of the checks: envelope, shape, authority, red lines, then what the institution asks (its README).

| kind | in words | clauses |
|---|---|---|
`;

const KIND = /^[a-z]\w*\.[a-z]\w*$/i;
/** Functions that make a refusal, its kind first, then its clause; and what they put before the clause. */
const MAKERS = new Map([
  ["refuse", ""],
  ["no", ""],
  ["noByCharter", "charter."],
  ["say", "law."],
]);
/** Its clauses are in a table, and what follows a kind there is no clause. */
const WITH_TABLE = "core/institutions/community/";

/** What a name is declared to be in the blocks around it. */
const declared = (name: ts.Identifier): ts.Node | undefined => {
  for (let block: ts.Node = name; ; block = block.parent) {
    if (ts.isBlock(block) || ts.isSourceFile(block)) {
      const all = block.statements
        .filter(ts.isVariableStatement)
        .flatMap((each) => [...each.declarationList.declarations]);
      const own = all.find((each) => each.name.getText() === name.text);
      if (own !== undefined || ts.isSourceFile(block)) return own?.initializer;
    }
  }
};

/** The texts that an expression may stand for, as far as it says; a part that only running tells is `…`. */
const literals = (node: ts.Node | undefined): readonly string[] => {
  if (node === undefined) return [];
  if (ts.isIdentifier(node)) {
    const found = literals(declared(node));
    return found.length === 0 ? ["…"] : found;
  }
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("")];
  return ts.isConditionalExpression(node) ? [...literals(node.whenTrue), ...literals(node.whenFalse)] : ["…"];
};

type Found = Map<string, Set<string>>;
const note = (found: Found, kind: string, clauses: readonly string[]): void => {
  if (!KIND.test(kind)) return;
  const known = found.get(kind) ?? new Set();
  for (const clause of clauses) known.add(clause);
  found.set(kind, known);
};

/** Calls that refuse, and tables that give a clause for each kind. */
const visit = (node: ts.Node, found: Found, path: string): void => {
  const prefix = ts.isCallExpression(node) ? MAKERS.get(node.expression.getText()) : undefined;
  if (ts.isCallExpression(node) && prefix !== undefined && !path.startsWith(WITH_TABLE)) {
    const [kinds, clause] = node.arguments;
    const clauses = literals(clause).map((text) => prefix + text);
    for (const kind of literals(kinds)) note(found, kind, clauses);
  }
  if (path.endsWith("refusals.ts") && path.startsWith("core/")) {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name)) {
      const [clause = ""] = literals(node.initializer);
      note(found, node.name.text, [/^(?:law|charter)\./.test(clause) ? clause : `charter.${clause}`]);
    }
    if (ts.isArrayLiteralExpression(node))
      for (const each of node.elements) for (const kind of literals(each)) note(found, kind, []);
  }
  ts.forEachChild(node, (child) => visit(child, found, path));
};

const refusalsIn = (folders: readonly string[]): Found => {
  const found: Found = new Map();
  for (const folder of folders) {
    for (const name of readdirSync(SOURCES + folder, { recursive: true, encoding: "utf8" }).sort()) {
      if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
      const path = `${folder}/${name}`;
      const source = ts.createSourceFile(path, readFileSync(SOURCES + path, "utf8"), ts.ScriptTarget.Latest, true);
      visit(source, found, path);
    }
  }
  return found;
};

const isWords = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === "object" && value !== null;

export const refusalsPage = (): string => {
  const words: unknown = JSON.parse(readFileSync(WORDS, "utf8"));
  if (!isWords(words)) throw new Error("the words of the refusals are not a list");
  const said = [...refusalsIn(["core", "node/sequencer"])].filter(([kind]) => words[`refusal.${kind}`] !== undefined);
  const rows = said
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, clauses]) => {
      const named = [...clauses].sort().map((clause) => `\`${clause}\``);
      return `| \`${kind}\` | ${(words[`refusal.${kind}`] ?? "").replaceAll("|", "\\|")} | ${named.join(", ")} |\n`;
    });
  return HEAD + rows.join("");
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, refusalsPage());
