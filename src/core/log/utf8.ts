/**
 * UTF-8 both ways, strictly, without a host's help. The surprising rule: what is not valid is refused, never replaced: no U+FFFD
 * for bad bytes, no byte-order mark taken away, no half of a surrogate pair written. Normalisation is not enforced.
 */

/** The UTF-8 of a text. Throws on half a surrogate pair, which has none. */
export function utf8Of(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  writeUtf8(text, bytes, 0);
  return bytes;
}

/** How many bytes the text takes in UTF-8. Throws on half a surrogate pair. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else if (code < 0xd800 || code > 0xdfff) length += 3;
    else {
      requirePair(text, i);
      length += 4;
      i++;
    }
  }
  return length;
}

/** Writes the text at `at` and returns the offset after it; `target` must have room. */
export function writeUtf8(text: string, target: Uint8Array, at: number): number {
  let to = at;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) target[to++] = code;
    else if (code < 0x800) {
      target[to++] = 0xc0 | (code >> 6);
      target[to++] = 0x80 | (code & 0x3f);
    } else if (code < 0xd800 || code > 0xdfff) {
      target[to++] = 0xe0 | (code >> 12);
      target[to++] = 0x80 | ((code >> 6) & 0x3f);
      target[to++] = 0x80 | (code & 0x3f);
    } else {
      const point = requirePair(text, i++);
      target[to++] = 0xf0 | (point >> 18);
      target[to++] = 0x80 | ((point >> 12) & 0x3f);
      target[to++] = 0x80 | ((point >> 6) & 0x3f);
      target[to++] = 0x80 | (point & 0x3f);
    }
  }
  return to;
}

function requirePair(text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0;
  if (point <= 0xffff) throw new Error("Half a surrogate pair has no UTF-8.");
  return point;
}

/** How many UTF-16 units are made into a string at once: few enough for the argument stack of any engine. */
const CHUNK_UNITS = 4096;

/** The text of the bytes from `from` up to `to`, or null where they are not valid UTF-8 (RFC 3629). */
export function textOf(bytes: Uint8Array, from = 0, to = bytes.length): string | null {
  const pieces: string[] = [];
  let units: number[] = [];
  let at = from;
  while (at < to) {
    const point = pointAt(bytes, at, to);
    if (point < 0) return null;
    at += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (point < 0x10000) units.push(point);
    else units.push(0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff));
    if (units.length >= CHUNK_UNITS) {
      pieces.push(String.fromCharCode(...units));
      units = [];
    }
  }
  pieces.push(String.fromCharCode(...units));
  return pieces.length === 1 ? (pieces[0] ?? "") : pieces.join("");
}

/** The code point that starts at `at`, or -1: cut short, overlong, a surrogate, beyond U+10FFFF, or no start at all. */
function pointAt(bytes: Uint8Array, at: number, to: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > to) return -1;
  let point = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (next & 0x3f);
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return surrogate || point > 0x10ffff || point < (LEAST_OF_LENGTH[length] ?? 0) ? -1 : point;
}

/** The least code point that needs two, three or four bytes: anything below it in that length is overlong. */
const LEAST_OF_LENGTH: readonly number[] = [0, 0, 0x80, 0x800, 0x10000];
