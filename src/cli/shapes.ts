/**
 * The shape of an act's body for people: its fields with what each expects, and a body to start from. The surprising rule: where the log
 * holds the hash of a text, people write `{"wording": "…"}`, and where it holds a carried command, `{"attached": {…}}`.
 */
import { ZERO_ID } from "../core/hash.ts";
import { carriedCommands } from "../core/carried.ts";
import { Malformed, type Shape, type TextLimit } from "../core/kernel/types.ts";
import type { Json } from "./call.ts";

export type Field = { readonly name: string; readonly expects: string; readonly parts: readonly Field[] };

/** The fields of a record, each with those below it; a list's item stands under `[]`. What repeats a record above it stops there. */
export const fieldsOf = (shape: Shape<unknown>, above: readonly string[] = []): readonly Field[] => {
  if (isCarried(shape) || above.includes(shape.expects)) return [];
  if (shape.fields !== undefined) {
    const within = [...above, shape.expects];
    return Object.entries(shape.fields).map(([name, field]) => ({
      name,
      expects: expectationOf(field),
      parts: fieldsOf(field, within),
    }));
  }
  const parts = shape.item?.fields === undefined ? [] : fieldsOf(shape.item, above);
  return parts.length === 0 ? [] : [{ name: "[]", expects: "", parts }];
};

const expectationOf = (shape: Shape<unknown>): string => {
  if (isCarried(shape)) return 'what the decision does: {"attached": {"kind", "body"}}';
  const expects = shape.expects.replace("the hash of a text", '{"wording": "…"}').replaceAll(/\b32 bytes\b/g, ID);
  if (shape.fields !== undefined) return isOptional(shape) ? "a record, or null" : "a record";
  if (shape.item?.fields !== undefined) return expects.split(":")[0] ?? expects;
  // On the wire a choice is a number; here it is its word.
  return expects.startsWith("one of ") ? expects.replaceAll(/\b\d+ /g, "") : expects;
};
const ID = "64 hexadecimal digits";

const isCarried = (shape: Shape<unknown>): boolean => shape.item !== undefined && shape.item === carriedCommands.item;
const isOptional = (shape: Shape<unknown>): boolean => shape.expects.endsWith(", or null");

/** The limits of a text; null where the shape is not one. */
const textLimitOf = (shape: Shape<unknown>): TextLimit | null => {
  if (shape.fields !== undefined || shape.item !== undefined) return null;
  const found: TextLimit[] = [];
  shape.texts(ZERO_ID, (_hash, limit) => void found.push(limit));
  return found[0] ?? null;
};

/** A body of this shape to fill in: what may be left out is null, a list has one item, anything else says what it expects. */
export const exampleOf = (shape: Shape<unknown>, above: readonly string[] = []): Json => {
  if (isOptional(shape)) return null;
  if (isCarried(shape)) return [];
  if (shape.fields !== undefined) {
    const within = [...above, shape.expects];
    return Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, exampleOf(field, within)]));
  }
  if (shape.item !== undefined) return above.includes(shape.item.expects) ? [] : [exampleOf(shape.item, above)];
  return textLimitOf(shape) === null ? `<${expectationOf(shape)}>` : { wording: "…" };
};

/** `expects` is null where there is no such field at all. */
export type Misfit = { readonly field: string; readonly expects: string | null };

/** The first field of a body that cannot be written as its shape wants it, and what it should hold; null where all can. */
export const misfitIn = (shape: Shape<unknown>, value: unknown, field = ""): Misfit | null => {
  if (value === undefined) return { field, expects: expectationOf(shape) };
  if (value === null && isOptional(shape)) return null;
  if (shape.fields !== undefined) return misfitInRecord(shape.fields, shape, value, field);
  if (shape.item !== undefined) return misfitInList(shape.item, shape, value, field);
  return isWritable(shape, value) ? null : { field, expects: expectationOf(shape) };
};

const misfitInRecord = (
  fields: Readonly<Record<string, Shape<unknown>>>,
  shape: Shape<unknown>,
  value: unknown,
  field: string,
): Misfit | null => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { field, expects: expectationOf(shape) };
  const given = new Map<string, unknown>(Object.entries(value));
  const unknown = [...given.keys()].find((name) => !(name in fields));
  if (unknown !== undefined) return { field: `${field}.${unknown}`, expects: null };
  for (const [name, part] of Object.entries(fields)) {
    const misfit = misfitIn(part, given.get(name), `${field}.${name}`);
    if (misfit !== null) return misfit;
  }
  return null;
};

const misfitInList = (item: Shape<unknown>, shape: Shape<unknown>, value: unknown, field: string): Misfit | null => {
  if (!Array.isArray(value)) return { field, expects: expectationOf(shape) };
  for (const [place, part] of value.entries()) {
    const misfit = misfitIn(item, part, `${field}[${place}]`);
    if (misfit !== null) return misfit;
  }
  return isWritable(shape, value) ? null : { field, expects: expectationOf(shape) };
};

/** Whether the value, written, is read back as one of this shape. */
const isWritable = (shape: Shape<unknown>, value: unknown): boolean => {
  try {
    return !(shape.read(shape.write(value), "") instanceof Malformed);
  } catch {
    return false;
  }
};
