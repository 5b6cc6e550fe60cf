/**
 * Something a person asked for and what became of it: it runs, it failed, it was refused. `Doing` shows it; the answer is
 * handed on only when there is one.
 */
import type { Refusal } from "../../core/kernel/types.ts";
import { OperatingError } from "../bridge/protocol.ts";

export type Attempt =
  | { readonly state: "idle" | "running" | "done" }
  | { readonly state: "failed"; readonly error: OperatingError }
  | { readonly state: "refused"; readonly refusal: Refusal };

const isRefused = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && "refused" in value && value.refused === true;

/** Runs a task and tells of it; the answer is handed on only when there is one. */
export const attempt = async <T>(
  tell: (attempt: Attempt) => void,
  task: () => Promise<T | Refusal>,
): Promise<T | undefined> => {
  tell({ state: "running" });
  try {
    const value = await task();
    if (isRefused(value)) {
      tell({ state: "refused", refusal: value });
      return undefined;
    }
    tell({ state: "done" });
    return value;
  } catch (error) {
    if (!(error instanceof OperatingError)) throw error;
    tell({ state: "failed", error });
    return undefined;
  }
};
