/** Tables, pages and state roots, from docs/formats/snapshot.md: rows in, the page's name out, and the other way round. */
import { decode, encode } from "cborg";
import { hexOf, sha256, type Bytes } from "./keys.ts";

const BITS = 5;
const SLOTS = 32;
const LIST = -1;
const HEX_ID = /^[0-9a-f]{64}$/;

/** What a row may hold, as a reader sees it. */
export type Datum = number | string | boolean | null | readonly Datum[] | { readonly [field: string]: Datum };
/** The same on the wire. */
export type Packed = number | string | boolean | null | Bytes | readonly Packed[];
export type Row = readonly [key: number, value: Datum];
export type ReadPage = (name: string) => Bytes;
export type Pages = Map<string, Bytes>;

const isData = (value: Datum): value is readonly Datum[] => Array.isArray(value);
const isList = (value: Packed): value is readonly Packed[] => Array.isArray(value);
const isPacked = (value: unknown): value is Packed =>
  value === null ||
  ["number", "string", "boolean"].includes(typeof value) ||
  value instanceof Uint8Array ||
  (Array.isArray(value) && value.every(isPacked));
export const listIn = (value: Packed): readonly Packed[] => {
  if (!isList(value)) throw new Error("a list stands here");
  return value;
};
export const numberIn = (value: Packed | undefined): number => {
  if (typeof value !== "number") throw new Error("a number stands here");
  return value;
};
export const bytesIn = (value: Packed | undefined): Bytes => {
  if (!(value instanceof Uint8Array)) throw new Error("bytes stand here");
  return value;
};

export const decoded = (bytes: Bytes): Packed => {
  const value: unknown = decode(bytes);
  if (!isPacked(value)) throw new Error("only numbers, texts, bytes and lists stand here");
  return value;
};

const packed = (value: Datum, shapes: string[][]): Packed => {
  if (typeof value === "string") return HEX_ID.test(value) ? new Uint8Array(Buffer.from(value, "hex")) : value;
  if (value === null || typeof value !== "object") return value;
  if (isData(value)) return [LIST, ...value.map((item) => packed(item, shapes))];
  const names = Object.keys(value).sort();
  const known = shapes.findIndex((shape) => shape.join() === names.join());
  const shape = known >= 0 ? known : shapes.push(names) - 1;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return [shape, ...fields.map(([, field]) => packed(field, shapes))];
};

const unpacked = (value: Packed, shapes: readonly Packed[]): Datum => {
  if (value instanceof Uint8Array) return hexOf(value);
  if (!isList(value)) return value;
  const [shape, ...items] = value;
  const data = items.map((item) => unpacked(item, shapes));
  if (shape === LIST) return data;
  const names = listIn(shapes[numberIn(shape)] ?? null);
  return Object.fromEntries(names.map((name, n) => [String(name), data[n] ?? null]));
};

/** The least span of slots that holds all keys: a page of one slot exists only at shift 0. */
const shiftOver = (first: number, last: number): number => {
  let shift = 0;
  while (Math.floor(first / 2 ** (shift + BITS)) !== Math.floor(last / 2 ** (shift + BITS))) shift += BITS;
  return shift;
};

/** The name of the page over these rows, in ascending order of key; its bytes and those below it go into `pages`. */
const pageOver = (rows: readonly Row[], pages: Pages): Bytes => {
  const [first] = rows.at(0) ?? [0];
  const [last] = rows.at(-1) ?? [0];
  const shift = shiftOver(first, last);
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const slot = Math.floor(row[0] / 2 ** shift) % SLOTS;
    groups.set(slot, [...(groups.get(slot) ?? []), row]);
  }
  const prefix = Math.floor(first / 2 ** (shift + BITS)) * 2 ** (shift + BITS);
  const bitmap = [...groups.keys()].reduce((sum, slot) => sum + 2 ** slot, 0);
  const shapes: string[][] = [];
  const slots = [...groups.values()].map((group) =>
    shift === 0 ? (group.map(([, value]) => packed(value, shapes))[0] ?? null) : pageOver(group, pages),
  );
  const bytes = encode([shift, prefix, bitmap, shapes, slots]);
  const name = sha256(bytes);
  pages.set(hexOf(name), bytes);
  return name;
};

const EMPTY = new Uint8Array(32);
export const tableOver = (rows: readonly Row[], pages: Pages): Packed => [
  1,
  rows.length === 0 ? EMPTY : pageOver(rows, pages),
  rows.length,
];

/** All rows under a page, in ascending order of key. */
export const rowsUnder = (name: Bytes, read: ReadPage): readonly Row[] => {
  const [shift, prefix, bitmap, shapes, slots] = listIn(decoded(read(hexOf(name))));
  const span = 2 ** numberIn(shift);
  const places = Array.from({ length: SLOTS }, (_, slot) => slot).filter(
    (slot) => Math.floor(numberIn(bitmap) / 2 ** slot) % 2 === 1,
  );
  return listIn(slots ?? null).flatMap((slot, n): readonly Row[] =>
    span === 1
      ? [[numberIn(prefix) + (places[n] ?? 0), unpacked(slot, listIn(shapes ?? null))]]
      : rowsUnder(bytesIn(slot), read),
  );
};

/** The root of one stratum: its used numbers, then the fields of its institutions in registry order, without those that hold nothing. */
export const stateRoot = (used: Packed, institutions: readonly Packed[]): Bytes =>
  sha256(encode([used, institutions.flatMap(withoutNothing)]));

const withoutNothing = (institution: Packed): readonly Packed[] => {
  const [name = null, fields = null] = listIn(institution);
  const kept = listIn(fields).filter((field) => !holdsNothing(listIn(listIn(field)[1] ?? null)));
  return kept.length === 0 ? [] : [[name, kept]];
};
const holdsNothing = ([kind, value = null, rows = null]: readonly Packed[]): boolean =>
  kind === 0 ? isNothing(listIn(value)[1] ?? null) : rows === 0;
const isNothing = (packed: Packed): boolean =>
  Array.isArray(packed)
    ? listIn(packed).slice(1).every(isNothing)
    : packed === null || packed === 0 || packed === false || packed === "";
