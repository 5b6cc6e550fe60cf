/**
 * What the node says of itself: how it is, its numbers, what it offers and how to ask for it, and which public communities
 * live here.
 */
import { createRoute, z } from "@hono/zod-openapi";
import type { Api, ApiParts } from "../parts.ts";
import { answers, answersText, idShape, otherwise } from "../describe.ts";
import { problemsPage } from "../problem.ts";
import { voiceOf } from "../words.ts";

const check = z.object({ state: z.enum(["good", "trouble"]), says: z.string() });
const healthShape = z
  .object({ status: z.enum(["good", "trouble"]), clock: check, disk: check, store: check })
  .openapi("Health", { description: "In plain words. Always answered with 200 while the node serves" });

const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  summary: "How the node is, in plain words",
  responses: { 200: answers("The node serves", healthShape), ...otherwise },
});

const listingShape = z
  .object({
    id: idShape,
    name: z.union([z.string(), z.null()]),
    origin: z.string(),
    log: z.string(),
    page: z.string(),
    vkey: z.string(),
  })
  .openapi("Listing");
const wellKnownShape = z
  .object({
    version: z.string(),
    communities: z.array(listingShape),
    witness: z.object({ vkey: z.string(), submit: z.string() }),
  })
  .openapi("Node", { description: "Public communities only: those whose charter lists them" });

const wellKnownRoute = createRoute({
  method: "get",
  path: "/.well-known/folkmoot",
  summary: "What this node is, and the public communities it hosts",
  responses: { 200: answers("The node", wellKnownShape), ...otherwise },
});

const metricsRoute = createRoute({
  method: "get",
  path: "/metrics",
  summary: "Numbers for whoever runs the node",
  responses: { 200: answersText("Prometheus text format"), ...otherwise },
});

const problemsRoute = createRoute({
  method: "get",
  path: "/problems",
  summary: "Every problem this interface can answer with, and what to do",
  responses: { 200: answersText("One paragraph per problem"), ...otherwise },
});

/** The origin line of a log, which is also the name of its key. */
export const originLineOf = (community: string): string => `folkmoot/${community}`;

export const addNodeRoutes = (api: Api, parts: ApiParts): void => {
  api.openapi(healthRoute, async (c) => {
    const health = await parts.hosting.health();
    const isGood = Object.values(health).every(({ state }) => state === "good");
    return c.json({ status: isGood ? ("good" as const) : ("trouble" as const), ...health }, 200, {
      "cache-control": "no-store",
    });
  });
  api.openapi(wellKnownRoute, async (c) => {
    const communities = (await parts.hosting.listed()).map(({ id, name, vkey }) => ({
      id,
      name,
      origin: originLineOf(id),
      log: `/log/${id}`,
      page: `/c/${id}/`,
      vkey,
    }));
    const witness = { vkey: parts.witness.vkey, submit: "/witness" };
    return c.json({ version: parts.version, communities, witness }, 200, { "cache-control": "no-cache" });
  });
  api.openapi(metricsRoute, async (c) =>
    c.body(await parts.metrics.text(), 200, { "content-type": parts.metrics.contentType, "cache-control": "no-store" }),
  );
  api.openapi(problemsRoute, (c) => c.text(problemsPage(voiceOf(c)), 200, { vary: "accept-language" }));
};
