/**
 * Looking around: a visitor asks for a way into the demo community and gets an invitation of their own. What they do there are real
 * acts by real rules, in a community that exists for that alone.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { answers, idShape, otherwise } from "../describe.ts";
import { ProblemError } from "../problem.ts";
import type { Api, ApiParts } from "../parts.ts";

const visitShape = z.object({ community: idShape, code: z.string() }).openapi("Visit", {
  description: "The code of an invitation to the demo community, as it stands after # in an invitation's link",
});
const visitRoute = createRoute({
  method: "post",
  path: "/api/demo/visit",
  summary: "A way into the demo community",
  responses: { 200: answers("An invitation for one visitor", visitShape), ...otherwise },
});

export const addDemoRoutes = (api: Api, { demo }: ApiParts): void => {
  api.openapi(visitRoute, async (c) => {
    const visit = await demo.visit();
    if (visit === null) throw new ProblemError("no-demo");
    return c.json(visit, 200, { "cache-control": "no-store" });
  });
};
