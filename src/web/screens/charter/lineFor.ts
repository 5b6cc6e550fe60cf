/** A red line drawn by a form: accords whose answer to one of the nine questions is yes are void. */
import type { Plain } from "../../../core/plain.ts";

export type DrawnLine = {
  readonly line: string;
  readonly kinds: readonly string[];
  readonly when: Plain;
  readonly wording: { readonly wording: string };
};

/** `dataAccess` becomes the line `no-data-access`. */
export const lineFor = (question: string, wording: string): DrawnLine => ({
  line: `no-${question.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  kinds: ["accord.sign", "accord.reaffirm"],
  when: { sort: "is", fact: question, value: "yes", parts: [] },
  wording: { wording },
});
