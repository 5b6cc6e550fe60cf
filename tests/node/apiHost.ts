/**
 * The whole HTTP interface over a real node in a folder of its own, asked without a server, under a clock that a test moves.
 * What a caller sends and gets is what it would be over the network.
 */
import { pino } from "pino";
import { base64Of } from "../../src/core/log/base64.ts";
import { signInBytes } from "../../src/core/wire/signIn.ts";
import { submissionBytes } from "../../src/core/wire/submission.ts";
import type { Id } from "../../src/core/kernel/types.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { createApi } from "../../src/node/api/app.ts";
import { Listeners } from "../../src/node/api/listeners.ts";
import { Metrics } from "../../src/node/api/metrics.ts";
import type { Api, ApiParts, Confirmations, WitnessDesk } from "../../src/node/api/parts.ts";
import { WebFiles } from "../../src/node/api/webFiles.ts";
import { openCarriers, type Carriers } from "../../src/node/attention/carriers.ts";
import { NoticeDesk } from "../../src/node/attention/noticeDesk.ts";
import { openBackups } from "../../src/node/backup/backups.ts";
import { Hosted } from "../../src/node/hosting/hosted.ts";
import { RATES } from "../../src/node/limits/limits.ts";
import { noWitnesses } from "../../src/node/ports/witnesses.ts";
import { systemRandom } from "../../src/node/ports/systemRandom.ts";
import type { Submission } from "../../src/node/sequencer/submission.ts";
import { Challenges } from "../../src/node/session/challenges.ts";
import { Sessions } from "../../src/node/session/sessions.ts";
import { Answers } from "./answers.ts";
import { foundVillage, nativeVerifier, newHost, running, type Host, type Village } from "./hosted.ts";
import type { Person } from "./people.ts";

export const ADDRESS = "http://node.test";
export const OPERATOR = "operator-token-of-this-test-0123456789abcdef";

const noConfirmations: Confirmations = {
  latest: () => Promise.resolve(null),
  cosigned: (_community, checkpoint) => Promise.resolve(checkpoint),
};
const noWitness: WitnessDesk = {
  vkey: "folkmoot/witness/none+00000000+BA==",
  addCheckpoint: () => Promise.resolve({ status: 404, type: "text/plain; charset=utf-8", body: "unknown\n" }),
  latest: () => Promise.resolve(null),
};

/** A key that signs, and whose it is. */
export type Device = Pick<Person, "key" | "signer" | "name">;

export type Asked = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly cbor?: Uint8Array<ArrayBuffer>;
  readonly token?: string | undefined;
};

export class ApiHost {
  readonly host: Host;
  readonly parts: ApiParts;
  readonly api: Api;
  readonly hosted: Hosted;
  readonly notices: NoticeDesk;
  #answers: Promise<Answers> | null = null;
  /** Every line that the node logged. */
  readonly logged: string[] = [];

  constructor(changes: Partial<ApiParts> = {}, carriers?: Carriers) {
    this.host = newHost(noWitnesses, undefined, (community) => {
      const closed = this.hosted.opened(community);
      const silence = this.notices.follow(community);
      return () => {
        silence();
        closed();
      };
    });
    const { clock, folder } = this.host;
    this.hosted = new Hosted(
      () => this.host.communities,
      clock,
      () => Promise.resolve(1e11),
    );
    this.notices = new NoticeDesk({
      folder,
      clock,
      random: systemRandom,
      find: (origin) => this.host.communities.find(origin),
      carriers: carriers ?? openCarriers(folder.path, systemRandom, { smtp: null, allowsPrivate: true, addresses: [] }),
    });
    const listeners = new Listeners(clock);
    const sessions = new Sessions(clock, systemRandom);
    this.parts = {
      version: "0.0.0",
      settings: { addresses: [], proxies: 0, founding: "anyone", rates: RATES },
      operatorToken: OPERATOR,
      hosting: this.hosted,
      confirmations: noConfirmations,
      witness: noWitness,
      demo: { visit: () => Promise.resolve(null) },
      notices: this.notices,
      clock,
      verifier: nativeVerifier,
      sessions,
      challenges: new Challenges(clock, systemRandom),
      listeners,
      web: new WebFiles(new Map()),
      metrics: new Metrics(() => ({
        ...this.hosted.numbers(),
        ...this.notices.numbers(),
        sessions: sessions.size,
        listeners: listeners.count,
      })),
      log: pino({ level: "debug" }, { write: (line: string) => void this.logged.push(line) }),
      isStopping: () => false,
      backup: (community, at) => openBackups(folder).make(community.reader, at),
      ...changes,
    };
    this.api = createApi(this.parts);
  }

  async ask(path: string, { method, headers = {}, json, cbor, token }: Asked = {}): Promise<Response> {
    const body = cbor ?? (json === undefined ? undefined : new TextEncoder().encode(JSON.stringify(json)));
    const verb = method ?? (body === undefined ? "GET" : "POST");
    const said: Record<string, string> = { host: "node.test", ...headers };
    if (verb !== "GET") said["content-length"] = String(body?.length ?? 0);
    if (body !== undefined) said["content-type"] ??= cbor === undefined ? "application/json" : "application/cbor";
    if (token !== undefined) said["authorization"] = `Bearer ${token}`;
    const request = { method: verb, headers: said, ...(body === undefined ? {} : { body }) };
    const answer = await this.api.request(`${ADDRESS}${path}`, request, {});
    await (await this.answers()).check(verb, path, answer);
    return answer;
  }

  /** What holds each answer to the node's own description of it. */
  answers(): Promise<Answers> {
    this.#answers ??= this.#document().then((document) => new Answers(document));
    return this.#answers;
  }

  async #document(): Promise<unknown> {
    return (
      await createApi({ ...this.parts, isStopping: () => false }).request(
        `${ADDRESS}/openapi.json`,
        { headers: { host: "node.test" } },
        {},
      )
    ).json();
  }

  /** The answer as JSON; its form is what the test is about. */
  async json(path: string, asked: Asked = {}): Promise<unknown> {
    return (await this.ask(path, asked)).json();
  }

  handIn(origin: Id, submission: Submission, token?: string): Promise<Response> {
    return this.ask(`/api/communities/${origin}/acts`, { cbor: cborOf(submission), token });
  }

  found(name = "Lindenhof"): Promise<Village> {
    return foundVillage(this.host, name);
  }

  /** Signs in as the device of this person; the answer may be a problem. */
  async signIn(origin: Id, { key, signer }: Device): Promise<Response> {
    const path = `/api/communities/${origin}/session`;
    const challenge = challengeIn(await this.json(`${path}/challenge`, { method: "POST" }));
    const signature = signer.signNow(
      signInBytes({ ...challenge, community: origin, expiresAt: instantOf(challenge.expiresAt) }),
    );
    const { expiresAt, nonce } = challenge;
    return this.ask(path, { json: { device: key, expiresAt, nonce, signature: base64Of(signature) } });
  }

  async tokenOf(origin: Id, person: Device): Promise<string> {
    const answer: unknown = await (await this.signIn(origin, person)).json();
    const token = typeof answer === "object" && answer !== null && "token" in answer ? answer.token : null;
    if (typeof token !== "string") throw new Error(`${person.name} was not let in: ${JSON.stringify(answer)}`);
    return token;
  }

  running(origin: Id) {
    return running(this.host, origin);
  }

  async close(): Promise<void> {
    this.parts.listeners.close();
    await this.host.remove();
  }
}

export const cborOf = (submission: Submission): Uint8Array<ArrayBuffer> => new Uint8Array(submissionBytes(submission));

type Challenge = { readonly address: string; readonly expiresAt: number; readonly nonce: string };
const isChallenge = (value: unknown): value is Challenge =>
  typeof value === "object" && value !== null && "address" in value && "expiresAt" in value && "nonce" in value;
const challengeIn = (value: unknown): Challenge => {
  if (!isChallenge(value)) throw new Error(`no challenge: ${JSON.stringify(value)}`);
  return value;
};
