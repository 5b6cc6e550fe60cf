/**
 * Founding a community on this node, and what anyone may know of one. The facts here are those of its public part: nothing
 * of who belongs to it, or how many.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { charter } from "../../../core/registry.ts";
import { textOf } from "../../../core/log/utf8.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { RunningCommunity } from "../../sequencer/running.ts";
import { askedAt } from "../callerKind.ts";
import { answers, communityParam, idShape, instantShape, otherwise, takesCbor } from "../describe.ts";
import type { Api, ApiParts } from "../parts.ts";
import { ProblemError } from "../problem.ts";
import { voiceOf } from "../words.ts";
import { resultOf, resultShape, submissionIn } from "./acts.ts";
import { originLineOf } from "./node.ts";

const prepareRoute = createRoute({
  method: "post",
  path: "/api/communities/prepare",
  summary: "A fresh node key for a founding act to name",
  responses: { 200: answers("The key", z.object({ nodeKey: idShape })), ...otherwise },
});

const foundedShape = z.object({ community: idShape, results: z.array(resultShape) }).openapi("Founded");
const foundRoute = createRoute({
  method: "post",
  path: "/api/communities",
  summary: "Found a community: the founding act first, then the founder's first acts",
  request: { body: takesCbor },
  responses: { 201: answers("It is founded", foundedShape), ...otherwise },
});

const maybeText = z.union([z.string(), z.null()]);
const factsShape = z
  .object({
    id: idShape,
    name: maybeText,
    purpose: maybeText,
    locale: z.string(),
    template: z.string(),
    foundedAt: instantShape,
    origin: z.string(),
    log: z.string(),
    page: z.string(),
    vkey: z.string(),
    nodeKey: idShape,
    size: z.int().nonnegative(),
    isListed: z.boolean(),
    state: z.enum(["running", "clockInDoubt", "stopped"]),
    reason: maybeText,
  })
  .openapi("Community", { description: "What anyone may know of a community" });
const factsRoute = createRoute({
  method: "get",
  path: "/api/communities/{community}",
  summary: "What anyone may know of a community",
  request: { params: communityParam },
  responses: { 200: answers("The facts", factsShape), ...otherwise },
});

const confirmedShape = z.object({ size: z.int().nonnegative(), checkpoint: maybeText }).openapi("Confirmed", {
  description: "The latest checkpoint that enough allies cosigned; size 0 while there is none",
});
const confirmedRoute = createRoute({
  method: "get",
  path: "/api/communities/{community}/confirmed",
  summary: "How far allied witnesses have confirmed the log",
  request: { params: communityParam },
  responses: { 200: answers("The checkpoint with its cosignatures", confirmedShape), ...otherwise },
});

/** The words of a text, or null where it was erased or never came. */
const wordsIn = async (community: RunningCommunity, hash: Id | null): Promise<string | null> => {
  if (hash === null) return null;
  const text = (await community.reader.texts([hash])).get(hash);
  return text === undefined ? null : textOf(text.utf8);
};

const factsOf = async (community: RunningCommunity, parts: ApiParts) => {
  const questions = community.core.standing(community.world(), charter, askedAt(community, parts.clock.now()));
  const { founding } = questions;
  if (founding === null) throw new ProblemError("no-such-community");
  const health = community.health();
  return {
    id: community.origin,
    name: await wordsIn(community, founding.name),
    purpose: await wordsIn(community, founding.purpose),
    locale: founding.locale,
    template: founding.template,
    foundedAt: founding.foundedAt,
    origin: originLineOf(community.origin),
    log: `/log/${community.origin}`,
    page: `/c/${community.origin}/`,
    vkey: community.vkey,
    nodeKey: community.nodeKey,
    size: community.head().size,
    isListed: questions.isSet("publish.isListed"),
    state: health.state,
    reason: health.state === "running" ? null : health.reason,
  };
};

export const addCommunityRoutes = (api: Api, parts: ApiParts): void => {
  api.openapi(prepareRoute, async (c) =>
    c.json({ nodeKey: await parts.hosting.prepare() }, 200, { "cache-control": "no-store" }),
  );
  api.openapi(foundRoute, async (c) => {
    const submission = await submissionIn(c);
    const { origin, answers: found } = await parts.hosting.found(submission, c.get("caller").network);
    const results = found.map((answer) => resultOf(answer, voiceOf(c)));
    if (origin === null) throw new ProblemError("not-founded", { members: { results } });
    return c.json({ community: origin, results }, 201, { "cache-control": "no-store" });
  });
  api.openapi(factsRoute, async (c) =>
    c.json(await factsOf(c.get("community"), parts), 200, { "cache-control": "no-cache" }),
  );
  api.openapi(confirmedRoute, async (c) => {
    const confirmed = await parts.confirmations.latest(c.get("community").origin);
    const checkpoint = confirmed === null ? null : textOf(confirmed.checkpoint);
    return c.json({ size: confirmed?.size ?? 0, checkpoint }, 200, { "cache-control": "no-cache" });
  });
};
