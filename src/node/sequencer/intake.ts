/**
 * Where submissions come in: read, counted, verified, queued, and answered. The surprising rule: nobody waits longer than two seconds;
 * what has no answer by then is stored and gets a promise.
 */
import type { Id, Refusal } from "../../core/kernel/types.ts";
import { broughtTexts, readAct, requireWithinLimits, signatureRefusal } from "./admission.ts";
import type { WriterParts } from "./parts.ts";
import type { Promises } from "./promises.ts";
import type { Sequencer } from "./sequencer.ts";
import type { Answer, Submission } from "./submission.ts";
import { Verification } from "./verification.ts";
import { Places, waitingFor, type Waiting } from "./waiting.ts";

const PATIENCE_MS = 2_000;

export class Intake {
  readonly #parts: WriterParts;
  readonly #sequencer: Sequencer;
  readonly #promises: Promises;
  readonly #verification: Verification;
  readonly #places = new Places();
  refused = 0;

  constructor(parts: WriterParts, sequencer: Sequencer, promises: Promises) {
    this.#parts = parts;
    this.#sequencer = sequencer;
    this.#promises = promises;
    this.#verification = new Verification(parts.verifier, parts.breathe);
  }

  /** Acts between being handed in and being answered for good. */
  get waiting(): number {
    return this.#places.taken;
  }

  async submit(submission: Submission, from: string): Promise<readonly Answer[]> {
    requireWithinLimits(submission);
    this.#places.take(from, submission.acts.length);
    const taken = await this.#verified(submission, from);
    const queued = taken.filter((one): one is Waiting => "done" in one);
    this.#places.free(from, taken.length - queued.length);
    this.#sequencer.enqueue(queued);
    return this.#answers(taken, queued);
  }

  async #verified(submission: Submission, from: string): Promise<readonly (Waiting | Answer)[]> {
    try {
      return await this.#read(submission, () => this.#places.free(from, 1));
    } catch (error) {
      this.#places.free(from, submission.acts.length);
      throw error;
    }
  }

  /** Each act as it will wait, or the answer that it has already. */
  async #read(submission: Submission, onOver: () => void): Promise<readonly (Waiting | Answer)[]> {
    const read = submission.acts.map((act) => readAct(act, this.#parts.rulebook));
    const brought = broughtTexts(submission);
    const checks = read.flatMap((one) => ("checks" in one ? one.checks : []));
    const verdicts = checks.length === 0 ? [] : await this.#verification.verify(checks);
    let at = 0;
    return read.map((one) => {
      if (!("checks" in one)) return this.#refused(one.id, one.refusal);
      const refusal = signatureRefusal(verdicts.slice(at, (at += one.checks.length)));
      return refusal === null
        ? waitingFor(one.signed, one.named, brought, onOver)
        : this.#refused(one.signed.id, refusal);
    });
  }

  #refused(id: Id, refusal: Refusal): Answer {
    this.refused += 1;
    return { kind: "refused", id, refusal };
  }

  async #answers(taken: readonly (Waiting | Answer)[], queued: readonly Waiting[]): Promise<readonly Answer[]> {
    const answers = Promise.all(taken.map(async (one) => ("done" in one ? one.done : one)));
    const isInTime = await this.#within(answers);
    if (!isInTime) await this.#promises.give(queued);
    return answers;
  }

  /** Whether all were answered while the sender is patient. */
  #within(answers: Promise<unknown>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const cancel = this.#parts.clock.alarm(PATIENCE_MS, () => resolve(false));
      const inTime = (): void => {
        cancel();
        resolve(true);
      };
      answers.then(inTime, (error: unknown) => {
        cancel();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }
}
