/**
 * From one process of a cluster to another: acts handed in where their community is not written, and the wish to write it oneself. The
 * surprising rule: there are no certificates. Both ends prove that they have the cluster's key (TLS with a pre-shared key), which
 * also keeps members' words from whoever listens on the network between them.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, createServer, request, type Server } from "node:https";
import { parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { readSubmission, submissionBytes } from "../../core/wire/submission.ts";
import type { Answer, Submission } from "../sequencer/submission.ts";
import { answered, answersIn, failed, NotHolderError, type Reply } from "./replies.ts";

const TLS = { ciphers: "ECDHE-PSK-CHACHA20-POLY1305", minVersion: "TLSv1.2", maxVersion: "TLSv1.2" } as const;
const IDENTITY = "folkmoot";
/** A submission has its own limits; this only ends what is none. */
const BYTES_MAX = 16_000_000;
/** Longer than it takes to promise an answer. */
const PATIENCE_MS = 10_000;

/** What another process may ask. */
export interface Forwarded {
  submit(community: Id, submission: Submission, from: string): Promise<readonly Answer[]>;
  /** Ends writing the community here and gives it back, so that whoever asks can write it. */
  giveUp(community: Id): Promise<void>;
}

// ---- the one who is asked

export type Listening = { readonly port: number; readonly close: () => Promise<void> };

/** Listens for the other processes of the cluster. */
export const listenForOthers = async (
  host: string,
  port: number,
  secret: Buffer,
  asked: Forwarded,
): Promise<Listening> => {
  const server = createServer({ ...TLS, pskCallback: () => secret }, (incoming, outgoing) => {
    void serve(incoming, outgoing, asked);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return { port: portOf(server), close: () => closed(server) };
};

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("the server listens on no port");
  return address.port;
};

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const serve = async (incoming: IncomingMessage, outgoing: ServerResponse, asked: Forwarded): Promise<void> => {
  try {
    const said = JSON.stringify(await replyTo(incoming, asked));
    outgoing.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(said) });
    outgoing.end(said);
  } catch {
    outgoing.writeHead(500).end();
  }
};

const replyTo = async (incoming: IncomingMessage, asked: Forwarded): Promise<Reply> => {
  const address = new URL(incoming.url ?? "/", "https://peer");
  const [, what, name = ""] = address.pathname.split("/");
  const community = parseId(name);
  const body = await bytesOf(incoming);
  if (community === null) return { kind: "notHolder" };
  try {
    if (what === "give-up") {
      await asked.giveUp(community);
      return { kind: "done" };
    }
    const submission = readSubmission(body);
    if ("expected" in submission) return { kind: "tooLarge" };
    return answered(await asked.submit(community, submission, address.searchParams.get("from") ?? ""));
  } catch (error) {
    return failed(error);
  }
};

const bytesOf = async (stream: AsyncIterable<Buffer>): Promise<Uint8Array> => {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    length += piece.length;
    if (length > BYTES_MAX) throw new RangeError("too long");
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
};

// ---- the one who asks

export class Forwarder {
  readonly #agent: Agent;

  constructor(secret: Buffer) {
    const pskCallback = () => ({ psk: secret, identity: IDENTITY });
    this.#agent = new Agent({ ...TLS, keepAlive: true, checkServerIdentity: () => undefined, pskCallback });
  }

  /** Throws `NotHolderError` where it is of use to look again who writes the community. */
  async submit(address: string, community: Id, submission: Submission, from: string): Promise<readonly Answer[]> {
    const path = `/submit/${community}?from=${encodeURIComponent(from)}`;
    return answersIn(await this.#ask(address, path, submissionBytes(submission)));
  }

  async askFor(address: string, community: Id): Promise<void> {
    answersIn(await this.#ask(address, `/give-up/${community}`, new Uint8Array(0)));
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask(address: string, path: string, body: Uint8Array): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const lost = (): void => reject(new NotHolderError("it cannot be reached"));
      if (!URL.canParse(path, address)) {
        lost();
        return;
      }
      const sent = request(new URL(path, address), { agent: this.#agent, method: "POST", timeout: PATIENCE_MS });
      sent.on("timeout", () => sent.destroy(new Error("it does not answer")));
      sent.on("error", lost);
      sent.on("response", (incoming) => {
        if (incoming.statusCode !== 200) {
          lost();
          return;
        }
        bytesOf(incoming).then((answer) => resolve(JSON.parse(Buffer.from(answer).toString("utf8"))), lost);
      });
      sent.end(body);
    });
  }
}
