/**
 * One request to a node, and what its failures mean. The surprising rule: a node that answers with a problem is not a broken network, so
 * its own words for what to do are passed on.
 */
import { z } from "zod";
import { FailedError } from "../exits.ts";

const problemSchema = z.object({ type: z.string(), title: z.string(), detail: z.string() });

/** The node answered, and did not do it. `word` is permanent; programs tell problems apart by it. */
export class NodeProblemError extends FailedError {
  readonly word: string;
  readonly body: unknown;
  constructor(word: string, title: string, detail: string, body: unknown) {
    super("cli.node.problem", { title, detail });
    this.name = "NodeProblemError";
    this.word = word;
    this.body = body;
  }
}

let language = "en";

/** Nodes are asked to say what goes wrong in this language, from now on. */
export const speakTo = (tag: string): void => {
  language = tag;
};

/** A successful answer. Throws `FailedError` or `NodeProblemError`. */
export const request = async (url: string, init: RequestInit = {}): Promise<Response> => {
  const response = await reach(url, init);
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  const problem = problemSchema.safeParse(body);
  if (!problem.success) throw new FailedError("cli.node.notANode", { url, status: response.status });
  const { type, title, detail } = problem.data;
  throw new NodeProblemError(type.split("#")[1] ?? type, title, detail, body);
};

const reach = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { ...init, headers: { "accept-language": language, ...headersOf(init) } });
  } catch (error) {
    throw new FailedError("cli.node.unreachable", { url: new URL(url).origin }, error);
  }
};

const headersOf = ({ headers }: RequestInit): Readonly<Record<string, string>> =>
  Object.fromEntries(new Headers(headers).entries());

/** The answer as JSON of this shape; anything else means that this is no node, or a newer one. */
export const requestJson = async <T>(schema: z.ZodType<T>, url: string, init: RequestInit = {}): Promise<T> => {
  const response = await request(url, init);
  const read = schema.safeParse(await response.json().catch(() => null));
  if (!read.success) throw new FailedError("cli.node.notANode", { url, status: response.status });
  return read.data;
};

/** The answer's bytes as they come. */
export const requestPieces = async function* (url: string, init: RequestInit = {}): AsyncGenerator<Uint8Array> {
  const { body } = await request(url, init);
  if (body === null) return;
  try {
    for await (const piece of body) yield piece;
  } catch (error) {
    throw new FailedError("cli.node.brokeOff", { url: new URL(url).origin }, error);
  }
};

export const requestBytes = async (url: string, init: RequestInit = {}): Promise<Uint8Array> =>
  new Uint8Array(await (await request(url, init)).arrayBuffer());

/** `https://node.example` without a slash at the end. Null for what is no web address. */
export const addressOf = (text: string): string | null => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return null;
  const { origin, pathname } = new URL(text);
  return origin + pathname.replace(/\/+$/, "");
};
