/** Detachable texts, from docs/formats/text.md. A body holds the `Text` itself until it is encoded: then only its hash. */
import { ascii, sha256, type Bytes } from "./keys.ts";

export type Text = { readonly text: string; readonly salt: Bytes; readonly hash: Bytes };

export type Value = number | string | boolean | null | Bytes | Text | readonly Value[];

/** The salt comes from the words and a mark: two texts with the same words need different marks. */
export const textOf = (text: string, mark = ""): Text => {
  const salt = sha256(ascii(`salt of ${mark} ${text}`));
  return { text, salt, hash: sha256(salt, ascii(text)) };
};

const isText = (value: Value): value is Text =>
  typeof value === "object" && value !== null && !(value instanceof Uint8Array) && "salt" in value;

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** What is encoded: every text has become its hash. */
export type Plain = number | string | boolean | null | Bytes | readonly Plain[];

export const plainOf = (value: Value): Plain => {
  if (isList(value)) return value.map(plainOf);
  return isText(value) ? value.hash : value;
};

export const textsIn = (value: Value): readonly Text[] => {
  if (isList(value)) return value.flatMap(textsIn);
  return isText(value) ? [value] : [];
};

export const utf8Of = (text: Text): Bytes => ascii(text.text);
