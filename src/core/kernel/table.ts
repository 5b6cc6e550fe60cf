/**
 * A persistent table: whole-number keys (0 ≤ key < 2^53) to plain values. A table is a value, so a fork costs nothing
 * and two versions share what they have in common; equal content always means an equal root (see `page.ts`).
 */
import type { Page } from "./page.ts";
import { least, lookUp, pageFor, put, remove, walk } from "./page.ts";

/** Beyond the largest key: ranges are half-open. */
const KEY_END = Number.MAX_SAFE_INTEGER + 1;

export class Table<V> {
  readonly root: Page | null;
  readonly size: number;
  private constructor(root: Page | null, size: number) {
    this.root = root;
    this.size = size;
  }
  static empty<V>(): Table<V> {
    return new Table<V>(null, 0);
  }
  /** A table over pages that came from a snapshot. */
  static over<V>(root: Page | null, size: number): Table<V> {
    return new Table<V>(root, size);
  }
  get(key: number): V | undefined {
    return this.root === null ? undefined : (lookUp(this.root, key) as V | undefined);
  }
  has(key: number): boolean {
    return this.get(key) !== undefined;
  }
  set(key: number, value: V): Table<V> {
    if (this.root === null) return new Table<V>(pageFor(key, value), 1);
    const root = put(this.root, key, value);
    if (put.added) return new Table<V>(root, this.size + 1);
    return root === this.root ? this : new Table<V>(root, this.size);
  }
  delete(key: number): Table<V> {
    if (this.root === null || !this.has(key)) return this;
    return new Table<V>(remove(this.root, key), this.size - 1);
  }
  /** The least key ≥ `from` with its value. */
  first(from = 0): readonly [number, V] | null {
    return this.root === null ? null : (least(this.root, from) as readonly [number, V] | null);
  }
  /** [key, value] for from ≤ key < to, in order of key. */
  *entries(from = 0, to = KEY_END): Generator<readonly [number, V]> {
    if (this.root !== null) yield* walk(this.root, from, to) as Generator<readonly [number, V]>;
  }
}
