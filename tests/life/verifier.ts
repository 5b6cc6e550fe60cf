/** The native verifier as the node uses it, without threads. */
import type { Verifier } from "../../src/core/log/ed25519.ts";
import { verifyNatively } from "../../src/node/crypto/ed25519.ts";

export const verifierPool: Verifier = {
  verify: (publicKey, message, signature) => Promise.resolve(verifyNatively(publicKey, message, signature)),
  verifyAll: (batch) =>
    Promise.resolve(batch.map(({ publicKey, message, signature }) => verifyNatively(publicKey, message, signature))),
};
