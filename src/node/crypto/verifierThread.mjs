/**
 * One thread of the verifier pool: it gets a packed batch and answers with a byte for each signature. It is plain JavaScript with
 * what Node brings, so that it starts the same from sources, tests and bundles; the rule's filter has run before it.
 */
import { createPublicKey, verify } from "node:crypto";
import { parentPort } from "node:worker_threads";

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const HEAD_BYTES = KEY_BYTES + SIGNATURE_BYTES + 4;
const KEYS_MAX = 20_000;
const SPKI_START = Buffer.from("302a300506032b6570032100", "hex");

/** @type {Map<string, import("node:crypto").KeyObject>} */
const keys = new Map();

/** @param {Buffer} bytes the 32 bytes of a key */
const keyOf = (bytes) => {
  const name = bytes.toString("latin1");
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= KEYS_MAX) keys.clear();
  const key = createPublicKey({ key: Buffer.concat([SPKI_START, bytes]), format: "der", type: "spki" });
  keys.set(name, key);
  return key;
};

/**
 * @param {Buffer} packed key ‖ signature ‖ length of the message, u32 big-endian ‖ message, one after the other
 * @returns {Uint8Array<ArrayBuffer>} 1 for good, 0 for bad
 */
const verdictsOn = (packed, count = 0) => {
  const verdicts = new Uint8Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const signatureAt = at + KEY_BYTES;
    const messageAt = at + HEAD_BYTES;
    const end = messageAt + packed.readUInt32BE(signatureAt + SIGNATURE_BYTES);
    const key = keyOf(packed.subarray(at, signatureAt));
    const signature = packed.subarray(signatureAt, signatureAt + SIGNATURE_BYTES);
    verdicts[i] = verify(null, packed.subarray(messageAt, end), key, signature) ? 1 : 0;
    at = end;
  }
  return verdicts;
};

parentPort?.on(
  "message",
  (/** @type {{ job: number, count: number, packed: ArrayBuffer }} */ { job, count, packed }) => {
    const verdicts = verdictsOn(Buffer.from(packed), count);
    parentPort?.postMessage({ job, verdicts: verdicts.buffer }, [verdicts.buffer]);
  },
);
