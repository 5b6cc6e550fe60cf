/**
 * Ed25519 (RFC 8032) under one rule that is the same on every machine (docs/formats/signature.md): A and R canonical and not of
 * small order, S < L, and the equation without the cofactor. The surprising rule: libraries differ exactly on what this excludes, so
 * a native verifier is only asked after `acceptable` has said yes.
 */
import type { Id } from "../kernel/types.ts";
import { bytesOf } from "../hash.ts";

export const KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

export type Signed = { readonly publicKey: Id; readonly message: Uint8Array; readonly signature: Uint8Array };

/** Says whether signatures are good. One contract suite holds every implementation to the one rule. */
export interface Verifier {
  verify(publicKey: Id, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** One answer for each, in order. */
  verifyAll(batch: readonly Signed[]): Promise<readonly boolean[]>;
}

/** Holds a private key that never leaves it. */
export interface Signer {
  readonly publicKey: Id;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Whether a native verifier may be asked at all: everything of the rule but the equation, and that A is on the curve. */
export function acceptable(publicKey: Uint8Array, signature: Uint8Array): boolean {
  return isAcceptableKey(publicKey) && isAcceptableSignature(signature);
}

/** Whether a public key is 32 bytes, canonical and not of small order. Worth remembering per key. */
export function isAcceptableKey(publicKey: Uint8Array): boolean {
  return publicKey.length === KEY_BYTES && isAcceptablePoint(publicKey);
}

/** Whether a signature is 64 bytes, its R canonical and not of small order, its S below the order of the group. */
export function isAcceptableSignature(signature: Uint8Array): boolean {
  return signature.length === SIGNATURE_BYTES && isAcceptablePoint(signature) && isBelow(signature, 32, 0xff, ORDER);
}

const PRIME = bytesOf("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
const ORDER = bytesOf("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

/**
 * The y of the points whose order divides eight, with the sign bit cleared: 0 and the two of order eight stand for two points each.
 * With y = 1 or -1, x is 0 and a sign bit would make the encoding non-canonical too: refusing both signs covers that.
 */
const SMALL_ORDER_Y = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
].map((hex) => bytesOf(hex));

/** Whether the 32 bytes at the start are the y of a point, below p, and not one of small order. */
function isAcceptablePoint(bytes: Uint8Array): boolean {
  return isBelow(bytes, 0, 0x7f, PRIME) && !SMALL_ORDER_Y.some((y) => isSameY(bytes, y));
}

/** Compares little-endian numbers from their most significant byte, of which only the bits in `mask` count. */
function isBelow(bytes: Uint8Array, at: number, mask: number, bound: Uint8Array): boolean {
  let top = mask;
  for (let i = KEY_BYTES - 1; i >= 0; i--) {
    const difference = ((bytes[at + i] ?? 0) & top) - (bound[i] ?? 0);
    if (difference !== 0) return difference < 0;
    top = 0xff;
  }
  return false;
}

function isSameY(bytes: Uint8Array, y: Uint8Array): boolean {
  if (bytes[0] !== y[0] || ((bytes[31] ?? 0) & 0x7f) !== y[31]) return false;
  for (let i = 1; i < 31; i++) if (bytes[i] !== y[i]) return false;
  return true;
}
