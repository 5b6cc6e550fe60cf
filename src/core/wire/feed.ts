/**
 * The feed: entries as a node hands them out (docs/formats/feed.md), one after the other and with hardly a byte beside
 * them. The surprising rule: what the reader may not see keeps its place and
 * its hash, so the tree can be checked by everybody.
 */

/** A text that an act names and that was not erased: its hash is SHA-256(salt ‖ utf8). */
export type FeedText = { readonly salt: Uint8Array; readonly utf8: Uint8Array };
export type FeedEntry = { readonly index: number; readonly at: number } & (
  | { readonly bytes: Uint8Array; readonly signature: Uint8Array; readonly texts: readonly FeedText[] }
  /** Not for this reader: SHA-256(act ‖ signature) only. */
  | { readonly withheld: Uint8Array }
);

const HASH_BYTES = 32;
const SALT_BYTES = 32;
const SIGNATURE_BYTES = 64;
const TIME_BYTES = 6;
const TWO_32 = 2 ** 32;
/** The first byte of an entry: this, or the number of its texts and one more. */
const WITHHELD = 0;
const TEXTS_MAX = 254;
/** No act and no text is as long: a longer one means that these bytes are no feed. */
const LENGTH_MAX = 2 ** 24;
const SEVEN_BITS = 0x7f;
const MORE = 0x80;

// ---- writing

const lengthBytes = (length: number): readonly number[] =>
  length <= SEVEN_BITS ? [length] : [(length & SEVEN_BITS) | MORE, ...lengthBytes(length >>> 7)];

const timeBytes = (at: number): readonly number[] =>
  Array.from({ length: TIME_BYTES }, (_, place) => Math.floor(at / 2 ** (8 * (TIME_BYTES - 1 - place))) % 256);

/** One entry. Its index is not in it: entries follow each other from the one that was asked for. */
export const feedBytes = (entry: FeedEntry): Uint8Array => {
  if ("withheld" in entry) return joined([[WITHHELD, ...timeBytes(entry.at)], entry.withheld]);
  const { at, bytes, signature, texts } = entry;
  if (texts.length > TEXTS_MAX) throw new RangeError(`an act names at most ${TEXTS_MAX} texts`);
  const words = texts.flatMap(({ salt, utf8 }) => [salt, lengthBytes(utf8.length), utf8]);
  return joined([[texts.length + 1, ...timeBytes(at), ...lengthBytes(bytes.length)], bytes, signature, ...words]);
};

const joined = (parts: readonly ArrayLike<number>[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};

// ---- reading

/** The feed is not one: the sender is no node of ours, or the line is broken. */
export class MalformedFeedError extends Error {
  constructor(expected: string) {
    super(`This is not a feed of entries: ${expected}.`);
    this.name = "MalformedFeedError";
  }
}

/** The entries of a whole feed, the first of index `first`. Throws `MalformedFeedError`. */
export const readFeed = (bytes: Uint8Array, first: number): readonly FeedEntry[] => {
  const entries: FeedEntry[] = [];
  const reader = new Reader(bytes);
  while (!reader.isAtEnd) entries.push(reader.entry(first + entries.length));
  return entries;
};

class Reader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  entry(index: number): FeedEntry {
    const sort = this.#byte();
    const at = this.#time();
    if (sort === WITHHELD) return { index, at, withheld: this.#take(HASH_BYTES) };
    const bytes = this.#sized();
    const signature = this.#take(SIGNATURE_BYTES);
    return { index, at, bytes, signature, texts: Array.from({ length: sort - 1 }, () => this.#text()) };
  }

  #text(): FeedText {
    return { salt: this.#take(SALT_BYTES), utf8: this.#sized() };
  }

  #time(): number {
    const { buffer, byteOffset } = this.#take(TIME_BYTES);
    const view = new DataView(buffer, byteOffset, TIME_BYTES);
    return view.getUint16(0) * TWO_32 + view.getUint32(2);
  }

  /** Bytes that have their length before them: seven bits a byte, the lowest first, as in LEB128, and in as few as it needs. */
  #sized(): Uint8Array {
    let length = 0;
    for (let scale = 1; scale <= LENGTH_MAX; scale *= MORE) {
      const byte = this.#byte();
      length += (byte & SEVEN_BITS) * scale;
      if ((byte & MORE) !== 0) continue;
      if (byte === 0 && scale > 1) throw new MalformedFeedError("a length in it takes more bytes than it needs");
      if (length <= LENGTH_MAX) return this.#take(length);
    }
    throw new MalformedFeedError("something in it is longer than 16 MiB");
  }

  #byte(): number {
    const [byte = 0] = this.#take(1);
    return byte;
  }

  #take(length: number): Uint8Array {
    const end = this.#offset + length;
    if (end > this.#bytes.length) throw new MalformedFeedError("it ends in the middle of an entry");
    const taken = this.#bytes.subarray(this.#offset, end);
    this.#offset = end;
    return taken;
  }
}
