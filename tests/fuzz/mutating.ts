/**
 * Turns valid bytes into bytes that are nearly valid: flipped, cut, repeated, spliced with others, with numbers at the edges
 * of their ranges. The surprising rule: it knows no format, so that it does not share the mistakes of whoever reads one.
 */
import type { Dice } from "../../src/simulate/dice.ts";

/** Longer than any limit of a single act; what is longer finds nothing new and takes longer. */
const BYTES_MAX = 131_072;
const CHANGES_MAX = 4;
/** More than any loop over the bytes of one number should ever go. */
const REPEATS_MAX = 300;
const RANGE_MAX = 48;

/** First and last values of the widths in which formats write numbers, and what stands before a length in CBOR. */
const EDGES: readonly (readonly number[])[] = [
  [0x00],
  [0x01],
  [0x7f],
  [0x80],
  [0xff],
  [0x18, 0x17],
  [0x5f],
  [0x9f],
  [0xff, 0xff],
  [0x80, 0x00],
  [0x7f, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0xff],
  [0x00, 0x00, 0x00, 0x00],
  [0x5a, 0xff, 0xff, 0xff, 0xff],
  [0x9a, 0xff, 0xff, 0xff, 0xff],
  [0x1b, 0x00, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x1b, 0x00, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00],
  [0x9b, 0x00, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x00, 0x00, 0xe6, 0x77, 0xd2, 0x1f, 0xdc, 0x00],
];

/** What texts are held together by, and what takes them apart. */
const WORDS: readonly (readonly number[])[] = [
  ...[
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "=",
    "==",
    "+",
    "/",
    "-",
    "— ",
    "\u0000",
    "\ufeff",
    "\u2028",
    "0",
    "-1",
    "1e9",
    "{",
    "]",
    '"',
  ],
  ...["9007199254740993", "99999999999999999999", "%00", "%c3", "../", "__proto__", "null", "\\ud800"],
].map((text) => [...new TextEncoder().encode(text)]);

type Change = (bytes: readonly number[], dice: Dice, others: readonly Uint8Array[]) => readonly number[];

const rangeIn = (bytes: readonly number[], dice: Dice): readonly [from: number, to: number] => {
  const from = dice.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + dice.below(RANGE_MAX))];
};
const put = (bytes: readonly number[], from: number, to: number, between: readonly number[]): readonly number[] => [
  ...bytes.slice(0, from),
  ...between,
  ...bytes.slice(to),
];

const insert =
  (pieces: readonly (readonly number[])[]): Change =>
  (bytes, dice) => {
    const at = dice.below(bytes.length + 1);
    return put(bytes, at, at, dice.pick(pieces));
  };
const overwrite: Change = (bytes, dice) => {
  const edge = dice.pick(EDGES);
  const at = dice.below(bytes.length + 1);
  return put(bytes, at, Math.min(bytes.length, at + edge.length), edge);
};
const flip: Change = (bytes, dice) => {
  const at = dice.below(bytes.length);
  return bytes.length === 0 ? bytes : put(bytes, at, at + 1, [(bytes[at] ?? 0) ^ (1 << dice.below(8))]);
};
const replace: Change = (bytes, dice) => {
  const [from, to] = rangeIn(bytes, dice);
  return put(bytes, from, to, [...dice.bytes(to - from)]);
};
const remove: Change = (bytes, dice) => put(bytes, ...rangeIn(bytes, dice), []);
const cut: Change = (bytes, dice) => bytes.slice(0, dice.below(bytes.length + 1));
const repeat: Change = (bytes, dice) => {
  const [from, to] = rangeIn(bytes, dice);
  const piece = bytes.slice(from, dice.perMille(500) ? from + 1 : to);
  return put(bytes, from, from, Array.from({ length: 1 + dice.below(REPEATS_MAX) }, () => piece).flat());
};
const move: Change = (bytes, dice) => {
  const [from, to] = rangeIn(bytes, dice);
  const rest = put(bytes, from, to, []);
  const at = dice.below(rest.length + 1);
  return put(rest, at, at, bytes.slice(from, to));
};
const splice: Change = (bytes, dice, others) => {
  const other = [...dice.pick(others)];
  const [from, to] = rangeIn(bytes, dice);
  const [start, end] = rangeIn(other, dice);
  return put(
    bytes,
    from,
    dice.perMille(500) ? to : bytes.length,
    dice.perMille(500) ? other.slice(start, end) : other.slice(start),
  );
};

const CHANGES: readonly Change[] = [
  flip,
  flip,
  replace,
  remove,
  cut,
  repeat,
  move,
  splice,
  overwrite,
  insert(EDGES),
  insert(WORDS),
];

/** One of the samples with one to four changes; `others` lend pieces. */
export const mutated = (samples: readonly Uint8Array[], dice: Dice): Uint8Array => {
  let bytes: readonly number[] = [...dice.pick(samples)];
  for (let left = dice.between(1, CHANGES_MAX); left > 0; left -= 1)
    bytes = dice.pick(CHANGES)(bytes, dice, samples).slice(0, BYTES_MAX);
  return Uint8Array.from(bytes);
};
