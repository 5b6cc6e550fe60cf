/**
 * How a command ends, for people and scripts alike. The surprising rule: a refusal and a fault found are an answer, not a failure, so
 * they have a code of their own, apart from "you asked wrongly" and "it could not be done".
 */
import type { Values } from "../words/speaker.ts";
import type { Key } from "./words.ts";

/** `refused`: the rules refuse the act, or a fault was found. `usage`: the command was not understood. `failed`: try again, or look. */
export const exits = { done: 0, refused: 1, usage: 2, failed: 3 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** What was asked cannot be understood; nothing was done. */
export class UsageError extends Error {
  readonly key: Key;
  readonly values: Values;
  constructor(key: Key, values: Values = {}) {
    super(key);
    this.name = "UsageError";
    this.key = key;
    this.values = values;
  }
}

/** It could not be done for a reason outside: a file, a node, a network. The words say what to do next. */
export class FailedError extends Error {
  readonly key: Key;
  readonly values: Values;
  constructor(key: Key, values: Values = {}, cause?: unknown) {
    super(key, { cause });
    this.name = "FailedError";
    this.key = key;
    this.values = values;
  }
}
