/**
 * Shapes of command bodies: one declaration reads a canonical CBOR value into a plain object, writes it back, and finds
 * the detachable texts in it. A record is an array on the wire (fields in the order declared), so a shape never changes:
 * a new meaning gets a new kind. Ids and bytes are hexadecimal strings in the object, so every object is plain JSON too.
 */
import { bytesOf, hexOf } from "../hash.ts";
import { Malformed, type Id, type Instant, type Shape, type TextLimit, type Value } from "./types.ts";

export type Read<S> = S extends Shape<infer T> ? T : never;

const noTexts = (): void => undefined;
const fixed = <T extends Value>(expects: string, is: (value: Value) => value is T): Shape<T> => ({
  expects,
  read: (value, path) => (is(value) ? value : new Malformed(path, expects)),
  write: (value) => value,
  texts: noTexts,
});

/** A whole number from `min` to `max`, inclusive. */
export const whole = (min: number, max: number): Shape<number> =>
  fixed(
    `a whole number from ${min} to ${max}`,
    (value): value is number =>
      typeof value === "number" && Number.isSafeInteger(value) && value >= min && value <= max,
  );

export const flag: Shape<boolean> = fixed("true or false", (value): value is boolean => typeof value === "boolean");

/** Machine words (a parameter's name, a language tag), never wording of a person: those are `text`. */
export const word = (charactersMax: number): Shape<string> =>
  fixed(
    `a word of at most ${charactersMax} characters`,
    (value): value is string => typeof value === "string" && value.length > 0 && value.length <= charactersMax,
  );

const INSTANT_MAX = 8_640_000_000_000_000;
export const instant: Shape<Instant> = fixed(
  "a time in milliseconds since 1970",
  (value): value is Instant =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= INSTANT_MAX,
);

export const bytes = (length: number): Shape<Id> => ({
  expects: `${length} bytes`,
  read: (value, path) =>
    value instanceof Uint8Array && value.length === length
      ? (hexOf(value) as Id)
      : new Malformed(path, `${length} bytes`),
  write: (value) => bytesOf(value),
  texts: noTexts,
});
export const id: Shape<Id> = bytes(32);

/** The hash of a detachable text (docs/formats/text.md); the limits are checked at admission, when the text is at hand. */
export const text = (charactersMax: number, wordsMax?: number): Shape<Id> => {
  const limit: TextLimit = wordsMax === undefined ? { charactersMax } : { charactersMax, wordsMax };
  const words = wordsMax === undefined ? "" : `, ${wordsMax} words`;
  const expects = `the hash of a text (at most ${charactersMax} characters${words})`;
  return { ...id, expects, texts: (value, visit) => visit(value, limit) };
};

/** One of a few words, a small number on the wire: its place in the list. */
export const pick = <const W extends string>(...words: readonly W[]): Shape<W> => {
  const expects = `one of ${words.map((each, place) => `${place} ${each}`).join(", ")}`;
  return {
    expects,
    read: (value, path) =>
      typeof value === "number" ? (words[value] ?? new Malformed(path, expects)) : new Malformed(path, expects),
    write: (value) => {
      const place = words.indexOf(value);
      if (place < 0) throw new RangeError(`${value} is not ${expects}`);
      return place;
    },
    texts: noTexts,
  };
};

export const optional = <T>(shape: Shape<T>): Shape<T | null> => ({
  ...shape,
  expects: `${shape.expects}, or null`,
  read: (value, path) => (value === null ? null : shape.read(value, path)),
  write: (value) => (value === null ? null : shape.write(value)),
  texts: (value, visit) => {
    if (value !== null) shape.texts(value, visit);
  },
});

export const list = <T>(shape: Shape<T>, max: number): Shape<readonly T[]> => {
  const expects = `a list of at most ${max}: ${shape.expects}`;
  return {
    expects,
    item: shape,
    read: (value, path) => {
      if (!Array.isArray(value) || value.length > max) return new Malformed(path, expects);
      const items: T[] = [];
      for (const [place, item] of (value as readonly Value[]).entries()) {
        const read = shape.read(item, `${path}[${place}]`);
        if (read instanceof Malformed) return read;
        items.push(read);
      }
      return items;
    },
    write: (value) => value.map((item) => shape.write(item)),
    texts: (value, visit) => {
      for (const item of value) shape.texts(item, visit);
    },
  };
};

type Fields = Readonly<Record<string, Shape<never>>> | Readonly<Record<string, Shape<unknown>>>;
type RecordOf<F> = { readonly [K in keyof F]: Read<F[K]> };

/** A record: an array of exactly these fields, in this order. */
export const record = <F extends Fields>(fields: F): Shape<RecordOf<F>> => {
  const shapes = fields as Readonly<Record<string, Shape<unknown>>>;
  const named: readonly (readonly [string, Shape<unknown>])[] = Object.entries<Shape<unknown>>(shapes);
  const expects = `[${named.map(([name]) => name).join(", ")}]`;
  return {
    expects,
    fields: shapes,
    read: (value, path) => {
      if (!Array.isArray(value) || value.length !== named.length) return new Malformed(path, expects);
      const result: Record<string, unknown> = {};
      for (let place = 0; place < named.length; place += 1) {
        const [name, shape] = named[place] as readonly [string, Shape<unknown>];
        const read = shape.read(value[place] as Value, path === "" ? name : `${path}.${name}`);
        if (read instanceof Malformed) return read;
        result[name] = read;
      }
      return result as RecordOf<F>;
    },
    write: (value) => {
      const given = value as Readonly<Record<string, unknown>>;
      const missing = named.find(([name]) => given[name] === undefined);
      if (missing !== undefined) throw new RangeError(`${missing[0]} is missing: ${missing[1].expects}`);
      return named.map(([name, shape]) => shape.write(given[name]));
    },
    texts: (value, visit) => {
      for (const [name, shape] of named) shape.texts((value as Record<string, unknown>)[name], visit);
    },
  };
};
