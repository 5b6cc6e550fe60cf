/**
 * Names: from the 32-byte id that acts use to the ordinal that the state uses. A name is 104 bits of the id, and names whose
 * first 16 bits agree share a row, so that a name costs a few bytes however many there are. A new act whose id meets
 * another's first 52 bits is refused by the caller (`isTaken`), and its author signs again with another salt.
 */
import { numberIn } from "../hash.ts";
import { Table } from "./table.ts";
import type { Id } from "./types.ts";

const HEX_DIGITS = 13; // 52 bits: the largest whole number of hex digits that fits a key
const ROW_SPAN = 68_719_476_736; // 2^36: the other bits of the first 52 within a row

/** [first 52 bits, next 52 bits, ordinal, …], by the first, ascending. */
type Row = readonly number[];
const PARTS = 3;

/** The id looked up last: an act's author is looked up three times in a row. */
const last = { id: "", key: 0, check: 0 };
const partsOf = (id: Id): typeof last => {
  if (id !== last.id) {
    last.id = id;
    last.key = numberIn(id, 0, HEX_DIGITS);
    last.check = numberIn(id, HEX_DIGITS, 2 * HEX_DIGITS);
  }
  return last;
};
/** The first 52 bits of an id: a table key. */
export const keyOf = (id: Id): number => partsOf(id).key;

/** Where the key is in the row, or would be. */
const placeIn = (row: Row, key: number): number => {
  let place = 0;
  while (place < row.length && (row[place] ?? 0) < key) place += PARTS;
  return place;
};

export class Names {
  /** By the first 16 bits of the ids. */
  readonly table: Table<Row>;
  private constructor(table: Table<Row>) {
    this.table = table;
  }
  static readonly empty = new Names(Table.empty());
  static over(table: Table<Row>): Names {
    return new Names(table);
  }
  resolve(id: Id): number | undefined {
    const { key, check } = partsOf(id);
    const row = this.table.get(Math.floor(key / ROW_SPAN));
    if (row === undefined) return undefined;
    const place = placeIn(row, key);
    return row[place] === key && row[place + 1] === check ? row[place + 2] : undefined;
  }
  isTaken(id: Id): boolean {
    const { key } = partsOf(id);
    const row = this.table.get(Math.floor(key / ROW_SPAN));
    return row?.[placeIn(row, key)] === key;
  }
  with(id: Id, ordinal: number): Names {
    const { key, check } = partsOf(id);
    const at = Math.floor(key / ROW_SPAN);
    const row = this.table.get(at);
    if (row === undefined) return new Names(this.table.set(at, [key, check, ordinal]));
    const place = placeIn(row, key);
    const after = row[place] === key ? place + PARTS : place;
    return new Names(this.table.set(at, [...row.slice(0, place), key, check, ordinal, ...row.slice(after)]));
  }
  without(id: Id): Names {
    if (this.resolve(id) === undefined) return this;
    const { key } = partsOf(id);
    const at = Math.floor(key / ROW_SPAN);
    const row = this.table.get(at) ?? [];
    if (row.length === PARTS) return new Names(this.table.delete(at));
    const place = placeIn(row, key);
    return new Names(this.table.set(at, [...row.slice(0, place), ...row.slice(place + PARTS)]));
  }
}
