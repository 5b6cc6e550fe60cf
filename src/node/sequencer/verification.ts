/**
 * Signatures of many submissions, verified together. The surprising rule: a submission's few signatures wait for the end of the
 * turn, so that a hundred requests that came at once go to the threads as one batch, and a lone one is verified on the spot.
 */
import type { Signed, Verifier } from "../../core/log/ed25519.ts";

/** Two batches at the threads keep them busy; what comes meanwhile gathers into the next. */
const BATCHES_MAX = 2;
const BATCH_SIGNATURES_MAX = 512;

type Job = {
  readonly checks: readonly Signed[];
  readonly resolve: (verdicts: readonly boolean[]) => void;
  readonly reject: (error: unknown) => void;
};

export class Verification {
  readonly #verifier: Verifier;
  readonly #breathe: () => Promise<void>;
  readonly #jobs: Job[] = [];
  #batches = 0;

  constructor(verifier: Verifier, breathe: () => Promise<void>) {
    this.#verifier = verifier;
    this.#breathe = breathe;
  }

  /** One verdict for each, in order. */
  verify(checks: readonly Signed[]): Promise<readonly boolean[]> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ checks, resolve, reject });
      if (this.#batches < BATCHES_MAX) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#batches += 1;
    await this.#breathe();
    for (let jobs = this.#take(); jobs.length > 0; jobs = this.#take()) await this.#verifyAll(jobs);
    this.#batches -= 1;
  }

  #take(): readonly Job[] {
    let signatures = 0;
    const isWithin = (job: Job): boolean => (signatures += job.checks.length) <= BATCH_SIGNATURES_MAX;
    const beyond = this.#jobs.findIndex((job, place) => place > 0 && !isWithin(job));
    return this.#jobs.splice(0, beyond < 0 ? this.#jobs.length : beyond);
  }

  async #verifyAll(jobs: readonly Job[]): Promise<void> {
    try {
      const verdicts = await this.#verifier.verifyAll(jobs.flatMap(({ checks }) => checks));
      let at = 0;
      for (const { checks, resolve } of jobs) resolve(verdicts.slice(at, (at += checks.length)));
    } catch (error) {
      for (const { reject } of jobs) reject(error);
    }
  }
}
