/**
 * What the node answers when it does not do what was asked: problem details (RFC 9457), always with a plain sentence on
 * what to do next. The surprising rule: a detail never repeats what the caller sent, so that no log and no screenshot of
 * an error holds a text, a name or a key.
 */
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Refusal } from "../../core/kernel/types.ts";
import { voiceFor, type NodeVoice, type Said } from "./words.ts";

type Row = { readonly word: string; readonly status: ContentfulStatusCode };
const row = <const W extends string>(word: W, status: ContentfulStatusCode): Row & { readonly word: W } => ({
  word,
  status,
});

/** Every problem there is. The words are permanent: programs tell problems apart by them. */
export const problems = [
  row("bad-request", 400),
  row("not-signed-in", 401),
  row("session-ended", 401),
  row("wrong-signature", 403),
  row("not-entitled", 403),
  row("foreign-page", 403),
  row("not-found", 404),
  row("no-demo", 404),
  row("no-such-community", 404),
  row("too-slow", 408),
  row("method-not-allowed", 405),
  row("length-required", 411),
  row("too-large", 413),
  row("unsupported-type", 415),
  row("act-refused", 422),
  row("not-founded", 422),
  row("too-many-requests", 429),
  row("node-failed", 500),
  row("busy", 503),
  row("not-recording", 503),
  row("stopping", 503),
] as const;
export type ProblemWord = (typeof problems)[number]["word"];

const statuses: ReadonlyMap<ProblemWord, ContentfulStatusCode> = new Map(
  problems.map(({ word, status }) => [word, status]),
);

const statusOf = (word: ProblemWord): ContentfulStatusCode => {
  const found = statuses.get(word);
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

/** The details as JSON, in the words of `voice`. `detail` says what the caller can do, unless there is more to say. */
export const problemDetails = (
  word: ProblemWord,
  voice: NodeVoice = voiceFor(),
  detail?: Said,
  refusal?: Refusal,
): ProblemDetails => ({
  type: `/problems#${word}`,
  title: voice.say(`problem.${word}`),
  status: statusOf(word),
  detail:
    refusal === undefined ? voice.say(detail?.key ?? `problem.${word}.next`, detail?.values) : voice.refused(refusal),
  ...(refusal === undefined ? {} : { refusal }),
});

export type ProblemOptions = {
  readonly detail?: Said;
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
    super(word);
    this.name = "ProblemError";
    this.word = word;
    this.status = statusOf(word);
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
export const problemAnswer = (
  { word, options }: ProblemError,
  voice: NodeVoice,
): { readonly body: string; readonly headers: Record<string, string> } => {
  const { retryAfterSeconds, detail, members } = options;
  return {
    body: JSON.stringify({ ...problemDetails(word, voice, detail), ...members }),
    headers: {
      "content-type": "application/problem+json",
      "content-language": voice.language,
      "cache-control": "no-store",
      vary: "accept-language",
      ...EXTRA_HEADERS[word],
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
    },
  };
};

/** What stands at /problems, where the types of all problems point. */
export const problemsPage = (voice: NodeVoice): string =>
  problems
    .map(({ word, status }) => {
      const [title, next] = [voice.say(`problem.${word}`), voice.say(`problem.${word}.next`)];
      return `#${word} (${status})\n${title}. ${next}\n`;
    })
    .join("\n");
