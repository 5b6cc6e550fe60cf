/**
 * The project's own sources, as text and as syntax trees, for the tests that judge style. They are read from the folders
 * themselves, so that a file counts before it is committed, and parsed once however many rules look at them.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));

const FOLDERS = ["bin", "src", "tests", "bench", "vectors"];
const LEFT_OUT = new Set(["node_modules", "dist", ".cache"]);

/** Paths from the root, with forward slashes, of every file under the folder. */
export const filesUnder = (folder: string): readonly string[] => {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
};

export const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

export const allFiles: readonly string[] = FOLDERS.flatMap(filesUnder);
export const isTest = (path: string): boolean => path.endsWith(".test.ts") || path.startsWith("tests/");
export const scripts: readonly string[] = allFiles.filter((path) => /\.(?:ts|mjs)$/.test(path));
export const components: readonly string[] = allFiles.filter((path) => path.endsWith(".svelte"));

const scriptOfComponent = (text: string): string => /<script[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? "";

const trees = new Map<string, ts.SourceFile>();

/** The syntax tree of a script, or of a component's script. */
export const treeOf = (path: string): ts.SourceFile => {
  const known = trees.get(path);
  if (known !== undefined) return known;
  const text = path.endsWith(".svelte") ? scriptOfComponent(textOf(path)) : textOf(path);
  const tree = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.ES2023,
    true,
    path.endsWith(".mjs") ? ts.ScriptKind.JS : ts.ScriptKind.TS,
  );
  trees.set(path, tree);
  return tree;
};

/** Every node of a tree, parents before children. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  node.forEachChild((child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

/** `path:line`, as editors and terminals open it. */
export const placeOf = (path: string, node: ts.Node): string => {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${path}:${line + 1}`;
};

/** What a module imports or re-exports, types included, also dynamically: the specifiers as written. */
export const importsOf = (path: string): readonly string[] =>
  [...nodesOf(treeOf(path))].flatMap((node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      return ts.isStringLiteral(node.moduleSpecifier) ? [node.moduleSpecifier.text] : [];
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      return specifier !== undefined && ts.isStringLiteral(specifier) ? [specifier.text] : ["(computed)"];
    }
    return [];
  });
