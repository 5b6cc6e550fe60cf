/**
 * What the node answers when it does not do what was asked: problem details (RFC 9457), always with a plain sentence on
 * what to do next. The surprising rule: a detail never repeats what the caller sent, so that no log and no screenshot of
 * an error holds a text, a name or a key.
 */
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Refusal } from "../../core/kernel/types.ts";

type Row = {
  readonly word: string;
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly remedy: string;
};
const row = <const W extends string>(
  word: W,
  status: ContentfulStatusCode,
  title: string,
  remedy: string,
): Row & { readonly word: W } => ({
  word,
  status,
  title,
  remedy,
});

const RENEW = "Ask for a challenge, sign it with the device's key, and try again.";
const DESCRIBED = "Check the request against /openapi.json.";
const WAIT = "Wait as long as Retry-After says, and try again: handing in the same act twice is harmless.";

/** Every problem there is. The words are permanent: programs tell problems apart by them. */
export const problems = [
  row("bad-request", 400, "The request is malformed", DESCRIBED),
  row("not-signed-in", 401, "This needs a session", RENEW),
  row("session-ended", 401, "The session has ended", RENEW),
  row("wrong-signature", 403, "The challenge is not signed as it must be", RENEW),
  row("not-entitled", 403, "You are not entitled to this here", "Ask the community: it decides who may."),
  row("foreign-page", 403, "Another website sent this", "Open the community's own address and try again."),
  row("not-found", 404, "There is nothing here", "Check the address."),
  row("no-demo", 404, "There is no demo community here", "Start a node with --demo, or found a community."),
  row("no-such-community", 404, "This node does not host that community", "Ask where the community has moved."),
  row("too-slow", 408, "The request took too long to arrive", "Send it again, in smaller parts if the line is slow."),
  row("method-not-allowed", 405, "This address does not take that method", DESCRIBED),
  row("length-required", 411, "The request does not say how long it is", "Send a Content-Length."),
  row("too-large", 413, "The request is larger than the node takes", "Send it in several parts."),
  row("unsupported-type", 415, "The node does not read that content type", DESCRIBED),
  row("act-refused", 422, "The act was refused", "The refusal says which rule, and who made it."),
  row("not-founded", 422, "The community was not founded", "The refusals say why; nothing was kept."),
  row("too-many-requests", 429, "That was a lot at once", WAIT),
  row("node-failed", 500, "The node failed", "What was recorded is safe. Try again, or tell who runs the node."),
  row("busy", 503, "The node has too much to do", WAIT),
  row("not-recording", 503, "The node records nothing at the moment", "Acts wait on your device. Reading goes on."),
  row("stopping", 503, "The node is stopping", "Try again in a minute."),
] as const;
export type ProblemWord = (typeof problems)[number]["word"];

const byWord: ReadonlyMap<ProblemWord, Row> = new Map(problems.map((problem) => [problem.word, problem]));

const rowOf = (word: ProblemWord): Row => {
  const found = byWord.get(word);
  if (found === undefined) throw new RangeError(`no such problem: ${word}`);
  return found;
};

export type ProblemDetails = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly refusal?: Refusal;
};

/** The details as JSON. `detail` defaults to what the caller can do. */
export const problemDetails = (word: ProblemWord, detail?: string, refusal?: Refusal): ProblemDetails => {
  const { status, title, remedy } = rowOf(word);
  return {
    type: `/problems#${word}`,
    title,
    status,
    detail: detail ?? remedy,
    ...(refusal === undefined ? {} : { refusal }),
  };
};

export type ProblemOptions = {
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
  /** Members of the details beside the five of RFC 9457. */
  readonly members?: Readonly<Record<string, unknown>>;
};

/** Thrown by whatever handles a request; turned into an answer in one place. */
export class ProblemError extends Error {
  readonly word: ProblemWord;
  readonly status: ContentfulStatusCode;
  readonly options: ProblemOptions;
  constructor(word: ProblemWord, options: ProblemOptions = {}) {
    super(rowOf(word).title);
    this.name = "ProblemError";
    this.word = word;
    this.status = rowOf(word).status;
    this.options = options;
  }
}

const EXTRA_HEADERS: Readonly<Partial<Record<ProblemWord, Readonly<Record<string, string>>>>> = {
  "not-signed-in": { "www-authenticate": "Bearer" },
  "session-ended": { "www-authenticate": 'Bearer error="invalid_token"' },
  // What is left of a request that is too long is not read: the connection cannot be used again.
  "too-large": { connection: "close" },
  "length-required": { connection: "close" },
  stopping: { connection: "close", "retry-after": "30" },
};

/** The body and the headers of the answer that says so. */
export const problemAnswer = ({
  word,
  options,
}: ProblemError): { readonly body: string; readonly headers: Record<string, string> } => {
  const { retryAfterSeconds, detail, members } = options;
  return {
    body: JSON.stringify({ ...problemDetails(word, detail), ...members }),
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...EXTRA_HEADERS[word],
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
    },
  };
};

/** What stands at /problems, where the types of all problems point. */
export const problemsPage = (): string =>
  problems.map(({ word, status, title, remedy }) => `#${word} (${status})\n${title}. ${remedy}\n`).join("\n");
