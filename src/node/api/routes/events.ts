/**
 * The stream of changes: one event when the log has grown, with its new checkpoint, and one when allies have confirmed it.
 * It holds nothing but what the public checkpoint says, so it is open to everybody, within limits.
 */
import { createRoute } from "@hono/zod-openapi";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Id } from "../../../core/kernel/types.ts";
import { answersText, communityParam, otherwise } from "../describe.ts";
import { confirmedFrame, connectionSink, streamSink, type Sink } from "../listeners.ts";
import { headersFor } from "../headers.ts";
import type { Api, ApiParts, Ask } from "../parts.ts";
import { ProblemError } from "../problem.ts";

const eventsRoute = createRoute({
  method: "get",
  path: "/api/communities/{community}/events",
  summary: "Server-sent events: `checkpoint` {size, checkpoint} and `confirmed` {size}",
  request: { params: communityParam },
  responses: { 200: answersText("The stream; an event's id is the size", "text/event-stream"), ...otherwise },
});

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // Proxies that gather an answer before they pass it on would hold every event back.
  "x-accel-buffering": "no",
};

const knownSize = (c: Ask): number | null => {
  const said = c.req.header("last-event-id");
  return said !== undefined && /^\d{1,16}$/.test(said) ? Number(said) : null;
};

export const addEventRoutes = (api: Api, { confirmations, listeners, settings }: ApiParts): void => {
  /** Whoever comes after it was confirmed would otherwise hear of it only when the next is. */
  const tellConfirmed = async (community: Id, sink: Sink): Promise<void> => {
    // What cannot be read now is told with the next.
    const confirmed = await confirmations.latest(community).catch(() => null);
    if (confirmed !== null) sink.send(confirmedFrame(confirmed.size));
  };
  api.openapi(eventsRoute, (c) => {
    const [caller, community] = [c.get("caller"), c.get("community")];
    if (!listeners.hasRoom(community.origin, caller.network)) throw new ProblemError("busy", { retryAfterSeconds: 60 });
    const { outgoing } = c.env;
    if (outgoing === undefined) {
      let stop = (): void => {};
      const { sink, body } = streamSink(() => stop());
      stop = listeners.add(community, caller.network, sink, knownSize(c));
      void tellConfirmed(community.origin, sink);
      return c.body(body, 200, HEADERS);
    }
    outgoing.writeHead(200, { ...HEADERS, ...Object.fromEntries(headersFor(c.req.path, settings.addresses)) });
    outgoing.flushHeaders();
    const sink = connectionSink(outgoing);
    outgoing.on("close", listeners.add(community, caller.network, sink, knownSize(c)));
    void tellConfirmed(community.origin, sink);
    return RESPONSE_ALREADY_SENT;
  });
};
