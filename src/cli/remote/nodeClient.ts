/**
 * One community at its node over HTTP (docs/formats: feed, session, submission). A session is opened with the device's key when first
 * needed. The surprising rule: the address that is signed is the one typed, so a machine in the middle gains nothing by passing it on.
 */
import { z } from "zod";
import type { Erasure } from "../../core/erasure.ts";
import { base64Of } from "../../core/log/base64.ts";
import type { Signer } from "../../core/log/ed25519.ts";
import type { Audience, Id, Refusal } from "../../core/kernel/types.ts";
import { readFeed, type FeedEntry } from "../../core/wire/feed.ts";
import { signInBytes } from "../../core/wire/signIn.ts";
import { submissionBytes, type WireSubmission } from "../../core/wire/submission.ts";
import { FailedError } from "../exits.ts";
import { NodeProblemError, request, requestBytes, requestJson } from "./request.ts";
import { idSchema, instantSchema, refusalSchema } from "./schemas.ts";

const receiptSchema = z.object({ id: idSchema, index: z.int().nonnegative(), at: instantSchema });
const resultSchema = z.union([
  z.object({ kind: z.literal("recorded"), receipt: receiptSchema }),
  z.object({ kind: z.literal("refused"), id: idSchema, problem: z.object({ refusal: refusalSchema }) }),
  z.object({ kind: z.literal("promised"), id: idSchema, by: instantSchema }),
]);
export type Receipt = z.infer<typeof receiptSchema>;
/** What became of an act. */
export type Result =
  | { readonly kind: "recorded"; readonly receipt: Receipt }
  | { readonly kind: "refused"; readonly id: Id; readonly refusal: Refusal }
  | { readonly kind: "promised"; readonly id: Id; readonly by: number };

const resultsSchema = z.object({ results: z.array(resultSchema) });
const resultOf = (answer: z.infer<typeof resultSchema>): Result =>
  answer.kind === "refused" ? { kind: "refused", id: answer.id, refusal: answer.problem.refusal } : answer;

const JSON_TYPE = { "content-type": "application/json" };
const cbor = (submission: WireSubmission) => ({
  method: "POST",
  headers: { "content-type": "application/cbor" },
  body: submissionBytes(submission).slice(),
});

export const prepareNode = async (address: string, token: string | null): Promise<Id> => {
  const init = { method: "POST", headers: bearer(token) };
  const schema = z.object({ nodeKey: idSchema });
  return (await requestJson(schema, `${address}/api/communities/prepare`, init)).nodeKey;
};

/** Hands in a founding. Nothing is founded unless the first act is recorded. */
export const submitFounding = async (
  address: string,
  submission: WireSubmission,
  token: string | null,
): Promise<readonly Result[]> => {
  const { headers, ...init } = cbor(submission);
  try {
    const url = `${address}/api/communities`;
    return (await requestJson(resultsSchema, url, { ...init, headers: { ...headers, ...bearer(token) } })).results.map(
      resultOf,
    );
  } catch (error) {
    const said = error instanceof NodeProblemError ? resultsSchema.safeParse(error.body) : null;
    if (said?.success === true) return said.data.results.map(resultOf);
    throw error;
  }
};

const bearer = (token: string | null): Readonly<Record<string, string>> =>
  token === null ? {} : { authorization: `Bearer ${token}` };

const refusedSchema = z.object({ refusal: refusalSchema });
const challengeSchema = z.object({ expiresAt: instantSchema, nonce: z.string(), address: z.string() });
const sessionSchema = z.object({ token: z.string() });
const ENTRIES_AT_ONCE = 2000;

export class NodeClient {
  readonly #address: string;
  readonly #base: string;
  readonly #community: Id;
  readonly #signer: Signer | null;
  #token: string | null;

  /** Without a key only what is public is asked for. @param token an operator's, instead of a session */
  constructor(address: string, community: Id, signer: Signer | null, token: string | null = null) {
    this.#address = address;
    this.#base = `${address}/api/communities/${community}`;
    this.#community = community;
    this.#signer = signer;
    this.#token = token;
  }

  get audience(): Audience {
    return this.#signer === null && this.#token === null ? "public" : "members";
  }

  async *entries(): AsyncGenerator<FeedEntry> {
    for (let from = 0; ;) {
      const query = `from=${from}&limit=${ENTRIES_AT_ONCE}&audience=${this.audience}`;
      const entries = readFeed(await requestBytes(`${this.#base}/entries?${query}`, await this.#signedIn()), from);
      if (entries.length === 0) return;
      yield* entries;
      from += entries.length;
    }
  }

  /** The act that founded it, which anybody may read. */
  async founding(): Promise<{ readonly bytes: Uint8Array; readonly signature: Uint8Array }> {
    const [first] = readFeed(await requestBytes(`${this.#base}/entries?from=0&limit=1&audience=public`), 0);
    if (first === undefined || "withheld" in first)
      throw new FailedError("cli.node.notItsKey", { community: this.#community });
    return first;
  }

  /** One result for each act. Who is not a member may still hand in what needs no member. */
  async submit(submission: WireSubmission): Promise<readonly Result[]> {
    const { headers, ...init } = cbor(submission);
    const url = `${this.#base}/acts`;
    const signedIn = await this.#signedIn().catch((error: unknown) => {
      if (error instanceof NodeProblemError && error.word === "not-entitled") return { headers: {} };
      throw error;
    });
    const answer = await requestJson(resultsSchema, url, { ...init, headers: { ...headers, ...signedIn.headers } });
    return answer.results.map(resultOf);
  }

  /** As the operator, whose token this client was given. */
  async erasePublic(erasure: Erasure): Promise<Result> {
    const headers = { ...JSON_TYPE, ...bearer(this.#token) };
    const init = { method: "POST", headers, body: JSON.stringify(erasure) };
    try {
      const { receipt } = await requestJson(z.object({ receipt: receiptSchema }), `${this.#base}/erase`, init);
      return { kind: "recorded", receipt };
    } catch (error) {
      const said = error instanceof NodeProblemError ? refusedSchema.safeParse(error.body) : null;
      if (said?.success !== true) throw error;
      return { kind: "refused", id: this.#community, refusal: said.data.refusal };
    }
  }

  async #signedIn(): Promise<{ readonly headers: Readonly<Record<string, string>> }> {
    if (this.#token === null && this.#signer !== null) this.#token = await this.#openSession(this.#signer);
    return { headers: bearer(this.#token) };
  }

  async #openSession(signer: Signer): Promise<string> {
    const challenge = await requestJson(challengeSchema, `${this.#base}/session/challenge`, { method: "POST" });
    const { expiresAt, nonce, address } = challenge;
    if (address !== this.#address) throw new FailedError("cli.node.otherAddress", { url: this.#address, address });
    const signature = await signer.sign(signInBytes({ community: this.#community, address, expiresAt, nonce }));
    const answer = { device: signer.publicKey, expiresAt, nonce, signature: base64Of(signature) };
    const init = { method: "POST", headers: JSON_TYPE, body: JSON.stringify(answer) };
    return (await requestJson(sessionSchema, `${this.#base}/session`, init)).token;
  }

  async endSession(): Promise<void> {
    if (this.#token === null || this.#signer === null) return;
    await request(`${this.#base}/session`, { method: "DELETE", headers: bearer(this.#token) });
    this.#token = null;
  }
}
