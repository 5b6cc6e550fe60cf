/**
 * Ed25519 without any help of the host, for an http page on a local network or an old browser; about a millisecond a signature. The
 * surprising rule: the library's own `verify` multiplies by the cofactor and so accepts more than our one rule; here R is computed
 * from the rest and its bytes are compared.
 */
import { getPublicKey, hashes, Point, sign } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesOf, concatBytes, idOf, sameBytes } from "../hash.ts";
import { acceptable, type Signer, type Verifier } from "./ed25519.ts";

/** Whether the signature is good by the one rule, which is checked whole. */
export function verifyPortably(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!acceptable(publicKey, signature)) return false;
  const r = signature.subarray(0, 32);
  const a = pointOf(publicKey);
  if (a === null) return false;
  const k = littleEndian(sha512(concatBytes(r, publicKey, message))) % GROUP_ORDER;
  const s = littleEndian(signature.subarray(32));
  // R' = [S]B - [k]A. Comparing bytes, and not points after a multiplication by eight, is what "without the cofactor" means.
  return sameBytes(Point.BASE.multiplyUnsafe(s).subtract(a.multiplyUnsafe(k)).toBytes(), r);
}

const GROUP_ORDER = Point.CURVE().n;

function pointOf(publicKey: Uint8Array): Point | null {
  try {
    return Point.fromBytes(publicKey);
  } catch {
    return null;
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  let number = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) number = number * 256n + BigInt(bytes[i] ?? 0);
  return number;
}

/** The verifier for where there is no native one: an http page on a local network, an old browser. */
export const portableVerifier: Verifier = {
  verify: (publicKey, message, signature) => Promise.resolve(verifyPortably(bytesOf(publicKey), message, signature)),
  verifyAll: (batch) =>
    Promise.resolve(batch.map((one) => verifyPortably(bytesOf(one.publicKey), one.message, one.signature))),
};

hashes.sha512 = sha512;

/** A signer from the 32 bytes of a private key (RFC 8032, 5.1.5), for where there is no native one. */
export function portableSigner(seed: Uint8Array): Signer {
  const secret = seed.slice();
  const publicKey = idOf(getPublicKey(secret));
  return { publicKey, sign: (message) => Promise.resolve(sign(message, secret)) };
}
