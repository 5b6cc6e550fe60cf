/**
 * Pages: the nodes of a persistent radix trie over whole-number keys, fan-out 32, path-compressed. The shape depends on
 * the content alone, never on the order of writing, so every page has one canonical hash. A page is changed in place only
 * while it was made in the present epoch; `freeze` starts a new epoch and makes all older pages immutable for good.
 */

const FAN_BITS = 5;
const FAN_MASK = 31;
/** Powers of two up to 2^60, indexed by exponent: key / POWER[shift] is exact. */
const POWER: readonly number[] = Array.from({ length: 61 }, (_, exponent) => 2 ** exponent);

let epoch = 0;
/** When a page that was read from storage counts as made: older versions hold it too, so it is never changed in place. */
export const READ = -1;
/** From here on every existing page is immutable; call it whenever a version becomes visible or may be returned to. */
export const freeze = (): void => {
  epoch += 1;
};

/** A page that was not read yet: only its hash is known. */
export class Unread {
  readonly hash: string;
  readonly read: (hash: string) => Page;
  constructor(hash: string, read: (hash: string) => Page) {
    this.hash = hash;
    this.read = read;
  }
}

/** `shift` 0 is a leaf, whose slots are values; above, slots are pages. `prefix` is the least key the page could hold. */
export class Page {
  readonly made: number;
  readonly shift: number;
  readonly prefix: number;
  bitmap: number;
  slots: unknown[];
  hash: string | null = null;
  constructor(shift: number, prefix: number, bitmap: number, slots: unknown[], made = epoch) {
    this.made = made;
    this.shift = shift;
    this.prefix = prefix;
    this.bitmap = bitmap;
    this.slots = slots;
  }
}

const digit = (key: number, shift: number): number => (key / (POWER[shift] as number)) & FAN_MASK;
const floorTo = (key: number, shift: number): number => {
  const span = POWER[shift + FAN_BITS] as number;
  return Math.floor(key / span) * span;
};
const countBits = (bits: number): number => {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
const place = (bitmap: number, bit: number): number => countBits(bitmap & (bit - 1));

const editable = (page: Page): Page => {
  if (page.made === epoch) {
    page.hash = null;
    return page;
  }
  return new Page(page.shift, page.prefix, page.bitmap, page.slots.slice());
};

/** The child page in a slot, read and kept the first time it is needed. */
const childAt = (page: Page, at: number): Page => {
  const child = page.slots[at] as Page | Unread;
  if (child instanceof Page) return child;
  const read = child.read(child.hash);
  page.slots[at] = read; // the same content: readers of older versions see no change
  return read;
};

export const lookUp = (root: Page, key: number): unknown => {
  let page = root;
  for (;;) {
    const bit = 1 << digit(key, page.shift);
    if ((page.bitmap & bit) === 0) return undefined;
    const at = place(page.bitmap, bit);
    if (page.shift === 0) return page.prefix === key - (key % 32) ? page.slots[at] : undefined;
    page = childAt(page, at);
  }
};

const leafOf = (key: number, value: unknown): Page => new Page(0, floorTo(key, 0), 1 << digit(key, 0), [value]);

/** The two pages under the lowest page that spans both. */
const join = (page: Page, leaf: Page): Page => {
  let shift = page.shift + FAN_BITS;
  while (floorTo(page.prefix, shift) !== floorTo(leaf.prefix, shift)) shift += FAN_BITS;
  const [a, b] = page.prefix < leaf.prefix ? [page, leaf] : [leaf, page];
  return new Page(
    shift,
    floorTo(page.prefix, shift),
    (1 << digit(page.prefix, shift)) | (1 << digit(leaf.prefix, shift)),
    [a, b],
  );
};

/** The page with `key` set; grows in keys exactly when the returned flag `put.added` is read true right after. */
export const put = (page: Page, key: number, value: unknown): Page => {
  put.added = false;
  return write(page, key, value);
};
put.added = false;

const write = (page: Page, key: number, value: unknown): Page => {
  if (floorTo(key, page.shift) !== page.prefix) {
    put.added = true;
    return join(page, leafOf(key, value));
  }
  const bit = 1 << digit(key, page.shift);
  const at = place(page.bitmap, bit);
  const present = (page.bitmap & bit) !== 0;
  if (present && page.shift > 0) {
    const child = childAt(page, at);
    const written = write(child, key, value);
    const own = editable(page);
    if (own.slots[at] !== written) own.slots[at] = written;
    return own;
  }
  if (present) {
    const own = editable(page);
    own.slots[at] = value;
    return own;
  }
  put.added = true;
  return widened(page, bit, at, page.shift === 0 ? value : leafOf(key, value));
};

/** The page with one slot more. Its slots are exactly as many as it has: an array that grows by itself takes half as much again. */
const widened = (page: Page, bit: number, at: number, slot: unknown): Page => {
  const { slots } = page;
  const wider = new Array<unknown>(slots.length + 1);
  for (let place = 0; place < at; place += 1) wider[place] = slots[place];
  wider[at] = slot;
  for (let place = at; place < slots.length; place += 1) wider[place + 1] = slots[place];
  if (page.made !== epoch) return new Page(page.shift, page.prefix, page.bitmap | bit, wider);
  page.hash = null;
  page.bitmap |= bit;
  page.slots = wider;
  return page;
};

/** The page without `key` (null when nothing is left), or the same page when the key is absent. */
export const remove = (page: Page, key: number): Page | null => {
  const bit = 1 << digit(key, page.shift);
  if (floorTo(key, page.shift) !== page.prefix || (page.bitmap & bit) === 0) return page;
  const at = place(page.bitmap, bit);
  const child = page.shift === 0 ? null : childAt(page, at);
  const rest = child === null ? null : remove(child, key);
  if (child !== null && rest === child && child.made !== epoch) return page;
  const own = editable(page);
  if (rest !== null) own.slots[at] = rest;
  else {
    own.slots.splice(at, 1);
    own.bitmap &= ~bit;
  }
  if (own.slots.length === 0) return null;
  return own.shift > 0 && own.slots.length === 1 ? childAt(own, 0) : own;
};

/** The least [key, value] with key ≥ from, or null. */
export const least = (page: Page, from: number): readonly [number, unknown] | null => {
  const start = from <= page.prefix ? 0 : floorTo(from, page.shift) > page.prefix ? 32 : digit(from, page.shift);
  for (let index = start; index < 32; index += 1) {
    const bit = 1 << index;
    if ((page.bitmap & bit) === 0) continue;
    const at = place(page.bitmap, bit);
    if (page.shift === 0) return [page.prefix + index, page.slots[at]];
    const found = least(childAt(page, at), from);
    if (found !== null) return found;
  }
  return null;
};

/** Every [key, value] with from ≤ key < to, in order of key. */
export function* walk(page: Page, from: number, to: number): Generator<readonly [number, unknown]> {
  for (let index = 0, at = 0; index < 32; index += 1) {
    if ((page.bitmap & (1 << index)) === 0) continue;
    const low = page.prefix + index * (POWER[page.shift] as number);
    if (low >= to) return;
    if (low + (POWER[page.shift] as number) > from) {
      if (page.shift > 0) yield* walk(childAt(page, at), from, to);
      else yield [low, page.slots[at]];
    }
    at += 1;
  }
}

export const pageFor = (key: number, value: unknown): Page => leafOf(key, value);
