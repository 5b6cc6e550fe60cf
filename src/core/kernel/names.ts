/**
 * Names: from the 32-byte id that acts use to the ordinal that the state uses. The first 52 bits are the table's key and
 * the next 52 are compared, so a name costs a few bytes; a new act whose id meets another's 52 bits is refused by the
 * caller (`isTaken`), and its author signs again with another salt.
 */
import { Table } from "./table.ts";
import type { Id } from "./types.ts";

const HEX_DIGITS = 13; // 52 bits: the largest whole number of hex digits that fits a key

/** The id looked up last: an act's author is looked up three times in a row. */
const last = { id: "", key: 0, check: 0 };
const partsOf = (id: Id): typeof last => {
  if (id !== last.id) {
    last.id = id;
    last.key = Number.parseInt(id.slice(0, HEX_DIGITS), 16);
    last.check = Number.parseInt(id.slice(HEX_DIGITS, 2 * HEX_DIGITS), 16);
  }
  return last;
};
/** The first 52 bits of an id: a table key. */
export const keyOf = (id: Id): number => partsOf(id).key;
const checkOf = (id: Id): number => partsOf(id).check;

export class Names {
  /** [check, ordinal] by the first 52 bits of the id. */
  readonly table: Table<readonly [number, number]>;
  private constructor(table: Table<readonly [number, number]>) {
    this.table = table;
  }
  static readonly empty = new Names(Table.empty());
  static over(table: Table<readonly [number, number]>): Names {
    return new Names(table);
  }
  resolve(id: Id): number | undefined {
    const row = this.table.get(keyOf(id));
    return row?.[0] === checkOf(id) ? row[1] : undefined;
  }
  isTaken(id: Id): boolean {
    return this.table.has(keyOf(id));
  }
  with(id: Id, ordinal: number): Names {
    return new Names(this.table.set(keyOf(id), [checkOf(id), ordinal]));
  }
  without(id: Id): Names {
    return this.resolve(id) === undefined ? this : new Names(this.table.delete(keyOf(id)));
  }
}
