/**
 * One request to a node, answered in time or an `OperatingError`: whoever calls never sees a half answer. Problem details
 * (RFC 9457) say what the node would not do.
 */
import * as z from "zod/mini";
import { parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { OperatingError } from "../bridge/protocol.ts";

/** A phone on a slow line gets its answer in this time, or the line is as good as dead. */
const ANSWER_WITHIN_MS = 15_000;

export const idSchema = z.custom<Id>((value) => typeof value === "string" && parseId(value) !== null);
const problemSchema = z.object({ type: z.string(), title: z.string(), detail: z.optional(z.string()) });

/** What the node would not do, by the word of its problem (`/problems` at the node). */
export class ProblemError extends OperatingError {
  readonly word: string;
  constructor(word: string, detail: string) {
    super("rejected", detail);
    this.word = word;
  }
}

let language = "";

/** Nodes are asked to answer in this language, from now on; until then in the browser's. */
export const speakTo = (tag: string): void => {
  language = tag;
};

/** What goes with every request besides its own headers. */
const spoken = ({ headers }: RequestInit): Headers => {
  const all = new Headers(headers);
  if (language !== "") all.set("accept-language", language);
  return all;
};

/** A good answer; `isStream` answers are only waited for until they begin. */
export const request = async (
  url: string,
  options: RequestInit & { readonly isStream?: boolean } = {},
): Promise<Response> => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_WITHIN_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, late.signal]) : late.signal;
  try {
    const response = await fetch(url, { ...options, headers: spoken(options), signal, cache: "no-store" });
    if (response.ok) return options.isStream === true ? response : await whole(response);
    throw await problemOf(response);
  } catch (error) {
    throw error instanceof OperatingError ? error : new OperatingError("unreachable", String(error));
  } finally {
    clearTimeout(timer);
  }
};

/** The answer with its body read, so that the time limit covers the body too. */
const whole = async (response: Response): Promise<Response> =>
  new Response(response.status === 204 ? null : await response.arrayBuffer(), response);

const problemOf = async (response: Response): Promise<OperatingError> => {
  const text = await response.text();
  const read = z.safeParse(problemSchema, parsed(text));
  // Not the words of a node of ours: something between us and it answered, such as a proxy while the node restarts.
  if (!read.success) return new OperatingError("unreachable", `${response.status}`);
  const { type, title, detail } = read.data;
  return new ProblemError(type.split("#")[1] ?? "", detail === undefined ? title : `${title}. ${detail}`);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
