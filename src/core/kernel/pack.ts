/**
 * Pages as bytes: the canonical form that is hashed, stored and read back (docs/formats/snapshot.md). Rows are plain values;
 * objects are packed as [shape, …fields] with their field names once per page, and ids as 32 bytes.
 */
import { bytesOf, hexOf, sha256 } from "../hash.ts";
import { decodeValue, encodeValue, MalformedCbor } from "../log/cbor.ts";
import { Page, READ, Unread } from "./page.ts";
import type { Value } from "./types.ts";

const ID_TEXT = /^[0-9a-f]{64}$/;

/** The shapes of a page's objects, in order of first use; names sorted, so equal content packs to equal bytes. */
class Shapes {
  readonly lists: string[][] = [];
  private readonly places = new Map<string, number>();

  placeOf(names: string[]): number {
    const key = names.join("\u0000");
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.lists.length);
    this.lists.push(names);
    return this.lists.length - 1;
  }
}

/** Packs any plain value; `undefined` and anything that is not data is a bug and throws. */
const pack = (value: unknown, shapes: Shapes): Value => {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string") return ID_TEXT.test(value) ? bytesOf(value) : value;
  if (Array.isArray(value)) return [-1, ...value.map((item) => pack(item, shapes))];
  if (typeof value === "object") {
    const names = Object.keys(value).sort();
    const place = shapes.placeOf(names);
    return [place, ...names.map((name) => pack((value as Readonly<Record<string, unknown>>)[name], shapes))];
  }
  throw new TypeError(`a state may not hold ${typeof value}`);
};

const unpack = (value: Value, shapes: readonly (readonly string[])[]): unknown => {
  if (value instanceof Uint8Array) return hexOf(value);
  if (!Array.isArray(value)) return value;
  const [place, ...items] = value as readonly Value[];
  if (place === -1) return items.map((item) => unpack(item, shapes));
  const names = shapes[place as number];
  if (names?.length !== items.length) throw new RangeError("a packed row names no shape of its page");
  return Object.fromEntries(names.map((name, index) => [name, unpack(items[index] as Value, shapes)]));
};

/** One plain value on its own, with its shapes. */
export const packValue = (value: unknown): Value => {
  const shapes = new Shapes();
  const packed = pack(value, shapes);
  return [shapes.lists, packed];
};
export const unpackValue = (packed: Value): unknown => {
  const [shapes, value] = packed as readonly [readonly (readonly string[])[], Value];
  return unpack(value, shapes);
};

const hashOfSlot = (slot: unknown): string => (slot instanceof Unread ? slot.hash : pageHash(slot as Page));

/** The canonical bytes of a page: [shift, prefix, bitmap, shapes, slots]; slots of an inner page are the hashes of its pages. */
const pageBytes = (page: Page): Uint8Array => {
  const shapes = new Shapes();
  const slots: Value[] =
    page.shift === 0 ? page.slots.map((row) => pack(row, shapes)) : page.slots.map((slot) => bytesOf(hashOfSlot(slot)));
  return encodeValue([page.shift, page.prefix, page.bitmap >>> 0, shapes.lists, slots]);
};

/** The page's hash, computed once per content: this is what makes a state root cheap after a small change. */
export const pageHash = (page: Page): string => {
  page.hash ??= hexOf(sha256(pageBytes(page)));
  return page.hash;
};

export type ReadBytes = (hash: string) => Uint8Array;

/** Reads one page and proves it against its hash; the pages under it are read when first needed. */
export const readPage = (hash: string, read: ReadBytes): Page => {
  const bytes = read(hash);
  if (hexOf(sha256(bytes)) !== hash) throw new RangeError(`page ${hash} does not hash to its name`);
  const decoded = decodeValue(bytes);
  if (decoded instanceof MalformedCbor) throw new RangeError(`page ${hash} is malformed`);
  const [shift, prefix, bitmap, shapes, slots] = decoded.value as readonly [
    number,
    number,
    number,
    readonly (readonly string[])[],
    readonly Value[],
  ];
  const next = (child: string): Page => readPage(child, read);
  const held =
    shift === 0
      ? slots.map((row) => unpack(row, shapes))
      : slots.map((slot) => new Unread(hexOf(slot as Uint8Array), next));
  const page = new Page(shift, prefix, bitmap | 0, held, READ);
  page.hash = hash;
  return page;
};

/** The pages under `page` that `known` does not have yet, children first; a known page's own pages are known too. */
export function* newPages(page: Page, known: (hash: string) => boolean): Generator<readonly [string, Uint8Array]> {
  if (page.hash !== null && known(page.hash)) return;
  if (page.shift > 0) for (const slot of page.slots) if (slot instanceof Page) yield* newPages(slot, known);
  const bytes = pageBytes(page);
  page.hash ??= hexOf(sha256(bytes));
  if (!known(page.hash)) yield [page.hash, bytes];
}
