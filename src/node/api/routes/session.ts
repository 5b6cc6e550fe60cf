/**
 * Letting a device in: a challenge, its signature by the device's key, a token (docs/formats/session.md). Only devices that
 * act for somebody who takes part are let in; an excluded person's appeal needs no session.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { fromBase64 } from "../../../core/log/base64.ts";
import { instantOf } from "../../../core/kernel/time.ts";
import { signInBytes } from "../../../core/wire/signIn.ts";
import { ownAddress } from "../address.ts";
import { participants } from "../caller.ts";
import { callerKindIn } from "../callerKind.ts";
import { answers, communityParam, idFrom, idShape, instantShape, otherwise, takes, withSession } from "../describe.ts";
import { bearerOf } from "../gate.ts";
import type { Api, ApiParts } from "../parts.ts";
import { ProblemError } from "../problem.ts";

const NONCE_CHARACTERS_MAX = 100;
const SIGNATURE_CHARACTERS = 88;
const nonceShape = z.string().min(1).max(NONCE_CHARACTERS_MAX);

const challengeShape = z
  .object({ community: idShape, address: z.string(), expiresAt: instantShape, nonce: nonceShape })
  .openapi("Challenge");
const challengeRoute = createRoute({
  method: "post",
  path: "/api/communities/{community}/session/challenge",
  summary: "A challenge for a device to sign",
  request: { params: communityParam },
  responses: { 200: answers("The challenge, good once and for a minute", challengeShape), ...otherwise },
});

const answerShape = z.object({
  device: idShape,
  expiresAt: instantShape,
  nonce: nonceShape,
  signature: z.base64().length(SIGNATURE_CHARACTERS),
});
const sessionShape = z.object({ token: z.string(), expiresAt: instantShape }).openapi("Session");
const beginRoute = createRoute({
  method: "post",
  path: "/api/communities/{community}/session",
  summary: "A session, for a signed challenge",
  request: { params: communityParam, body: takes(answerShape) },
  responses: { 200: answers("Send the token as `Authorization: Bearer`", sessionShape), ...otherwise },
});

const endRoute = createRoute({
  method: "delete",
  path: "/api/communities/{community}/session",
  summary: "End the session",
  security: withSession,
  request: { params: communityParam },
  responses: { 204: { description: "It has ended" }, ...otherwise },
});

export const addSessionRoutes = (api: Api, parts: ApiParts): void => {
  api.openapi(challengeRoute, (c) => {
    const challenge = parts.challenges.issue(c.get("community").origin, ownAddress(c, parts.settings));
    return c.json(challenge, 200, { "cache-control": "no-store" });
  });
  api.openapi(beginRoute, async (c) => {
    const body = c.req.valid("json");
    const community = c.get("community");
    const [device, expiresAt] = [idFrom(body.device), instantOf(body.expiresAt)];
    const challenge = {
      community: community.origin,
      address: ownAddress(c, parts.settings),
      expiresAt,
      nonce: body.nonce,
    };
    const signature = fromBase64(body.signature);
    if (signature === null || !parts.challenges.isOpen(challenge)) throw new ProblemError("wrong-signature");
    const isSigned = await parts.verifier.verify(device, signInBytes(challenge), signature);
    // Asked again after the wait: of two answers to one challenge that wait together, one finds it spent.
    if (!isSigned || !parts.challenges.isOpen(challenge)) throw new ProblemError("wrong-signature");
    parts.challenges.spend(challenge);
    if (!participants[callerKindIn(community, device, parts.clock.now())]) throw new ProblemError("not-entitled");
    const { token, idleMs } = parts.sessions.begin({ community: community.origin, device });
    return c.json({ token, expiresAt: parts.clock.now() + idleMs }, 200, { "cache-control": "no-store" });
  });
  api.openapi(endRoute, (c) => {
    const token = bearerOf(c);
    if (token !== null) parts.sessions.end(token);
    return c.body(null, 204);
  });
};
