/**
 * Base 64 (RFC 4648, section 4), strictly: the standard alphabet, always padded. The surprising rule: text that another encoder
 * would have written otherwise (line breaks, missing padding, bits after the end) is refused, so that one value has one text.
 */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SIXTETS = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) SIXTETS[ALPHABET.charCodeAt(i)] = i;

/** The bytes as base 64. */
export function base64Of(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const triple = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const third = left > 1 ? letter(triple >> 6) : "=";
    const fourth = left > 2 ? letter(triple) : "=";
    groups.push(letter(triple >> 18) + letter(triple >> 12) + third + fourth);
  }
  return groups.join("");
}

function letter(sixtet: number): string {
  return ALPHABET[sixtet & 63] ?? "";
}

/** The bytes that the text stands for, or null where it is not the one base 64 of any bytes. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length >> 2) * 3 - padding);
  let invalid = 0;
  let at = 0;
  for (let i = 0; i < text.length; i += 4) {
    const isLast = i + 4 === text.length;
    const third = isLast && padding === 2 ? 0 : sixtet(text, i + 2);
    const fourth = isLast && padding > 0 ? 0 : sixtet(text, i + 3);
    const triple = (sixtet(text, i) << 18) | (sixtet(text, i + 1) << 12) | (third << 6) | fourth;
    invalid |= triple;
    if (isLast && (padding === 2 ? triple & 0xffff : padding === 1 ? triple & 0xff : 0) !== 0) return null;
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = triple >> shift;
  }
  return invalid < 0 ? null : bytes;
}

function sixtet(text: string, at: number): number {
  return SIXTETS[text.charCodeAt(at)] ?? -1;
}
