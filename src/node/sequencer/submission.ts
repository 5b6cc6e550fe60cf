/**
 * What is handed in to a community and what is answered. Three sorts of failure stay apart: a refusal is an answer like any
 * other, a promise is an answer that binds the node, and only what is the node's own trouble is thrown.
 */
import type { Id, Instant, Refusal } from "../../core/kernel/types.ts";

/** Acts as [bytes, signature] and the texts they name as [32-byte salt, UTF-8]; any order, any number may be known already. */
export type Submission = {
  readonly acts: readonly (readonly [Uint8Array, Uint8Array])[];
  readonly texts: readonly (readonly [Uint8Array, Uint8Array])[];
};

/** The act's place in the log. The same act handed in again gets the same receipt. */
export type Receipt = { readonly id: Id; readonly index: number; readonly at: Instant };

/** One per act, in the order of the submission. */
export type Answer =
  | { readonly kind: "recorded"; readonly receipt: Receipt }
  /** `id` is the SHA-256 of the bytes, whatever they are. `note`: the signed refusal of an act that had been promised an answer. */
  | { readonly kind: "refused"; readonly id: Id; readonly refusal: Refusal; readonly note?: Uint8Array }
  /** Taken in but not yet sequenced: by `by` it is in the log or a signed refusal is ready (docs/formats/receipt.md). */
  | { readonly kind: "promised"; readonly id: Id; readonly by: Instant; readonly note: Uint8Array };

/** The node has too much to do: hand it in again after `retryAfterSeconds`. Nothing of the submission was kept. */
export class BusyError extends Error {
  readonly retryAfterSeconds: number;
  constructor(queue: "device" | "community", retryAfterSeconds: number) {
    super(`Too many acts of this ${queue} are waiting; hand them in again in ${retryAfterSeconds} s.`);
    this.name = "BusyError";
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** More than one submission may hold. */
export class SubmissionTooLargeError extends Error {
  constructor(limit: string) {
    super(`A submission holds at most ${limit}; hand in the rest separately.`);
    this.name = "SubmissionTooLargeError";
  }
}

/** The node records nothing now; `health()` says why. Acts handed in were not recorded, or their fate is not known: hand them in again. */
export class NotSequencingError extends Error {
  readonly reason: string;
  readonly retryAfterSeconds: number;
  constructor(reason: string, retryAfterSeconds: number) {
    super(`This node records nothing at the moment: ${reason}.`);
    this.name = "NotSequencingError";
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
