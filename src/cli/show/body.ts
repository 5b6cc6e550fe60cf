/**
 * The body of a recorded command as `act` takes it: wordings in words, carried commands spelt out. The surprising rule: a text that was
 * erased stays a hash, since that is all there is.
 */
import { commandOf, type Carried } from "../../core/carried.ts";
import { parseId } from "../../core/hash.ts";
import { Malformed, type Command, type Id } from "../../core/kernel/types.ts";
import { kinds } from "../../core/registry.ts";
import type { Json } from "../call.ts";
import type { View } from "./view.ts";

/** Null where the body does not fit its shape: then the fold refuses the act too. */
export const bodyInWords = async (view: View, { kind, body }: Command): Promise<Json> => {
  const shape = kinds.get(kind)?.act.shape;
  const read = shape?.read(body, "");
  if (shape === undefined || read instanceof Malformed) return null;
  const texts = new Set<Id>();
  shape.texts(read, (hash) => void texts.add(hash));
  return inWords(view, read, texts);
};

const inWords = async (view: View, value: unknown, texts: ReadonlySet<Id>): Promise<Json> => {
  if (typeof value === "string") return wordingOf(view, value, texts);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return Promise.all(value.map((item: unknown) => inWords(view, item, texts)));
  if (typeof value !== "object" || value === null) return null;
  if (isCarried(value)) return { attached: { kind: value.kind, body: await bodyInWords(view, commandOf(value)) } };
  const fields = Object.entries(value).map(async ([name, item]) => [name, await inWords(view, item, texts)] as const);
  return Object.fromEntries(await Promise.all(fields));
};

const wordingOf = async (view: View, value: string, texts: ReadonlySet<Id>): Promise<Json> => {
  const hash = parseId(value);
  const words = hash !== null && texts.has(hash) ? await view.words(hash) : null;
  return words === null ? value : { wording: words };
};

const isCarried = (value: object): value is Carried =>
  "kind" in value && "body" in value && typeof value.body === "string" && Object.keys(value).length === 2;

/** One wording of a body, by the field's name. */
export const wordingIn = (body: Json, field: string): string | null => {
  const value = typeof body === "object" && body !== null && !Array.isArray(body) ? entryOf(body, field) : null;
  const words = value === null ? null : entryOf(value, "wording");
  return typeof words === "string" ? words : null;
};
const entryOf = (value: Json, name: string): Json =>
  (typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : null) ??
  null;
