/**
 * The keys that the database never sees: with them every text's own key and every community's signing key are sealed in it. The
 * surprising rule: the first line of the file seals, the others only open; when everything is sealed anew under a new first line and
 * the old one is destroyed, what was erased before cannot be read from any log, standby or backup of the database any more.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { bytesOf, hexOf, parseId } from "../../core/hash.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import type { Random } from "../ports/random.ts";
import { writeDurably } from "../store/durable.ts";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = "aes-256-gcm";
const POSITIVE_31_BITS = 0x7f_ff_ff_ff;
const KEYS_MAX = 20;

/** What is sealed, so that one thing cannot be put in another's place. */
export type Purpose = `${"text" | "node key"} ${string}`;
/** `key`: which key of the ring it is under. */
export type Sealed = { readonly key: number; readonly bytes: Uint8Array };

export class KeyRing {
  readonly #keys: ReadonlyMap<number, Uint8Array>;
  readonly #first: Uint8Array;
  readonly #random: Random;
  /** The key that seals; every process of a cluster has it. */
  readonly current: number;

  constructor(keys: readonly Uint8Array[], random: Random) {
    const [first] = keys;
    if (first === undefined) throw new KeyRingError("there is no key in it");
    this.#first = first;
    this.#keys = new Map(keys.map((key) => [nameOf(key), key]));
    this.#random = random;
    this.current = nameOf(first);
  }

  has(key: number): boolean {
    return this.#keys.has(key);
  }

  seal(secret: Uint8Array, purpose: Purpose): Sealed {
    const nonce = this.#random.bytes(NONCE_BYTES);
    return { key: this.current, bytes: Buffer.concat([nonce, encrypt(this.#first, nonce, secret, purpose)]) };
  }

  /** Throws `KeyRingError` where the key is not in the ring, or what is sealed was tampered with. */
  open({ key, bytes }: Sealed, purpose: Purpose): Uint8Array {
    const own = this.#keys.get(key);
    if (own === undefined)
      throw new KeyRingError(`key ${key} is not in it, and something is still sealed with that one`);
    return decrypt(own, bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES), purpose);
  }

  /** A secret that all processes with this first key share, for something else than sealing. */
  shared(purpose: string): Buffer {
    return Buffer.from(
      hkdfSync("sha256", this.#first, new Uint8Array(0), utf8Of(`folkmoot/store/v1 ${purpose}`), KEY_BYTES),
    );
  }
}

/** A text under a key of its own, used once: so the nonce may be the same for all. */
export const sealText = (
  text: Uint8Array,
  random: Random,
): { readonly key: Uint8Array; readonly sealed: Uint8Array } => {
  const key = random.bytes(KEY_BYTES);
  return { key, sealed: encrypt(key, ONCE, text, "") };
};
export const openText = (key: Uint8Array, sealed: Uint8Array): Uint8Array => decrypt(key, ONCE, sealed, "");

/** The ring from the environment or a file, one key a line: 64 hexadecimal digits. A file that is not there is made if `mayMake`. */
export const readKeyRing = (path: string, random: Random, mayMake: boolean, given?: string): KeyRing => {
  if (given !== undefined) return parsed(given, "FOLKMOOT_STORE_KEYS", random);
  if (!existsSync(path)) {
    if (!mayMake) throw new KeyRingError(`${path} is not there: copy it from another process of this cluster`);
    writeDurably(path, Buffer.from(`${hexOf(random.bytes(KEY_BYTES))}\n`));
  }
  return parsed(readFileSync(path, "utf8"), path, random);
};

/** The keys of the store cannot be used; what was sealed with them cannot be read without. */
export class KeyRingError extends Error {
  override readonly name = "KeyRingError";
  constructor(reason: string) {
    super(`The store's key file: ${reason}.`);
  }
}

const ONCE = new Uint8Array(NONCE_BYTES);

const parsed = (text: string, place: string, random: Random): KeyRing => {
  const lines = text.split(/[\s,]+/).filter((line) => line !== "");
  if (lines.length > KEYS_MAX) throw new KeyRingError(`${place} holds more than ${KEYS_MAX} keys`);
  const keys = lines.map((line) => {
    if (parseId(line) === null) throw new KeyRingError(`${place} must hold 64 lower-case hexadecimal digits a line`);
    return bytesOf(line);
  });
  return new KeyRing(keys, random);
};

const nameOf = (key: Uint8Array): number =>
  createHash("sha256").update("folkmoot/store/v1 name of a key\n").update(key).digest().readUInt32BE(0) &
  POSITIVE_31_BITS;

const encrypt = (key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, purpose: string): Uint8Array => {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(utf8Of(purpose));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

const decrypt = (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, purpose: string): Uint8Array => {
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, nonce)
    .setAAD(utf8Of(purpose))
    .setAuthTag(sealed.subarray(Math.max(0, end)));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]));
  } catch {
    throw new KeyRingError("what was sealed does not open: it was changed, or put in another's place");
  }
};
