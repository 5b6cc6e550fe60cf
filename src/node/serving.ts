/**
 * The server before the interface: connections, their limits, and how they end. What is no HTTP at all is answered here,
 * since no route ever sees it.
 */
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { headersFor } from "./api/headers.ts";
import type { Api } from "./api/parts.ts";
import { problemDetails, type ProblemWord } from "./api/problem.ts";
import { CONNECTIONS_MAX, HEADERS_MS_MAX, REQUEST_MS_MAX } from "./limits/limits.ts";

export type ServingLimits = { readonly requestMs: number; readonly headersMs: number; readonly checkEveryMs: number };
const LIMITS: ServingLimits = { requestMs: REQUEST_MS_MAX, headersMs: HEADERS_MS_MAX, checkEveryMs: 5_000 };

const HEADER_BYTES_MAX = 16_384;
/** Longer than a reverse proxy keeps its side, so that it is never the proxy that finds a closed line. */
const KEEP_ALIVE_MS = 75_000;
/** How long answers under way may take when the node stops. */
const DRAIN_MS = 5_000;

export type Served = {
  readonly port: number;
  /** Takes no new connection, lets answers under way finish, and then closes what is left. */
  readonly close: () => Promise<void>;
};

/** Listens on the port (0: a free one). Rejects where it is taken. */
export const listen = async (api: Api, host: string, port: number, limits: ServingLimits = LIMITS): Promise<Served> => {
  const server = httpServer(
    createAdaptorServer({
      fetch: (request, env) => api.fetch(request, env),
      // The adaptor's own Response spares building one that is read once; it costs a third of a small answer.
      overrideGlobalObjects: true,
      serverOptions: {
        requestTimeout: limits.requestMs,
        headersTimeout: limits.headersMs,
        connectionsCheckingInterval: limits.checkEveryMs,
        keepAliveTimeout: KEEP_ALIVE_MS,
        maxHeaderSize: HEADER_BYTES_MAX,
      },
    }),
  );
  server.maxConnections = CONNECTIONS_MAX;
  server.on("clientError", answerBroken);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return { port: portOf(server.address()), close: () => closed(server) };
};

const httpServer = (server: ServerType): Server => {
  if (!("closeIdleConnections" in server)) throw new TypeError("the adaptor made no HTTP/1 server");
  return server;
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === "string") throw new TypeError("the server listens on no port");
  return address.port;
};

const closed = async (server: Server): Promise<void> => {
  const isClosed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  // A line that becomes idle after its last answer would otherwise be kept alive.
  const idle = setInterval(() => server.closeIdleConnections(), DRAIN_MS / 50);
  await isClosed;
  clearTimeout(late);
  clearInterval(idle);
};

const BROKEN: Readonly<Record<string, readonly [status: string, word: ProblemWord]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "too-slow"],
  HPE_HEADER_OVERFLOW: ["431 Request Header Fields Too Large", "too-large"],
};

/** What is no request is answered in the same form as everything else, and the line is closed. */
const answerBroken = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, word] = BROKEN[error.code ?? ""] ?? ["400 Bad Request", "bad-request"];
  const body = JSON.stringify(problemDetails(word));
  const headers = [
    ["content-type", "application/problem+json"],
    ["content-length", String(Buffer.byteLength(body))],
    ["connection", "close"],
    ...headersFor("/api", []),
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${headers.map((header) => `${header.join(": ")}\r\n`).join("")}\r\n${body}`);
};
