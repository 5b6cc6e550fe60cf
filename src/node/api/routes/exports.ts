/**
 * Taking the log away: an export that anyone can verify (docs/formats/export.md). One for members needs a member or the
 * operator; the public one is for everybody.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { exportPieces } from "../../export.ts";
import { answersBytes, communityParam, otherwise, withSession } from "../describe.ts";
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

const ID_DIGITS_IN_NAME = 12;

export const addExportRoutes = (api: Api, parts: ApiParts): void => {
  api.openapi(exportRoute, async (c) => {
    const { audience } = c.req.valid("query");
    const { reader, origin, vkey } = c.get("community");
    const { size, checkpoint } = c.get("community").head();
    const cosigned = await parts.confirmations.cosigned(origin, checkpoint);
    const name = `folkmoot-${origin.slice(0, ID_DIGITS_IN_NAME)}-${size}-${audience}.export`;
    return c.body(streamOf(exportPieces(reader, { audience, vkey, size, checkpoint: cosigned })), 200, {
      ...BYTES,
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="${name}"`,
    });
  });
};
