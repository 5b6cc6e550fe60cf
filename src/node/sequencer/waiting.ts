/**
 * The acts that wait for their place in the log. The surprising rule: a place in the queue is taken before signatures are checked,
 * so that nobody can make the node check without end; and each device has a share of its own, so that one cannot shut out the rest.
 */
import type { Id, SignedAct } from "../../core/kernel/types.ts";
import type { StoredText } from "../ports/logStore.ts";
import type { Named } from "./admission.ts";
import { BusyError, type Answer } from "./submission.ts";

/** Some seconds of work for a small computer, and eight megabytes of usual acts. */
const WAITING_MAX = 8_192;
/** A phone back from a month offline, and a courier's whole bundle. */
const WAITING_PER_CALLER_MAX = 1_024;
const RETRY_AFTER_SECONDS = 2;

export type Waiting = {
  readonly signed: SignedAct;
  readonly named: readonly Named[];
  readonly brought: ReadonlyMap<Id, StoredText>;
  /** Set once the node has promised an answer: the monotonic time by which it owes one. */
  promise: { readonly byMonotonicMs: number } | null;
  /** What the sender is told: the first of what follows. */
  readonly done: Promise<Answer>;
  settle(answer: Answer): void;
  fail(error: Error): void;
};

/** @param onOver called once, when there is an answer that is not just a promise. */
export const waitingFor = (
  signed: SignedAct,
  named: readonly Named[],
  brought: ReadonlyMap<Id, StoredText>,
  onOver: () => void = () => undefined,
): Waiting => {
  let resolve: (answer: Answer) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const done = new Promise<Answer>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Whoever handed it in may have gone with a promise; nobody listens then.
  done.catch(() => undefined);
  let isOver = false;
  const over = (): void => {
    if (!isOver) onOver();
    isOver = true;
  };
  return {
    signed,
    named,
    brought,
    promise: null,
    done,
    settle: (answer) => {
      resolve(answer);
      if (answer.kind !== "promised") over();
    },
    fail: (error) => {
      reject(error);
      over();
    },
  };
};

/** Places in the queue, counted from handing in to answer. */
export class Places {
  readonly #byCaller = new Map<string, number>();
  #taken = 0;

  get taken(): number {
    return this.#taken;
  }

  /** Takes so many places for this caller, or throws `BusyError` and takes none. */
  take(caller: string, count: number): void {
    const own = this.#byCaller.get(caller) ?? 0;
    if (own + count > WAITING_PER_CALLER_MAX) throw new BusyError("device", RETRY_AFTER_SECONDS);
    if (this.#taken + count > WAITING_MAX) throw new BusyError("community", RETRY_AFTER_SECONDS);
    this.#byCaller.set(caller, own + count);
    this.#taken += count;
  }

  free(caller: string, count: number): void {
    const left = (this.#byCaller.get(caller) ?? 0) - count;
    if (left > 0) this.#byCaller.set(caller, left);
    else this.#byCaller.delete(caller);
    this.#taken -= count;
  }
}
