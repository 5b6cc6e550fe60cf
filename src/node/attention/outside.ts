/**
 * Requests to addresses that members gave. The surprising rule: where the name leads is looked at in the very lookup that the connection
 * uses, so no name can point outside when it is checked and inside when it is called; and no redirection is followed.
 */
import { lookup, type LookupAddress } from "node:dns";
import { request as plainRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as secureRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { later, never, SENT, type Outcome } from "./message.ts";

/** Longer than any of these services takes, shorter than a line of others should wait. */
const ANSWER_MS = 10_000;
const REDIRECTED = 300;
const REFUSED = 400;
const NOT_FOUND = 404;
const TIMEOUT = 408;
const GONE = 410;
const TOO_EARLY = 425;
const TOO_MANY = 429;
const FAILING = 500;

/** Networks that are not the public internet (RFC 6890 and its kin): machines beside the node, and the node itself. */
const NOT_PUBLIC: readonly (readonly [network: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
];
const notPublic = new BlockList();
for (const [network, bits] of NOT_PUBLIC) notPublic.addSubnet(network, bits, network.includes(":") ? "ipv6" : "ipv4");

/** Whether an address is one of the public internet. Of IPv4 written as IPv6 the IPv4 counts. */
export const isPublic = (address: string): boolean => {
  const plain = address.replace(/%.*$/, "");
  const family = isIP(plain);
  return family !== 0 && !notPublic.check(plain, family === 6 ? "ipv6" : "ipv4");
};

/** The name leads to a machine that is not the public internet's. */
class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";
}

/** Asks as a connection does, and answers only with what is public. */
const publicLookup: LookupFunction = (host, options, answer) => {
  lookup(host, { ...options, all: true }, (error, found: readonly LookupAddress[]) => {
    if (error !== null) {
      answer(error, "");
      return;
    }
    const [first] = found;
    if (first === undefined) answer(new Error("no address"), "");
    else if (!found.every(({ address }) => isPublic(address))) answer(new PrivateAddressError(), "");
    else if (options.all === true) answer(null, [...found]);
    else answer(null, first.address, first.family);
  });
};

export type Posting = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export class Outside {
  readonly #allowsPrivate: boolean;
  /** @param allowsPrivate whether the operator lets members name machines of the node's own network. */
  constructor(allowsPrivate: boolean) {
    this.#allowsPrivate = allowsPrivate;
  }

  /** Why nothing may be sent there, as far as the address itself tells; else null. */
  refusalOf(text: string): "privateAddress" | null {
    const { protocol, hostname } = new URL(text);
    if (this.#allowsPrivate) return null;
    const host = hostname.replace(/^\[|\]$/g, "");
    const isNamedPrivate = isIP(host) !== 0 && !isPublic(host);
    return protocol !== "https:" || isNamedPrivate || host === "localhost" ? "privateAddress" : null;
  }

  async post(posting: Posting, signal: AbortSignal): Promise<Outcome> {
    if (this.refusalOf(posting.url) !== null) return never("privateAddress");
    const ended = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    try {
      return outcomeOf(await this.#status(posting, ended));
    } catch (error) {
      if (error instanceof PrivateAddressError) return never("privateAddress");
      return later(ended.aborted ? "late" : "unreachable");
    }
  }

  #status({ url, headers, body }: Posting, signal: AbortSignal): Promise<number> {
    const request = url.startsWith("https:") ? secureRequest : plainRequest;
    const options: RequestOptions = {
      method: "POST",
      headers: { ...headers, "content-length": String(body.length) },
      signal,
      agent: false,
      ...(this.#allowsPrivate ? {} : { lookup: publicLookup }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(url, options, (answer: IncomingMessage) => {
        resolve(answer.statusCode ?? FAILING);
        // What they say beside the status is of no interest, however long it is.
        answer.destroy();
      });
      asked.on("error", reject).end(body);
    });
  }
}

const outcomeOf = (status: number): Outcome => {
  if (status < REDIRECTED) return SENT;
  if (status === NOT_FOUND || status === GONE) return never("gone");
  if (status === TOO_MANY) return later("tooMany");
  if (status === TIMEOUT || status === TOO_EARLY || status >= FAILING) return later("failing");
  return status >= REFUSED ? never("refused") : later("refused");
};
