/**
 * Verifies batches of signatures over worker threads, so that a replay of a whole log uses every core and the node's own thread
 * stays free. The surprising rule: a few signatures are verified on the spot, since a thread's answer takes longer than they do;
 * and an idle pool keeps no process alive.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { writeHex } from "../../core/hash.ts";
import {
  isAcceptableKey,
  isAcceptableSignature,
  KEY_BYTES,
  SIGNATURE_BYTES,
  type Signed,
  type Verifier,
} from "../../core/log/ed25519.ts";
import { verifyNatively } from "./ed25519.ts";

/** Below this a batch is done sooner here than a thread answers. */
const ON_THE_SPOT_MAX = 4;
/** One job: small enough that threads finish together, large enough that handing it over costs nothing (some 20 ms). */
const JOB_MAX = 256;

const HEAD_BYTES = KEY_BYTES + SIGNATURE_BYTES + 4;

/** A thread ended before it answered. Its batch was not verified: hand it in again, or start the program again. */
export class VerifierThreadError extends Error {
  override readonly name = "VerifierThreadError";
}

export type VerifierPool = Verifier & { close(): Promise<void> };

type Answer = { readonly resolve: (verdicts: Uint8Array) => void; readonly reject: (error: Error) => void };
const Reply = z.object({ job: z.number(), verdicts: z.instanceof(ArrayBuffer) });

/** Starts the threads, one per core unless told otherwise. */
export function openVerifierPool(threads = availableParallelism()): VerifierPool {
  const pool = Array.from({ length: threads }, () => new Thread());
  const runOnLeastBusy = (packed: Packed): Promise<Uint8Array> =>
    pool.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least)).run(packed);
  return {
    verify: (publicKey, message, signature) => Promise.resolve(verifyNatively(publicKey, message, signature)),
    verifyAll: async (batch) => {
      if (batch.length <= ON_THE_SPOT_MAX || pool.length === 0)
        return batch.map((one) => verifyNatively(one.publicKey, one.message, one.signature));
      const jobs: Promise<readonly boolean[]>[] = [];
      const size = Math.min(JOB_MAX, Math.ceil(batch.length / pool.length));
      for (let from = 0; from < batch.length; from += size)
        jobs.push(verdictsOn(batch.slice(from, from + size), runOnLeastBusy));
      return (await Promise.all(jobs)).flat();
    },
    close: async () => {
      await Promise.all(pool.map((thread) => thread.close()));
    },
  };
}

/** Sends on what passes the filter; what does not is bad already. */
async function verdictsOn(
  batch: readonly Signed[],
  run: (packed: Packed) => Promise<Uint8Array>,
): Promise<readonly boolean[]> {
  const packed = pack(batch);
  const verdicts = await run(packed);
  let next = 0;
  return packed.isSent.map((isSent) => isSent && verdicts[next++] === 1);
}

type Packed = { readonly bytes: ArrayBuffer; readonly count: number; readonly isSent: readonly boolean[] };

/** Key, signature, length and message of each, one after the other: one buffer that moves to the thread without a copy. */
function pack(batch: readonly Signed[]): Packed {
  const length = batch.reduce((sum, one) => sum + HEAD_BYTES + one.message.length, 0);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const isSent = batch.map(({ publicKey, message, signature }) => {
    const isHex = writeHex(publicKey, bytes, at);
    if (!isHex || !isAcceptableKey(bytes.subarray(at, at + KEY_BYTES)) || !isAcceptableSignature(signature))
      return false;
    bytes.set(signature, at + KEY_BYTES);
    view.setUint32(at + KEY_BYTES + SIGNATURE_BYTES, message.length);
    bytes.set(message, at + HEAD_BYTES);
    at += HEAD_BYTES + message.length;
    return true;
  });
  return { bytes: bytes.buffer, count: isSent.filter(Boolean).length, isSent };
}

class Thread {
  readonly #worker = new Worker(new URL("verifierThread.mjs", import.meta.url));
  readonly #answers = new Map<number, Answer>();
  #jobs = 0;

  constructor() {
    this.#worker.on("message", (message) => {
      const { job, verdicts } = Reply.parse(message);
      this.#settle(job)?.resolve(new Uint8Array(verdicts));
    });
    this.#worker.on("error", (error) =>
      this.#fail(new VerifierThreadError("A verifying thread failed.", { cause: error })),
    );
    this.#worker.on("exit", () => this.#fail(new VerifierThreadError("A verifying thread ended.")));
    // Last, since listening for messages holds the process again.
    this.#worker.unref();
  }

  get waiting(): number {
    return this.#answers.size;
  }

  run({ bytes, count }: Packed): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const job = this.#jobs++;
      this.#answers.set(job, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage({ job, count, packed: bytes }, [bytes]);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(job: number): Answer | undefined {
    const answer = this.#answers.get(job);
    this.#answers.delete(job);
    if (this.#answers.size === 0) this.#worker.unref();
    return answer;
  }

  #fail(error: VerifierThreadError): void {
    for (const job of [...this.#answers.keys()]) this.#settle(job)?.reject(error);
  }
}
