/**
 * State roots: the canonical hash of a stratum. A state is hashed field by field, its tables by the hash of their top page,
 * so a root after a small change costs only the pages that changed.
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

/** [[field, kind, …], …] by field name: what is hashed, and what a snapshot's head holds. */
export const stateValue = (state: unknown): Value =>
  Object.entries(state as Readonly<Record<string, unknown>>)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [name, fieldValue(field)]);

export const stateRoot = (
  authors: Table<unknown>,
  parts: readonly { readonly name: string; readonly state: unknown }[],
): Id =>
  idOf(sha256(encodeValue([tableValue(TABLE, authors), parts.map(({ name, state }) => [name, stateValue(state)])])));

export const rootKinds = { PLAIN, TABLE, NAMES } as const;
