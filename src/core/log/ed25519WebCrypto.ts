/**
 * Ed25519 by WebCrypto, which the shell hands in, under the one rule of `ed25519.ts`. The surprising rule: whether a browser has
 * Ed25519 is found out by importing a key, since a browser without it still has all the rest of WebCrypto.
 */
import type { Id } from "../kernel/types.ts";
import { bytesOf } from "../hash.ts";
import { isAcceptableKey, isAcceptableSignature, KEY_BYTES, type Verifier } from "./ed25519.ts";

/** The authors of a large community; a key forgotten costs one import. */
const KEYS_MAX = 5_000;
export const ED25519 = "Ed25519";

type Unshared = Uint8Array<ArrayBuffer>;

/** What is used of WebCrypto's `SubtleCrypto`. */
export interface Subtle<Key> {
  importKey(
    format: "raw",
    bytes: Unshared,
    algorithm: typeof ED25519,
    extractable: boolean,
    uses: "verify"[],
  ): Promise<Key>;
  verify(algorithm: typeof ED25519, key: Key, signature: Unshared, message: Unshared): Promise<boolean>;
}

/** A key that every implementation takes: the base point itself. */
const BASE_POINT = Uint8Array.from({ length: KEY_BYTES }, (_, i) => (i === 0 ? 0x58 : 0x66));

/** Whether this WebCrypto knows Ed25519. */
export async function hasEd25519<Key>(subtle: Subtle<Key>): Promise<boolean> {
  try {
    await subtle.importKey("raw", BASE_POINT, ED25519, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

/** A verifier by a WebCrypto that has Ed25519. */
export function webCryptoVerifier<Key>(subtle: Subtle<Key>): Verifier {
  const keys = new Map<Id, Promise<Key | null>>();
  const keyOf = (publicKey: Id): Promise<Key | null> => {
    const known = keys.get(publicKey);
    if (known !== undefined) return known;
    if (keys.size >= KEYS_MAX) keys.clear();
    const key = importKey(subtle, bytesOf(publicKey));
    keys.set(publicKey, key);
    return key;
  };
  const verify: Verifier["verify"] = async (publicKey, message, signature) => {
    if (!isAcceptableSignature(signature)) return false;
    const key = await keyOf(publicKey);
    return key !== null && subtle.verify(ED25519, key, unshared(signature), unshared(message));
  };
  return {
    verify,
    verifyAll: (batch) => Promise.all(batch.map((one) => verify(one.publicKey, one.message, one.signature))),
  };
}

async function importKey<Key>(subtle: Subtle<Key>, bytes: Uint8Array): Promise<Key | null> {
  if (!isAcceptableKey(bytes)) return null;
  try {
    return await subtle.importKey("raw", unshared(bytes), ED25519, false, ["verify"]);
  } catch {
    // Some browsers refuse here, others at verification, a key that is no point of the curve.
    return null;
  }
}

/** The same bytes over memory that is certainly not shared, which WebCrypto insists on. */
export function unshared(bytes: Uint8Array): Unshared {
  const { buffer, byteOffset, length } = bytes;
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, length) : bytes.slice();
}
