/**
 * The raw limit of verification: threads that each hold their share of the signatures and verify them one after the other with
 * node:crypto and imported keys, and do nothing else. What the project does is held against this, in the same run.
 */
import { Worker } from "node:worker_threads";
import type { Entry } from "../../src/core/kernel/types.ts";
import { actSigningBytes } from "../../src/core/log/act.ts";
import { wallMs } from "../clock.ts";

type Signed = Entry["signed"];
type Check = { readonly key: string; readonly message: Uint8Array; readonly signature: Uint8Array };
const MS_PER_S = 1000;

export class RawVerifiers {
  readonly #workers: readonly Worker[];
  readonly #signatures: number;

  private constructor(workers: readonly Worker[], signatures: number) {
    this.#workers = workers;
    this.#signatures = signatures;
  }

  static async open(threads: number, acts: readonly Signed[]): Promise<RawVerifiers> {
    const checks = acts.flatMap(checkOf);
    const workers = Array.from({ length: threads }, (_, thread) => {
      const share = checks.filter((_check, place) => place % threads === thread);
      const worker = new Worker(new URL("verifierLoop.mjs", import.meta.url));
      worker.postMessage(share);
      return worker;
    });
    const raw = new RawVerifiers(workers, checks.length);
    await raw.rate(); // the keys are imported now
    return raw;
  }

  /** Signatures per second, all threads at once. */
  async rate(): Promise<number> {
    const begun = wallMs();
    await Promise.all(this.#workers.map((worker) => answerOf(worker)));
    return (this.#signatures / (wallMs() - begun)) * MS_PER_S;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

const checkOf = (signed: Signed): readonly Check[] =>
  "act" in signed
    ? [{ key: signed.act.author.key, message: actSigningBytes(signed.bytes), signature: signed.signature }]
    : [];

const answerOf = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once("message", (good) => (good === true ? resolve() : reject(new Error("a signature of the town is bad"))));
    worker.once("error", reject);
    worker.postMessage(null);
  });
