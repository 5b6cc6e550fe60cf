/**
 * State roots: the canonical hash of a stratum. A state is hashed field by field, its tables by the hash of their top page,
 * so a root after a small change costs only the pages that changed. The surprising rule: a field that holds nothing is left out, so the
 * roots in old results stay true when a later version knows more institutions and fields.
 */
import { bytesOf, idOf, sha256, ZERO_ID } from "../hash.ts";
import { encodeValue } from "../log/cbor.ts";
import { Names } from "./names.ts";
import { packValue, pageHash } from "./pack.ts";
import { Table } from "./table.ts";
import type { Id, Value } from "./types.ts";

const PLAIN = 0;
const TABLE = 1;
const NAMES = 2;

const tableValue = (kind: number, table: Table<unknown>): Value => [
  kind,
  bytesOf(table.root === null ? ZERO_ID : pageHash(table.root)),
  table.size,
];

/** One field of a state: a table by its root and size, anything else packed whole. */
const fieldValue = (field: unknown): Value => {
  if (field instanceof Table) return tableValue(TABLE, field as Table<unknown>);
  if (field instanceof Names) return tableValue(NAMES, field.table);
  return [PLAIN, packValue(field)];
};

type Field = readonly [name: string, field: unknown];
const fieldsOf = (state: unknown): readonly Field[] =>
  Object.entries(state as Readonly<Record<string, unknown>>).sort(([a], [b]) => (a < b ? -1 : 1));
const valueOf = (fields: readonly Field[]): readonly Value[] =>
  fields.map(([name, field]) => [name, fieldValue(field)]);

/** [[field, kind, …], …] by field name: what a snapshot's head holds. */
export const stateValue = (state: unknown): Value => valueOf(fieldsOf(state));

/** An empty table, null, 0, false, an empty text, or a list or object of nothing else. */
const isNothing = (field: unknown): boolean => {
  if (field instanceof Table) return field.size === 0;
  if (field instanceof Names) return field.table.size === 0;
  if (typeof field === "object" && field !== null) return Object.values(field).every(isNothing);
  return field === null || field === 0 || field === false || field === "";
};

const rootValue = (name: string, state: unknown): readonly Value[] => {
  const fields = fieldsOf(state).filter(([, field]) => !isNothing(field));
  return fields.length === 0 ? [] : [[name, valueOf(fields)]];
};

export const stateRoot = (
  authors: Table<unknown>,
  parts: readonly { readonly name: string; readonly state: unknown }[],
): Id =>
  idOf(sha256(encodeValue([tableValue(TABLE, authors), parts.flatMap(({ name, state }) => rootValue(name, state))])));

export const rootKinds = { PLAIN, TABLE, NAMES } as const;
