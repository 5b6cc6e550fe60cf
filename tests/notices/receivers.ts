/**
 * Who receives notices in tests: an HTTP server and a mail server on this machine that keep what they were sent, and say so the moment it
 * comes. Nothing here is a part of the node; whoever sends to them goes through real sockets.
 */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { SMTPServer } from "smtp-server";
import { freePort } from "../node/ports.ts";

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export class HttpReceiver {
  readonly received: Received[] = [];
  /** What it answers with from now on; null: nothing at all. */
  status: number | null = 200;
  /** Sent with every answer. */
  location: string | null = null;
  readonly #waiting: (() => void)[] = [];
  readonly #server = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      this.received.push({ method, path: url, headers, body: Buffer.concat(chunks) });
      for (const heard of this.#waiting.splice(0)) heard();
      if (this.status === null) request.socket.destroy();
      else answer.writeHead(this.status, this.location === null ? {} : { location: this.location }).end("thanks");
    });
  });

  static async start(): Promise<HttpReceiver> {
    const receiver = new HttpReceiver();
    await listening(receiver.#server, await freePort());
    return receiver;
  }

  get address(): string {
    return `http://127.0.0.1:${portOf(this.#server.address())}`;
  }
  /** When the next one has come. */
  next(): Promise<void> {
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }
  /** The last one as JSON. */
  get last(): unknown {
    const said: unknown = JSON.parse(this.received.at(-1)?.body.toString("utf8") ?? "null");
    return said;
  }
  stop(): Promise<void> {
    return closed(this.#server);
  }
}

export type Mail = { readonly from: string; readonly to: readonly string[]; readonly text: string };

export class MailReceiver {
  readonly received: Mail[] = [];
  /** An answer with which it refuses every address; null: it takes all. */
  refusal: number | null = null;
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo: (_address, _session, answer) => {
      if (this.refusal === null) answer();
      else answer(Object.assign(new Error("no"), { responseCode: this.refusal }));
    },
    onData: (stream, { envelope }, answer) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        this.received.push({
          from,
          to: envelope.rcptTo.map(({ address }) => address),
          text: decoded(Buffer.concat(chunks).toString("utf8")),
        });
        answer();
      });
    },
  });
  port = 0;

  static async start(): Promise<MailReceiver> {
    const receiver = new MailReceiver();
    receiver.port = await freePort();
    await new Promise<void>((resolve) => void receiver.#server.listen(receiver.port, "127.0.0.1", () => resolve()));
    return receiver;
  }
  get last(): string {
    return this.received.at(-1)?.text ?? "";
  }
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

/** Headers unfolded, and each part as it reads, whether it was written as quoted-printable or in base64. */
const decoded = (mail: string): string =>
  mail
    .replaceAll(/\r\n[ \t]+/g, " ")
    .replaceAll(
      /(Content-Transfer-Encoding: base64\r\n(?:\S.*\r\n)*\r\n)([\w+/=\r\n]+)/g,
      (_part, head: string, body: string) => head + Buffer.from(body, "base64").toString("utf8"),
    )
    .replaceAll(/=\r\n/g, "")
    .replaceAll(/((?:=[0-9A-F]{2})+)/g, (run) => Buffer.from(run.replaceAll("=", ""), "hex").toString("utf8"));

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
const closed = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;
