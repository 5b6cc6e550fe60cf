/**
 * Writes docs/formats/states.md: the fields of every institution's state, read from the types that the code itself is checked against.
 * `npx tsx docs/formats/writeStates.ts` after a change; a test fails while the page and the code differ.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { institutionNames, kinds } from "../../src/core/registry.ts";

export const PAGE = fileURLToPath(new URL("states.md", import.meta.url));
const INSTITUTIONS = new URL("../../src/core/institutions/", import.meta.url);

const HEAD = `# States

Written from the code by \`npx tsx docs/formats/writeStates.ts\`. What each institution remembers, field by field: all that goes into a state root, which
[snapshot.md](snapshot.md) builds, and nothing else does. How acts change it is in the READMEs of the institutions, and which state a log must lead to is
in \`vectors/state.json\`.

- The first type of each institution is its state; the types it uses follow. A type's fields are sorted by name when packed, so their order here means nothing.
- \`Table<Row>\` is a table of rows by an integer key; \`Names\` gives an ordinal (or such a key) for an id. Both are written as pages.
- \`Id\` is 32 bytes; \`Instant\` is milliseconds since 1970; \`Datum\` is an integer, a text, true, false or null; \`number\` is an integer.
- Things have ordinals in the order in which they came: in *community* from 1, elsewhere from 0; rows of a table without another word are
  by ordinal. A key "by (a, b)" is a × 2^26 + b. A key "by (instant, x)" is the instant in whole minutes × 2^26 + x: deadlines fall on whole minutes.
- \`Read<typeof x>\` is a record with the fields of the shape x, which follows; enumerations are their words. Fields of a shape are in [commands.md](commands.md).
- A table whose only rows are \`true\` or 1 is an index: the key says all.
`;

type Declaration = ts.TypeAliasDeclaration | ts.VariableStatement;
type Declarations = Map<string, Declaration>;

const nameOf = (statement: ts.Statement): string | undefined => {
  if (ts.isTypeAliasDeclaration(statement)) return statement.name.text;
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.name.getText() : undefined;
};

/** The types, and lists that types are made from, which a file declares or takes from others of the core. */
const collect = (file: URL, found: Declarations, done: Set<string>): Declarations => {
  if (done.has(file.href)) return found;
  done.add(file.href);
  const source = ts.createSourceFile(file.href, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  for (const statement of source.statements) {
    const name = nameOf(statement);
    if (
      name !== undefined &&
      !found.has(name) &&
      (ts.isTypeAliasDeclaration(statement) || ts.isVariableStatement(statement))
    )
      found.set(name, statement);
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const path = statement.moduleSpecifier.text;
      if (path.startsWith(".")) collect(new URL(path, file), found, done);
    }
  }
  return found;
};

/** Types that the head of the page explains. */
const EXPLAINED = new Set(["Id", "Instant", "Datum", "Kind", "Table", "Names", "Read"]);

/** The declarations that the type leads to, itself first. */
const reached = (name: string, all: Declarations, met: Set<string>): readonly Declaration[] => {
  const declaration = all.get(name);
  if (declaration === undefined || met.has(name) || EXPLAINED.has(name)) return [];
  met.add(name);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) names.push(node.typeName.getText());
    if (ts.isTypeQueryNode(node)) names.push(node.exprName.getText());
    ts.forEachChild(node, visit);
  };
  if (ts.isTypeAliasDeclaration(declaration)) visit(declaration.type);
  return [declaration, ...names.flatMap((each) => reached(each, all, met))];
};

const written = (declaration: Declaration): string => {
  const [comment = ""] = ts.getJSDocCommentsAndTags(declaration).map((each) => `${each.getText()}\n`);
  return (comment + declaration.getText()).replaceAll(/\b(?:readonly|export) /g, "");
};

const sectionOf = (institution: string): string => {
  const all = collect(new URL(`${institution}/state.ts`, INSTITUTIONS), new Map(), new Set());
  const own = [`${institution[0]?.toUpperCase() ?? ""}${institution.slice(1)}State`, "State"].find((name) =>
    all.has(name),
  );
  if (own === undefined) throw new Error(`${institution} has no state`);
  const { audience } = [...kinds.values()].find((kind) => kind.institution.name === institution)?.institution ?? {};
  const types = reached(own, all, new Set()).map(written).join("\n\n");
  return `\n## ${institution}\n\nStratum: ${audience ?? "none"}.\n\n\`\`\`ts\n${types}\n\`\`\`\n`;
};

export const statesPage = (): string => HEAD + institutionNames.map(sectionOf).join("");

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, statesPage());
