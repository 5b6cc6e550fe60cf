/**
 * A browser's side of Web Push, written from RFC 8291 and 8188 with WebCrypto, so that what the node encrypts with its library is opened by
 * something else. It keeps its private key as a browser would: nobody else can read what is sent to it.
 */
import { webcrypto } from "node:crypto";

const { subtle } = webcrypto;
const SALT = 16;
const HEADER = 21;
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
const DELIMITER = 2;
const CURVE = { name: "ECDH", namedCurve: "P-256" };

export type Keys = { readonly privateKey: webcrypto.CryptoKey; readonly publicKey: Buffer; readonly auth: Buffer };

export const newKeys = async (): Promise<Keys> => {
  const pair = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const publicKey = Buffer.from(await subtle.exportKey("raw", pair.publicKey));
  return { privateKey: pair.privateKey, publicKey, auth: Buffer.from(webcrypto.getRandomValues(new Uint8Array(SALT))) };
};

/** The keys of a vector, from base64url. */
export const keysOf = async (publicKey: string, secret: string, auth: string): Promise<Keys> => {
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const jwk = { kty: "EC", crv: "P-256", d: secret, x: x ?? "", y: y ?? "" };
  const privateKey = await subtle.importKey("jwk", jwk, CURVE, false, ["deriveBits"]);
  return { privateKey, publicKey: point, auth: Buffer.from(auth, "base64url") };
};

const expanded = async (salt: Uint8Array, secret: Uint8Array, info: Uint8Array, bytes: number): Promise<Uint8Array> => {
  const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, bytes * 8));
};

/** What was sent to this browser. Throws where it was not meant for it, or was changed on the way. */
export const opened = async ({ privateKey, publicKey, auth }: Keys, body: Buffer): Promise<string> => {
  const salt = body.subarray(0, SALT);
  const sender = body.subarray(HEADER, HEADER + (body[HEADER - 1] ?? 0));
  const senderKey = await subtle.importKey("raw", sender, CURVE, false, []);
  const shared = new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: senderKey }, privateKey, 256));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]);
  const secret = await expanded(auth, shared, info, 32);
  const key = await expanded(salt, secret, Buffer.from("Content-Encoding: aes128gcm\0"), KEY_BYTES);
  const iv = await expanded(salt, secret, Buffer.from("Content-Encoding: nonce\0"), NONCE_BYTES);
  const cipher = await subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const sealed = body.subarray(HEADER + sender.length);
  const plain = Buffer.from(await subtle.decrypt({ name: "AES-GCM", iv }, cipher, sealed));
  return plain.subarray(0, plain.lastIndexOf(DELIMITER)).toString("utf8");
};
