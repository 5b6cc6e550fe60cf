/**
 * A community's node over HTTP (docs/formats/feed.md, session.md, submission.md). Whatever comes back is parsed here and in
 * `request.ts` and nowhere else. A session is opened with the device's key when first needed, and again when it has ended.
 */
import * as z from "zod/mini";
import { base64Of } from "../../core/log/base64.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Id, Kind, Refusal } from "../../core/kernel/types.ts";
import { textHash } from "../../core/log/text.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { readFeed, type FeedEntry } from "../../core/wire/feed.ts";
import { signInBytes } from "../../core/wire/signIn.ts";
import { submissionBytes } from "../../core/wire/submission.ts";
import { OperatingError } from "../bridge/protocol.ts";
import { signerOf, type DeviceKey } from "../crypto/ed25519.ts";
import { readEvents } from "./eventStream.ts";
import type { Received } from "./localLog.ts";
import type { ActAnswer, Announcement, NodeClient, OwnRequest, Submission } from "./nodeClient.ts";
import { idSchema, ProblemError, request } from "./request.ts";

const challengeSchema = z.object({ expiresAt: z.number(), nonce: z.string(), address: z.string() });
const sessionSchema = z.object({ token: z.string() });
const datum = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const refusalSchema = z.object({
  refused: z.literal(true),
  kind: z.custom<Kind>((value) => typeof value === "string" && value.includes(".")),
  clause: z.string(),
  madeBy: z.nullable(idSchema),
  data: z.record(z.string(), datum),
});
const resultSchema = z.union([
  z.object({ kind: z.literal("recorded"), receipt: z.object({ id: idSchema, index: z.number() }) }),
  z.object({ kind: z.literal("refused"), id: idSchema, problem: z.object({ refusal: refusalSchema }) }),
  z.object({ kind: z.literal("promised"), id: idSchema }),
]);
const resultsSchema = z.object({ results: z.array(resultSchema) });
const checkpointSchema = z.object({ size: z.number(), checkpoint: z.string() });
const confirmedSchema = z.object({ size: z.number() });
const CBOR = { "content-type": "application/cbor" };
const JSON_TYPE = { "content-type": "application/json" };

/** A challenge is good for a minute from the node's now: so its end tells the node's time. */
const CHALLENGE_MS = 60_000;
/** Clocks that differ by less agree, as far as people can see. */
const CLOCKS_AGREE_MS = 3000;

const answerOf = (result: z.infer<typeof resultSchema>): ActAnswer => {
  switch (result.kind) {
    case "recorded":
      return { kind: "recorded", id: result.receipt.id, index: result.receipt.index };
    case "refused":
      return { kind: "refused", id: result.id, refusal: result.problem.refusal satisfies Refusal };
    case "promised":
      return result;
  }
};

export const prepareNode = async (address: string): Promise<Id> => {
  const response = await request(`${address}/api/communities/prepare`, { method: "POST" });
  return z.parse(z.object({ nodeKey: idSchema }), await response.json()).nodeKey;
};

/** Hands in a founding: the founding act first. */
export const submitFounding = async (address: string, submission: Submission): Promise<readonly ActAnswer[]> => {
  const body = submissionBytes(submission).slice();
  const response = await request(`${address}/api/communities`, { method: "POST", headers: CBOR, body });
  return z.parse(resultsSchema, await response.json()).results.map(answerOf);
};

const factsSchema = z.object({
  name: z.nullable(z.string()),
  purpose: z.nullable(z.string()),
  template: z.string(),
  foundedAt: z.number(),
  size: z.number(),
});
/** What anybody may know of a community. */
export type PublicFacts = z.infer<typeof factsSchema>;
export const publicFacts = async (address: string, origin: Id): Promise<PublicFacts> => {
  const response = await request(`${address}/api/communities/${origin}`);
  return z.parse(factsSchema, await response.json());
};

const listedSchema = z.object({
  communities: z.array(z.object({ id: idSchema, name: z.nullable(z.string()) })),
});
export type Listed = z.infer<typeof listedSchema>["communities"][number];
/** The communities that a node shows to anybody. */
export const listedAt = async (address: string): Promise<readonly Listed[]> => {
  const response = await request(`${address}/.well-known/folkmoot`);
  return z.parse(listedSchema, await response.json()).communities;
};

const visitSchema = z.object({ community: idSchema, code: z.string() });
export type Visit = z.infer<typeof visitSchema>;
/** A way into the node's demo community, or null where it has none. */
export const visitAt = async (address: string): Promise<Visit | null> => {
  try {
    const response = await request(`${address}/api/demo/visit`, { method: "POST" });
    return z.parse(visitSchema, await response.json());
  } catch (error) {
    if (error instanceof ProblemError && error.word === "no-demo") return null;
    throw error;
  }
};

const receivedOf = (entry: FeedEntry): Received => {
  const { index } = entry;
  const at = instantOf(entry.at);
  if ("withheld" in entry) return { index, at, act: null, hash: entry.withheld, texts: [] };
  const texts = entry.texts.map(({ salt, utf8 }) => ({ salt, utf8, hash: textHash(salt, utf8) }));
  return { index, at, act: { bytes: entry.bytes, signature: entry.signature }, hash: null, texts };
};

const entriesIn = async (response: Response, from: number): Promise<readonly Received[]> =>
  readFeed(new Uint8Array(await response.arrayBuffer()), from).map(receivedOf);

type Sending = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
};

export class HttpNode implements NodeClient {
  readonly #base: string;
  readonly #origin: Id;
  readonly #key: DeviceKey | null;
  #token: Promise<string> | null = null;
  #aheadMs = 0;

  /** Without a key only what is public is asked for. */
  constructor(address: string, origin: Id, key: DeviceKey | null) {
    this.#base = `${address}/api/communities/${origin}`;
    this.#origin = origin;
    this.#key = key;
  }

  time(): number {
    return Date.now() + this.#aheadMs;
  }

  async entries(from: number, limit: number): Promise<readonly Received[]> {
    if (this.#key === null) return this.publicEntries(from, limit);
    return entriesIn(await this.#signedIn(`/entries?from=${from}&limit=${limit}`), from);
  }

  async publicEntries(from: number, limit: number): Promise<readonly Received[]> {
    return entriesIn(await request(`${this.#base}/entries?from=${from}&limit=${limit}&audience=public`), from);
  }

  async submit(submission: Submission): Promise<readonly ActAnswer[]> {
    const options = { method: "POST", headers: CBOR, body: submissionBytes(submission).slice() };
    // Who is not (or no longer) a member may still hand in what needs no member: joining, appealing.
    const response = await this.#signedIn("/acts", options).catch((error: unknown) => {
      if (error instanceof ProblemError && error.word === "not-entitled") return request(`${this.#base}/acts`, options);
      throw error;
    });
    return z.parse(resultsSchema, await response.json()).results.map(answerOf);
  }

  async own(path: string, { body, isDeletion = false }: OwnRequest = {}): Promise<unknown> {
    if (this.#key === null) throw new OperatingError("rejected", "no key here");
    const json = body === undefined ? {} : { headers: JSON_TYPE, body: utf8Of(JSON.stringify(body)).slice() };
    const method = isDeletion ? "DELETE" : body === undefined ? "GET" : "POST";
    const response = await this.#signedIn(path, { method, ...json });
    return response.status === 204 ? null : await response.json();
  }

  async *events(signal: AbortSignal): AsyncGenerator<Announcement> {
    const response = await request(`${this.#base}/events`, { signal, isStream: true });
    if (response.body === null) throw new OperatingError("unreachable", "no stream");
    for await (const { event, data } of readEvents(response.body, signal)) {
      if (event === "checkpoint") yield { kind: "checkpoint", ...z.parse(checkpointSchema, data) };
      if (event === "confirmed") yield { kind: "confirmed", ...z.parse(confirmedSchema, data) };
    }
  }

  /** A request with this device's session, where it has a key; the session is renewed once if it has ended. */
  async #signedIn(path: string, options: Sending = {}): Promise<Response> {
    if (this.#key === null) return request(this.#base + path, options);
    const send = async (token: string): Promise<Response> => {
      const headers = { ...options.headers, authorization: `Bearer ${token}` };
      return request(this.#base + path, { ...options, headers });
    };
    try {
      return await send(await (this.#token ??= this.#signIn(this.#key)));
    } catch (error) {
      this.#token = null;
      if (!(error instanceof ProblemError) || error.word !== "session-ended") throw error;
      return send(await (this.#token = this.#signIn(this.#key)));
    }
  }

  async #signIn(key: DeviceKey): Promise<string> {
    const asked = await request(`${this.#base}/session/challenge`, { method: "POST" });
    const { expiresAt, nonce, address } = z.parse(challengeSchema, await asked.json());
    if (address !== new URL(this.#base).origin)
      throw new OperatingError("unreachable", `the node calls itself ${address}`);
    const ahead = expiresAt - CHALLENGE_MS - Date.now();
    this.#aheadMs = Math.abs(ahead) < CLOCKS_AGREE_MS ? 0 : ahead;
    const signer = await signerOf(key);
    const challenge = { community: this.#origin, address, expiresAt: instantOf(expiresAt), nonce };
    const signature = base64Of(await signer.sign(signInBytes(challenge)));
    const body = JSON.stringify({ device: key.publicKey, expiresAt, nonce, signature });
    const begun = await request(`${this.#base}/session`, { method: "POST", headers: JSON_TYPE, body });
    return z.parse(sessionSchema, await begun.json()).token;
  }
}
