/** Reads what an oracle needs out of a command's body, by place: the oracles do without the shapes of the code they judge. */
import { idOf } from "../../core/hash.ts";
import type { Id, Value } from "../../core/kernel/types.ts";

const isList = (body: Value): body is readonly Value[] => Array.isArray(body);
const fieldsOf = (body: Value): readonly Value[] => (isList(body) ? body : []);

/** The id in the first field, which is what the act is about. */
export const idIn = (body: Value, place = 0): Id => {
  const field = fieldsOf(body)[place];
  if (!(field instanceof Uint8Array)) throw new TypeError(`no id at field ${place}`);
  return idOf(field);
};

/** One of a few words, written as its place among them. */
export const wordIn = (body: Value, words: readonly string[], place = 1): string => {
  const field = fieldsOf(body)[place];
  const word = typeof field === "number" ? words[field] : undefined;
  if (word === undefined) throw new TypeError(`no word at field ${place}`);
  return word;
};

/** The number in a field; null where there is none. */
export const numberIn = (body: Value, place: number): number | null => {
  const field = fieldsOf(body)[place];
  return typeof field === "number" ? field : null;
};
