/**
 * Writes docs/formats/kinds.md from the registry: every kind of act, its stratum, who may do it, and its body field by field.
 * `npx tsx docs/formats/writeKinds.ts` after a change; a test fails while the page and the code differ.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Shape, Who } from "../../src/core/kernel/types.ts";
import { kinds } from "../../src/core/registry.ts";

export const PAGE = fileURLToPath(new URL("kinds.md", import.meta.url));

const HEAD = `# Kinds of acts

Written from the code by \`npx tsx docs/formats/writeKinds.ts\`. A body is a CBOR array with these fields in this order; a field that
is a record is an array too. What each act means, when it is refused and what follows is in
the README of its institution under \`src/core/institutions\`; how bodies are written is in [commands.md](commands.md).
`;

const whoever = (who: Who): string => {
  if (who.kind === "power") return `who holds the power *${who.power}*`;
  return who.kind === "decision" ? `a decision, at least ${who.atLeast}` : who.kind;
};

type AnyShape = Shape<unknown>;
const rowsOf = ({ fields, item }: AnyShape, path: string): readonly string[] => [
  ...Object.entries(fields ?? {}).flatMap(([name, field]) => fieldRows(field, path === "" ? name : `${path}.${name}`)),
  ...(item?.fields === undefined ? [] : rowsOf(item, `${path}[]`)),
];
const fieldRows = (field: AnyShape, place: string): readonly string[] => [
  `| \`${place}\` | ${field.fields === undefined ? field.expects : "a record"} |`,
  ...rowsOf(field, place),
];

export const kindsPage = (): string => {
  const sections = [...kinds.values()].map(({ act, institution }) => {
    const rows = rowsOf(act.shape, "");
    const body =
      rows.length === 0 ? "The body is an empty array." : ["| field | value |", "|---|---|", ...rows].join("\n");
    return `## ${act.kind}\n\n${institution.name}, ${institution.audience}; by ${act.who.map(whoever).join(" or ")}.\n\n${body}\n`;
  });
  return [HEAD, ...sections].join("\n");
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, kindsPage());
