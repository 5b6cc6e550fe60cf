/**
 * The screens' side of the bridge: `ask` for an answer that keeps up with the log, `give` for a task done once. Names,
 * parameters and answers have the types of the functions in the worker.
 */
import { untrack } from "svelte";
import type { Id } from "../../core/kernel/types.ts";
import type { AnswerOf, AskedWith, QuestionName } from "../replica/questions.ts";
import type { DoneOf, GivenWith, TaskName } from "../replica/tasks.ts";
import { postQuestion, postTask } from "./post.ts";
import { OperatingError, type Failure } from "./protocol.ts";

export type Asked<T> = {
  /** `undefined` until the first answer is there. */
  readonly value: T | undefined;
  /** Why there is no answer, such as a community that this device does not hold. */
  readonly failure: Failure | null;
};

let unanswered = $state(0);

/** Whether something on the screen still waits for its first answer. */
export const isBusy = (): boolean => unanswered > 0;

/** Counts a question until the returned function is called, however often it is. */
const expectAnswer = (): (() => void) => {
  let isOpen = true;
  untrack(() => (unanswered += 1));
  return () => {
    if (isOpen) unanswered -= 1;
    isOpen = false;
  };
};

/**
 * Asks as long as the component that calls it is on the screen. Community and parameters are read reactively: the question
 * is asked anew when they change, and the old answer stays until the new one is there.
 */
export const ask = <K extends QuestionName>(
  community: () => Id | null,
  question: K,
  ...[params]: AskedWith<K>
): Asked<AnswerOf<K>> => {
  let value = $state.raw<AnswerOf<K> | undefined>(undefined);
  let failure = $state.raw<Failure | null>(null);
  $effect(() => {
    const answered = expectAnswer();
    const stop = postQuestion(community(), question, $state.snapshot(params?.()), {
      done: (answer) => {
        value = answer;
        failure = null;
        answered();
      },
      failed: (reason) => {
        failure = reason;
        answered();
      },
    });
    return () => {
      stop();
      answered();
    };
  });
  return {
    get value() {
      return value;
    },
    get failure() {
      return failure;
    },
  };
};

/** Has a task done. Rejects with an `OperatingError` that the catalogue has words for; a refusal is a value instead. */
export const give = <K extends TaskName>(
  community: Id | null,
  task: K,
  ...[given]: GivenWith<K>
): Promise<Awaited<DoneOf<K>>> =>
  new Promise((resolve, reject) => {
    postTask(community, task, $state.snapshot(given), {
      done: resolve,
      failed: ({ kind, detail }) => reject(new OperatingError(kind, detail)),
    });
  });
