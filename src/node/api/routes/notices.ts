/**
 * A member's own notices: what they chose, their ways of being told, and the way out. The surprising rule: no route names a member; each is for
 * the member behind the session's device and for nobody else, the operator included.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { askedTargetShape, choicesShape, levelShape, scopeShape, sorts } from "../../attention/choices.ts";
import { channelStates } from "../../attention/channelRows.ts";
import type { MemberDesk } from "../../attention/memberDesk.ts";
import { problems, type Outcome } from "../../attention/message.ts";
import { ownAddress } from "../address.ts";
import { answers, communityParam, instantShape, otherwise, takes, withSession } from "../describe.ts";
import type { Api, ApiParts, Ask } from "../parts.ts";
import { ProblemError } from "../problem.ts";

const PATH = "/api/communities/{community}/notices";
const CHANNEL_ID_MAX = 1e12;
const CODE = /^\d{6}$/;

const scope = scopeShape.openapi({
  type: "string",
  description: "`thread:` and the id of the proposal",
  example: `thread:${"0".repeat(64)}`,
});
const problem = z.union([z.enum(problems), z.null()]);
const channelShape = z
  .object({
    id: z.int(),
    sort: z.enum(sorts),
    to: z.string(),
    state: z.enum(channelStates),
    problem,
    lost: z.int().openapi({ description: "Notices that were given up" }),
    waiting: z.int(),
    since: instantShape,
  })
  .openapi("NoticeChannel");
const noticesShape = z
  .object({
    choices: choicesShape,
    levels: z.array(z.object({ scope, level: levelShape })),
    channels: z.array(channelShape),
    offers: z.object({ pushKey: z.string(), mail: z.boolean() }),
  })
  .openapi("Notices", { description: "What the member behind the session chose, and where they are told" });
const outcomeShape = z.object({ outcome: z.enum(["sent", "later", "never"]), problem });
const addedShape = z
  .object({
    id: z.int().openapi({ description: "0 where it was not added" }),
    secret: z.union([z.string(), z.null()]).openapi({ description: "Of a webhook, shown this once" }),
  })
  .extend(outcomeShape.shape);
const channelParam = communityParam.extend({
  channel: z.coerce
    .number()
    .int()
    .positive()
    .max(CHANNEL_ID_MAX)
    .openapi({ type: "integer", param: { name: "channel", in: "path" } }),
});
const done = { 204: { description: "It is done" }, ...otherwise };
const ofMember = { security: withSession, request: { params: communityParam } };

const showRoute = createRoute({
  ...ofMember,
  method: "get",
  path: PATH,
  summary: "What I am told of, and where",
  responses: { 200: answers("All of it", noticesShape), ...otherwise },
});
const chooseRoute = createRoute({
  method: "post",
  path: PATH,
  summary: "Choose the community's level, quiet hours and digest",
  security: withSession,
  request: { params: communityParam, body: takes(choicesShape) },
  responses: done,
});
const forgetRoute = createRoute({
  ...ofMember,
  method: "delete",
  path: PATH,
  summary: "Forget all that I chose and named",
  responses: done,
});
const levelRoute = createRoute({
  method: "post",
  path: `${PATH}/levels`,
  summary: "Choose a level for one thread; null: as for the community",
  security: withSession,
  request: { params: communityParam, body: takes(z.object({ scope, level: z.union([levelShape, z.null()]) })) },
  responses: done,
});
const addRoute = createRoute({
  method: "post",
  path: `${PATH}/channels`,
  summary: "Add a browser, an address, a webhook or an ntfy topic",
  security: withSession,
  request: { params: communityParam, body: takes(askedTargetShape) },
  responses: {
    200: answers("Whether it was added, and what became of the code to an address", addedShape),
    ...otherwise,
  },
});
const testRoute = createRoute({
  method: "post",
  path: `${PATH}/channels/{channel}/test`,
  summary: "Send a message that says only that it arrived; to an address that is not confirmed, another code",
  security: withSession,
  request: { params: channelParam },
  responses: { 200: answers("What became of it", outcomeShape), ...otherwise },
});
const confirmRoute = createRoute({
  method: "post",
  path: `${PATH}/channels/{channel}/confirm`,
  summary: "Confirm an address with the code that was sent there",
  security: withSession,
  request: { params: channelParam, body: takes(z.object({ code: z.string().regex(CODE) })) },
  responses: { 200: answers("Whether it was the code", z.object({ isConfirmed: z.boolean() })), ...otherwise },
});
const removeRoute = createRoute({
  method: "delete",
  path: `${PATH}/channels/{channel}`,
  summary: "Remove a way of being told, and forget it",
  security: withSession,
  request: { params: channelParam },
  responses: done,
});

const said = (outcome: Outcome) =>
  outcome.kind === "sent"
    ? { outcome: outcome.kind, problem: null }
    : { outcome: outcome.kind, problem: outcome.problem };

const NEVER_KEPT = { "cache-control": "no-store" };

export const addNoticeRoutes = (api: Api, parts: ApiParts): void => {
  const desk = (c: Ask): MemberDesk => {
    const { device } = c.get("caller");
    const found = device === null ? null : parts.notices.deskFor(c.get("community"), device);
    if (found === null) throw new ProblemError("not-entitled");
    return found;
  };
  api.openapi(showRoute, (c) => c.json({ ...desk(c).show(), offers: parts.notices.offers }, 200, NEVER_KEPT));
  api.openapi(chooseRoute, (c) => {
    desk(c).choose(c.req.valid("json"));
    return c.body(null, 204);
  });
  api.openapi(forgetRoute, (c) => {
    desk(c).forget();
    return c.body(null, 204);
  });
  api.openapi(levelRoute, (c) => {
    const { scope: of, level } = c.req.valid("json");
    if (!desk(c).setLevel(of, level)) throw new ProblemError("too-many-requests");
    return c.body(null, 204);
  });
  addChannelRoutes(api, parts, desk);
};

const addChannelRoutes = (api: Api, parts: ApiParts, desk: (c: Ask) => MemberDesk): void => {
  api.openapi(addRoute, async (c) => {
    const added = await desk(c).add(c.req.valid("json"), ownAddress(c, parts.settings));
    if (added === null) throw new ProblemError("too-many-requests");
    const { id, secret, outcome } = added;
    return c.json({ id, secret, ...said(outcome) }, 200, NEVER_KEPT);
  });
  api.openapi(testRoute, async (c) => {
    const outcome = await desk(c).test(c.req.valid("param").channel);
    if (outcome === null) throw new ProblemError("not-found");
    return c.json(said(outcome), 200, NEVER_KEPT);
  });
  api.openapi(confirmRoute, (c) => {
    const isConfirmed = desk(c).confirm(c.req.valid("param").channel, c.req.valid("json").code);
    return c.json({ isConfirmed }, 200, NEVER_KEPT);
  });
  api.openapi(removeRoute, (c) => {
    if (!desk(c).remove(c.req.valid("param").channel)) throw new ProblemError("not-found");
    return c.body(null, 204);
  });
};
