/** Ed25519 keys from a word, so that the same life gives the same bytes. Written from docs/formats/signature.md with node:crypto alone. */
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

export type Bytes = Uint8Array;

export const sha256 = (...parts: readonly Bytes[]): Bytes => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

export const ascii = (text: string): Bytes => new TextEncoder().encode(text);
export const concat = (...parts: readonly Bytes[]): Bytes => new Uint8Array(Buffer.concat(parts));
export const hexOf = (bytes: Bytes): string => Buffer.from(bytes).toString("hex");

/** An unsigned big-endian number of 2, 4 or 8 bytes. */
export const bigEndian = (value: number, length: 2 | 4 | 8): Bytes => {
  const bytes = new Uint8Array(length);
  let rest = BigInt(value);
  for (let i = length - 1; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
};

export type Key = { readonly publicKey: Bytes; readonly sign: (message: Bytes) => Bytes };

const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");
const KEY_BYTES = 32;

export const keyFrom = (word: string): Key => {
  const der = concat(PKCS8_ED25519, sha256(ascii(`key of ${word}`)));
  const secret = createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" });
  const spki = createPublicKey(secret).export({ format: "der", type: "spki" });
  return {
    publicKey: new Uint8Array(spki.subarray(-KEY_BYTES)),
    sign: (message) => new Uint8Array(sign(null, message, secret)),
  };
};
