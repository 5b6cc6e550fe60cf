/**
 * Taking the log away: an export that anyone can verify (docs/formats/export.md), and the operator's backup. An export for
 * members needs a member or the operator; the public one is for everybody.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { exportPieces } from "../../export.ts";
import { answers, answersBytes, communityParam, otherwise, withSession } from "../describe.ts";
import type { Api, ApiParts } from "../parts.ts";
import { audienceShape, BYTES, streamOf } from "./entries.ts";

const exportRoute = createRoute({
  method: "get",
  path: "/api/communities/{community}/export",
  summary: "The whole log as one file that anyone can verify",
  security: [{}, ...withSession],
  request: { params: communityParam, query: z.object({ audience: audienceShape }) },
  responses: { 200: answersBytes("The export"), ...otherwise },
});

const backupRoute = createRoute({
  method: "post",
  path: "/api/communities/{community}/backup",
  summary: "A consistent copy of the community's log into the node's folder of backups",
  security: withSession,
  request: { params: communityParam },
  responses: { 200: answers("The copy is on disk", z.object({ file: z.string() })), ...otherwise },
});

const ID_DIGITS_IN_NAME = 12;

export const addExportRoutes = (api: Api, parts: ApiParts): void => {
  api.openapi(exportRoute, async (c) => {
    const { audience } = c.req.valid("query");
    const { reader, origin, vkey } = c.var.community;
    const { size, checkpoint } = c.var.community.head();
    const cosigned = await parts.confirmations.cosigned(origin, checkpoint);
    const name = `folkmoot-${origin.slice(0, ID_DIGITS_IN_NAME)}-${size}-${audience}.export`;
    return c.body(streamOf(exportPieces(reader, { audience, vkey, size, checkpoint: cosigned })), 200, {
      ...BYTES,
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="${name}"`,
    });
  });
  api.openapi(backupRoute, async (c) => c.json({ file: await parts.backup(c.var.community, parts.clock.now()) }, 200));
};
