/**
 * A table over one mutable Map, with the interface of the kernel's own: what the fold would cost if no version had to stay. A set
 * changes the table in place, so nothing can be forked, undone or hashed; only the empty table, which states share, is copied.
 */
const KEY_END = Number.MAX_SAFE_INTEGER;

export class Table<V> {
  /** There are no pages. */
  readonly root = null;
  readonly #rows: Map<number, V> | null;
  /** The keys in order, from the first time that somebody asks for an order. */
  #keys: number[] | null = null;

  private constructor(rows: Map<number, V> | null) {
    this.#rows = rows;
  }
  static empty<V>(): Table<V> {
    return new Table<V>(null);
  }
  get size(): number {
    return this.#rows?.size ?? 0;
  }
  get(key: number): V | undefined {
    return this.#rows?.get(key);
  }
  has(key: number): boolean {
    return this.#rows?.has(key) ?? false;
  }
  set(key: number, value: V): this | Table<V> {
    if (this.#rows === null) return new Table<V>(new Map([[key, value]]));
    if (this.#keys !== null && !this.#rows.has(key)) this.#keys.splice(this.#placeOf(key), 0, key);
    this.#rows.set(key, value);
    return this;
  }
  delete(key: number): this {
    if (this.#rows?.delete(key) === true && this.#keys !== null) this.#keys.splice(this.#placeOf(key), 1);
    return this;
  }
  first(from = 0): readonly [number, V] | null {
    for (const row of this.entries(from)) return row;
    return null;
  }
  *entries(from = 0, to = KEY_END): Generator<readonly [number, V]> {
    if (this.#rows === null || this.#rows.size === 0) return;
    this.#keys ??= [...this.#rows.keys()].sort((a, b) => a - b);
    for (let place = this.#placeOf(from); place < this.#keys.length; place += 1) {
      const key = this.#keys[place] ?? KEY_END;
      if (key >= to) return;
      const row = this.#rows.get(key);
      if (row !== undefined) yield [key, row];
    }
  }

  /** Where the key is or would be among the keys in order. */
  #placeOf(key: number): number {
    const keys = this.#keys ?? [];
    let [low, high] = [0, keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? KEY_END) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
