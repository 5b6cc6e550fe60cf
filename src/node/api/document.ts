/**
 * The document at /openapi.json. Routes that speak JSON describe themselves; those in formats of other specifications are
 * described here, so that the document is whole.
 */
import { z } from "@hono/zod-openapi";
import { answersBytes, answersText, communityParam, otherwise, securityName, securityScheme } from "./describe.ts";
import type { Api, ApiParts } from "./parts.ts";

const inPath = (name: string, description: string) => z.string().openapi({ description, param: { name, in: "path" } });
const tileParams = communityParam.extend({
  path: inPath(
    "path",
    "`LEVEL/INDEX`, `LEVEL/INDEX.p/WIDTH` or `entries/INDEX`, with indexes in groups such as `x001/234`",
  ),
});
const accordParams = communityParam.extend({ accord: inPath("accord", "The accord's number in the register") });
const stopParams = communityParam.extend({ secret: inPath("secret", "From the notice") });
const originQuery = z.object({ origin: z.string().openapi({ description: "The origin line of the log" }) });
const ofCommunity = { params: communityParam };

type Described = Parameters<Api["openAPIRegistry"]["registerPath"]>[0];

const described: readonly Described[] = [
  {
    method: "get",
    path: "/log/{community}/checkpoint",
    summary: "The signed checkpoint of the log, with its cosignatures (C2SP tlog-checkpoint)",
    request: ofCommunity,
    responses: { 200: answersText("The checkpoint"), ...otherwise },
  },
  {
    method: "get",
    path: "/log/{community}/tile/{path}",
    summary: "Tiles and entry bundles of the log (C2SP tlog-tiles)",
    request: { params: tileParams },
    responses: { 200: answersBytes("The tile or bundle, which never changes"), ...otherwise },
  },
  {
    method: "post",
    path: "/witness/add-checkpoint",
    summary: "Have a checkpoint cosigned by this node as a witness (C2SP tlog-witness)",
    request: { body: { required: true, ...answersText("The request") } },
    responses: {
      200: answersText("The cosignature"),
      409: answersText("The size cosigned last", "text/x.tlog.size"),
      default: {
        description: "Why not: as its specification says, or as other routes do",
        content: { ...answersText("").content, ...otherwise.default.content },
      },
    },
  },
  {
    method: "get",
    path: "/witness/checkpoint",
    summary: "The checkpoint that this witness cosigned last of a log",
    request: { query: originQuery },
    responses: { 200: answersText("The checkpoint, cosigned now"), ...otherwise },
  },
  {
    method: "get",
    path: "/stop/{community}/{secret}",
    summary: "The page by which whoever got a notice stops them; it changes nothing",
    request: { params: stopParams },
    responses: { 200: answersText("The page", "text/html"), ...otherwise },
  },
  {
    method: "post",
    path: "/stop/{community}/{secret}",
    summary: "No more notices to this address (RFC 8058)",
    request: { params: stopParams },
    responses: { 200: answersText("It is done, whether there was such an address or not", "text/html"), ...otherwise },
  },
  {
    method: "get",
    path: "/c/{community}/",
    summary: "The community's public page",
    request: ofCommunity,
    responses: { 200: answersText("The page", "text/html"), ...otherwise },
  },
  {
    method: "get",
    path: "/c/{community}/accords.atom",
    summary: "The feed of the community's accords",
    request: ofCommunity,
    responses: { 200: answersText("The feed", "application/atom+xml"), ...otherwise },
  },
  {
    method: "get",
    path: "/c/{community}/results.atom",
    summary: "The feed of the community's decisions, where its charter publishes them",
    request: ofCommunity,
    responses: { 200: answersText("The feed", "application/atom+xml"), ...otherwise },
  },
  {
    method: "get",
    path: "/c/{community}/calendar.ics",
    summary: "What of the community ends or is due, as a calendar",
    request: ofCommunity,
    responses: { 200: answersText("The calendar", "text/calendar"), ...otherwise },
  },
  {
    method: "get",
    path: "/c/{community}/accords/{accord}",
    summary: "The public page of one accord, with all its terms",
    request: { params: accordParams },
    responses: { 200: answersText("The page", "text/html"), ...otherwise },
  },
];

export const addDocument = (api: Api, { version }: ApiParts): void => {
  api.openAPIRegistry.registerComponent("securitySchemes", securityName, securityScheme);
  for (const route of described) api.openAPIRegistry.registerPath(route);
  api.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Folkmoot node",
      version,
      description: "Binary formats are described in docs/formats of the source.",
      license: { name: "AGPL-3.0-or-later" },
    },
  });
};
