/**
 * This device's keys and its verifier: WebCrypto where it is, else the portable code, both under the one rule. The surprising rule: a
 * page served over http on a local network has no WebCrypto at all, and must still sign and verify alike.
 */
import { idOf } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { KEY_BYTES, type Signer, type Verifier } from "../../core/log/ed25519.ts";
import { ED25519, hasEd25519, unshared, webCryptoVerifier } from "../../core/log/ed25519WebCrypto.ts";

/** The best verifier this browser has. The portable code is loaded only where it is needed. */
export async function openVerifier(subtle = hostSubtle()): Promise<Verifier> {
  if (subtle !== null && (await hasEd25519(subtle))) return webCryptoVerifier(subtle);
  return (await portable()).portableVerifier;
}

/** WebCrypto's part for signatures, or null on a page that is not secure. */
export function hostSubtle(): SubtleCrypto | null {
  // The types say it is always there; it is not outside secure contexts.
  const host: { readonly subtle?: SubtleCrypto } = globalThis.crypto;
  return host.subtle ?? null;
}

const portable = (): Promise<typeof import("../../core/log/ed25519Portable.ts")> =>
  import("../../core/log/ed25519Portable.ts");

/** A private key of this device as the browser keeps it: not extractable, or, without WebCrypto, its 32 bytes. */
export type DeviceKey =
  | { readonly kind: "webCrypto"; readonly publicKey: Id; readonly privateKey: CryptoKey }
  | { readonly kind: "portable"; readonly publicKey: Id; readonly seed: Uint8Array };

/** Makes a key on this device. Both sorts can be stored in IndexedDB as they are. */
export async function makeDeviceKey(subtle = hostSubtle()): Promise<DeviceKey> {
  if (subtle !== null && (await hasEd25519(subtle))) {
    const pair = await subtle.generateKey(ED25519, false, ["sign", "verify"]);
    if (!("privateKey" in pair)) throw new Error("The browser made one key where a pair was asked for.");
    const publicKey = idOf(new Uint8Array(await subtle.exportKey("raw", pair.publicKey)));
    return { kind: "webCrypto", publicKey, privateKey: pair.privateKey };
  }
  const seed = globalThis.crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return { kind: "portable", publicKey: (await portable()).portableSigner(seed).publicKey, seed };
}

/** Signs with a key of this device. */
export async function signerOf(key: DeviceKey): Promise<Signer> {
  if (key.kind === "portable") return (await portable()).portableSigner(key.seed);
  const subtle = hostSubtle();
  if (subtle === null) throw new Error("This key signs only where WebCrypto is: over https, or on the machine itself.");
  return {
    publicKey: key.publicKey,
    sign: async (message) => new Uint8Array(await subtle.sign(ED25519, key.privateKey, unshared(message))),
  };
}
