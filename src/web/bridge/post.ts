/**
 * The line to the worker: one worker serves the page, requests and replies are matched by number. Answers leave here with
 * the type their question has; they were made by the very function that has it, so the cast here is the only one.
 */
import type { Id } from "../../core/kernel/types.ts";
import type { AnswerOf, QuestionName } from "../replica/questions.ts";
import type { DoneOf, TaskName } from "../replica/tasks.ts";
import type { Failure, Reply, Request } from "./protocol.ts";

type Settle<T> = { readonly done: (value: T) => void; readonly failed: (failure: Failure) => void };

let worker: Worker | null = null;
let lastId = 0;
const questions = new Map<number, Settle<never>>();
const tasks = new Map<number, Settle<never>>();

const hear = ({ data }: MessageEvent<Reply>): void => {
  const settle = questions.get(data.id) ?? tasks.get(data.id);
  tasks.delete(data.id);
  if (data.type === "failed") settle?.failed(data.failure);
  else settle?.done(data.value as never);
};

const post = (request: Request): void => {
  if (worker === null) {
    worker = new Worker(new URL("../replica/replica.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", hear);
  }
  worker.postMessage(request);
};

/** Asks until the returned function is called. */
export const postQuestion = <K extends QuestionName>(
  community: Id | null,
  question: K,
  params: unknown,
  settle: Settle<AnswerOf<K>>,
): (() => void) => {
  const id = (lastId += 1);
  questions.set(id, settle);
  post({ type: "ask", id, community, question, params });
  return () => {
    questions.delete(id);
    post({ type: "stop", id });
  };
};

export const postLanguage = (language: string): void => post({ type: "speak", language });

export const postTask = <K extends TaskName>(
  community: Id | null,
  task: K,
  params: unknown,
  settle: Settle<Awaited<DoneOf<K>>>,
): void => {
  const id = (lastId += 1);
  tasks.set(id, settle);
  post({ type: "task", id, community, task, params });
};
