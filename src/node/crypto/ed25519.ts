/**
 * Ed25519 by node:crypto, under the one rule of `src/core/log/ed25519.ts`. The surprising rule: OpenSSL is asked only after the
 * core's own filter has passed, and keys are imported once and kept, since an import costs as much as a verification.
 */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { bytesOf, concatBytes, idOf } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { isAcceptableKey, isAcceptableSignature, type Signer } from "../../core/log/ed25519.ts";

/** The authors active at once in a node of many communities; a key forgotten costs one import. */
const KEYS_MAX = 20_000;

/** The fixed starts of an Ed25519 key in DER (RFC 8410, sections 4 and 7). */
const SPKI_START = bytesOf("302a300506032b6570032100");
const PKCS8_START = bytesOf("302e020100300506032b657004220420");

const keys = new Map<Id, KeyObject | null>();

/** Whether the signature is good by the one rule. About 70 µs. */
export function verifyNatively(publicKey: Id, message: Uint8Array, signature: Uint8Array): boolean {
  if (!isAcceptableSignature(signature)) return false;
  const key = keyOf(publicKey);
  return key !== null && verify(null, message, key, signature);
}

/** The key as node:crypto's object, or null where the rule refuses it. */
function keyOf(publicKey: Id): KeyObject | null {
  const known = keys.get(publicKey);
  if (known !== undefined) return known;
  const bytes = bytesOf(publicKey);
  const key = isAcceptableKey(bytes) ? importKey(bytes) : null;
  if (keys.size >= KEYS_MAX) forgetOldest();
  keys.set(publicKey, key);
  return key;
}

function importKey(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(concatBytes(SPKI_START, bytes)), format: "der", type: "spki" });
}

function forgetOldest(): void {
  for (const oldest of keys.keys()) {
    keys.delete(oldest);
    return;
  }
}

export type NativeSigner = Signer & { signNow(message: Uint8Array): Uint8Array };

/** A signer from the 32 bytes of a private key (RFC 8032, 5.1.5). */
export function nativeSigner(seed: Uint8Array): NativeSigner {
  const key = createPrivateKey({ key: Buffer.from(concatBytes(PKCS8_START, seed)), format: "der", type: "pkcs8" });
  const publicKey = idOf(createPublicKey(key).export({ format: "der", type: "spki" }), SPKI_START.length);
  const signNow = (message: Uint8Array): Uint8Array => new Uint8Array(sign(null, message, key));
  return { publicKey, signNow, sign: (message) => Promise.resolve(signNow(message)) };
}
