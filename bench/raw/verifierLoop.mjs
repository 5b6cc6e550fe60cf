/** One thread of the raw limit (verifiers.ts): is given its share, verifies it each time it is told to, and says whether all are good. */
import { createPublicKey, verify } from "node:crypto";
import { parentPort } from "node:worker_threads";

const SPKI_START = "302a300506032b6570032100";

/** @type {Map<string, import("node:crypto").KeyObject>} */
const keys = new Map();
/** @param {string} hex */
const keyOf = (hex) => {
  const known = keys.get(hex);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.from(SPKI_START + hex, "hex"), format: "der", type: "spki" });
  keys.set(hex, key);
  return key;
};

/** @typedef {{ key: string, message: Uint8Array, signature: Uint8Array }} Check */
/** @type {readonly Check[]} */
let share = [];
parentPort?.on("message", (/** @type {readonly Check[] | null} */ given) => {
  if (given !== null) {
    share = given;
    return;
  }
  let good = 0;
  for (const { key, message, signature } of share) if (verify(null, message, keyOf(key), signature)) good += 1;
  parentPort?.postMessage(good === share.length);
});
