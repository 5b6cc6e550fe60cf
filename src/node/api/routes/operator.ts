/**
 * What only the operator may do with a community: copy it, vouch for the clock, and erase public texts for which nobody of
 * the community can answer any more. The surprising rule: an operator's erasure is an act of the node in the public log, so
 * that everybody sees that it happened, and why.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { ERASED_TEXTS_MAX } from "../../../core/erasure.ts";
import { command } from "../../../core/registry.ts";
import { answers, communityParam, idFrom, idShape, otherwise, takes, withSession } from "../describe.ts";
import type { Api, ApiParts } from "../parts.ts";
import { problemDetails, ProblemError } from "../problem.ts";
import { voiceOf } from "../words.ts";
import { receiptShape } from "./acts.ts";

const backupRoute = createRoute({
  method: "post",
  path: "/api/communities/{community}/backup",
  summary: "A consistent copy of the community's log into the node's folder of backups",
  security: withSession,
  request: { params: communityParam },
  responses: { 200: answers("The copy is on disk", z.object({ file: z.string() })), ...otherwise },
});

const clockRoute = createRoute({
  method: "post",
  path: "/api/communities/{community}/clock/confirm",
  summary: "The operator has looked at the clock: it is right",
  security: withSession,
  request: { params: communityParam },
  responses: { 204: { description: "Recording goes on" }, ...otherwise },
});

const eraseBody = z.object({
  hashes: z.array(idShape).min(1).max(ERASED_TEXTS_MAX),
  reason: z.enum(["author", "safeguarding", "law"]),
});
const eraseRoute = createRoute({
  method: "post",
  path: "/api/communities/{community}/erase",
  summary: "Erase public texts, and say so in the log",
  security: withSession,
  request: { params: communityParam, body: takes(eraseBody) },
  responses: { 200: answers("They are erased", z.object({ receipt: receiptShape })), ...otherwise },
});

export const addOperatorRoutes = (api: Api, parts: ApiParts): void => {
  api.openapi(backupRoute, async (c) =>
    c.json({ file: await parts.backup(c.get("community"), parts.clock.now()) }, 200),
  );
  api.openapi(clockRoute, (c) => {
    c.get("community").confirmClock();
    return c.body(null, 204);
  });
  api.openapi(eraseRoute, async (c) => {
    const { hashes, reason } = c.req.valid("json");
    const erasure = { hashes: hashes.map(idFrom), reason };
    const recorded = await c.get("community").recordNodeAct(command("text.erasePublic", erasure));
    if ("refused" in recorded)
      throw new ProblemError("act-refused", {
        members: problemDetails("act-refused", voiceOf(c), undefined, recorded),
      });
    return c.json({ receipt: recorded }, 200);
  });
};
