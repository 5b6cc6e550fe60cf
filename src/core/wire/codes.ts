/**
 * What people hand each other as links and QR codes: an invitation, a member's offer to vouch for a new device, the new
 * device's answer. The surprising rule: everything stands after `#`, which browsers never send, so no server and no log of
 * requests sees an invitation's seed.
 */
import { base64Of, fromBase64 } from "../log/base64.ts";
import { bytesOf, concatBytes, idOf } from "../hash.ts";
import type { Id } from "../kernel/types.ts";

const HASH_BYTES = 32;
const SIGNATURE_BYTES = 64;

export type Invitation = { readonly origin: Id; readonly invitation: Id; readonly seed: Uint8Array };
/** A member's device that will vouch for another. */
export type Offer = { readonly origin: Id; readonly helper: Id };
/** The new device's key, and its signature for that helper. */
export type NewDevice = { readonly key: Id; readonly signature: Uint8Array };

const encoded = (...parts: readonly Uint8Array[]): string =>
  base64Of(concatBytes(...parts))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const decoded = (text: string, length: number): Uint8Array | null => {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  const bytes = fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, "="));
  return bytes?.length === length ? bytes : null;
};

export const invitationCode = ({ origin, invitation, seed }: Invitation): string =>
  encoded(bytesOf(origin), bytesOf(invitation), seed);

export const readInvitation = (code: string): Invitation | null => {
  const bytes = decoded(code, 3 * HASH_BYTES);
  if (bytes === null) return null;
  return { origin: idOf(bytes), invitation: idOf(bytes, HASH_BYTES), seed: bytes.slice(2 * HASH_BYTES) };
};

export const offerCode = ({ origin, helper }: Offer): string => encoded(bytesOf(origin), bytesOf(helper));

export const readOffer = (code: string): Offer | null => {
  const bytes = decoded(code, 2 * HASH_BYTES);
  return bytes === null ? null : { origin: idOf(bytes), helper: idOf(bytes, HASH_BYTES) };
};

export const newDeviceCode = ({ key, signature }: NewDevice): string => encoded(bytesOf(key), signature);

export const readNewDevice = (code: string): NewDevice | null => {
  const bytes = decoded(code, HASH_BYTES + SIGNATURE_BYTES);
  return bytes === null ? null : { key: idOf(bytes), signature: bytes.slice(HASH_BYTES) };
};
