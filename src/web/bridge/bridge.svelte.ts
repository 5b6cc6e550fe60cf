/**
 * The screens' side of the bridge: `ask` for an answer that keeps up with the log, `give` for a task done once. Names,
 * parameters and answers have the types of the functions in the worker.
 */
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
  $effect(() =>
    postQuestion(community(), question, $state.snapshot(params?.()), {
      done: (answer) => {
        value = answer;
        failure = null;
      },
      failed: (reason) => {
        failure = reason;
      },
    }),
  );
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
