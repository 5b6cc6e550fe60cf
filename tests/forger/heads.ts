/** Leaves, their tree and its signed head, from docs/formats/entry.md, tiles.md and checkpoint.md. */
import { ascii, bigEndian, concat, hexOf, sha256, type Bytes, type Key } from "./keys.ts";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const NOTE_KEY = Uint8Array.of(1);
const KEY_ID_BYTES = 4;

export const signedHashOf = (act: Bytes, signature: Bytes): Bytes => sha256(act, signature);
export const leafHashOf = (at: number, signedHash: Bytes): Bytes => sha256(LEAF, bigEndian(at, 8), signedHash);

/** The root of RFC 6962, 2.1: parted at the greatest power of two below the size. */
export const rootOver = (leaves: readonly Bytes[]): Bytes => {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha256(NODE, rootOver(leaves.slice(0, half)), rootOver(leaves.slice(half)));
};

const base64 = (bytes: Bytes): string => Buffer.from(bytes).toString("base64");
const keyIdOf = (name: string, publicKey: Bytes): Bytes =>
  sha256(ascii(`${name}\n`), NOTE_KEY, publicKey).slice(0, KEY_ID_BYTES);

const logNameOf = (origin: Bytes): string => `folkmoot/${hexOf(origin)}`;

export const vkeyOf = (origin: Bytes, publicKey: Bytes): string => {
  const name = logNameOf(origin);
  return `${name}+${hexOf(keyIdOf(name, publicKey))}+${base64(concat(NOTE_KEY, publicKey))}`;
};

/** The checkpoint's note, signed by `key` under the log's own name. `claimed` is the key that the line names. */
export const signedHead = (origin: Bytes, size: number, root: Bytes, key: Key, claimed = key.publicKey): string => {
  const name = logNameOf(origin);
  const text = `${name}\n${size}\n${base64(root)}\n`;
  const line = base64(concat(keyIdOf(name, claimed), key.sign(ascii(text))));
  return `${text}\n— ${name} ${line}\n`;
};
