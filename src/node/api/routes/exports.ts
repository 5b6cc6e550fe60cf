/**
 * Taking the log away: an export that anyone can verify (docs/formats/export.md). One for members needs a member or the
 * operator; the public one is for everybody.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { exportPieces } from "../../export.ts";
import { answersBytes, communityParam, otherwise, withSession } from "../describe.ts";
import type { Api, ApiParts } from "../parts.ts";
import { streamOf } from "../streaming.ts";
import { audienceShape, BYTES } from "./entries.ts";

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
    const community = c.get("community");
    const { reader, origin, vkey } = community;
    const { size, checkpoint } = community.head();
    const cosigned = await parts.confirmations.cosigned(origin, checkpoint);
    const name = `folkmoot-${origin.slice(0, ID_DIGITS_IN_NAME)}-${size}-${audience}.export`;
    const pieces = exportPieces(reader, { audience, vkey, size, checkpoint: cosigned });
    return c.body(streamOf(community, pieces), 200, {
      ...BYTES,
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="${name}"`,
    });
  });
};
