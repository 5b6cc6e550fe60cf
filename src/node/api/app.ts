/**
 * The HTTP interface as one value: every route behind one gate, described in one document. It knows no sockets, so tests ask
 * it directly; `serve.ts` puts it behind a server. It is not made at all if a route has no line in the access table.
 */
import { OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import type { ErrorHandler, MiddlewareHandler } from "hono";
import { addPageRoutes } from "../public/routes.ts";
import { BusyError, NotSequencingError, SubmissionTooLargeError } from "../sequencer/submission.ts";
import { accessTable, mismatches, UndeclaredRouteError } from "./access.ts";
import { addDocument } from "./document.ts";
import { gate, routeOf } from "./gate.ts";
import { headersFor } from "./headers.ts";
import type { Api, ApiParts, Env } from "./parts.ts";
import { ProblemError, problemAnswer } from "./problem.ts";
import { voiceOf, type Said } from "./words.ts";
import { addActRoutes } from "./routes/acts.ts";
import { addAppRoutes } from "./routes/app.ts";
import { addCommunityRoutes } from "./routes/communities.ts";
import { addDemoRoutes } from "./routes/demo.ts";
import { addEntryRoutes } from "./routes/entries.ts";
import { addEventRoutes } from "./routes/events.ts";
import { addExportRoutes } from "./routes/exports.ts";
import { addLogRoutes } from "./routes/log.ts";
import { addNodeRoutes } from "./routes/node.ts";
import { addNoticeRoutes } from "./routes/notices.ts";
import { addOperatorRoutes } from "./routes/operator.ts";
import { addSessionRoutes } from "./routes/session.ts";
import { addStopRoutes } from "./routes/stop.ts";
import { addWitnessRoutes } from "./routes/witness.ts";

/** The interface, whole. Throws `UndeclaredRouteError` when a route has no line in the access table. */
export const createApi = (parts: ApiParts): Api => {
  const table = accessTable(parts.settings.founding);
  const api: Api = new OpenAPIHono<Env>({
    strict: true,
    defaultHook: (result) => {
      if (!result.success)
        throw new ProblemError("bad-request", { detail: expectedOf(result.target, result.error.issues[0]) });
    },
  });
  api.use("*", observed(parts));
  api.use("*", gate(parts, table));
  api.onError(answerTo(parts));
  addNodeRoutes(api, parts);
  addDemoRoutes(api, parts);
  addCommunityRoutes(api, parts);
  addSessionRoutes(api, parts);
  addActRoutes(api);
  addEntryRoutes(api);
  addExportRoutes(api, parts);
  addNoticeRoutes(api, parts);
  addOperatorRoutes(api, parts);
  addEventRoutes(api, parts);
  addLogRoutes(api, parts);
  addWitnessRoutes(api, parts);
  addStopRoutes(api, parts);
  addPageRoutes(api, parts);
  addDocument(api, parts);
  addAppRoutes(api, parts);
  const routes = api.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
  const { undeclared, unused } = mismatches(routes, table);
  if (undeclared.length > 0 || unused.length > 0) throw new UndeclaredRouteError(undeclared, unused);
  return api;
};

type Issue = { readonly path: readonly PropertyKey[]; readonly expected?: unknown };

/** Where and what was expected, never what came. */
const expectedOf = (target: string, issue: Issue | undefined): Said => {
  const place = [target, ...(issue === undefined ? [] : [issue.path.map(String).join(".")])].join(" ").trim();
  return typeof issue?.expected === "string"
    ? { key: "detail.misfit", values: { place, expected: issue.expected } }
    : { key: "detail.malformed", values: { place } };
};

const MS_PER_SECOND = 1000;

/**
 * Counts and times the answer and gives it its headers, before it is made: added afterwards they would have it made twice.
 * Nothing of the request is noted but its route.
 */
const observed = (parts: ApiParts): MiddlewareHandler<Env> => {
  const { addresses } = parts.settings;
  const isNoted = parts.log.isLevelEnabled("debug");
  return async (c, next) => {
    const begun = parts.clock.monotonicMs();
    for (const [name, value] of headersFor(c.req.path, addresses)) c.header(name, value);
    await next();
    const ms = parts.clock.monotonicMs() - begun;
    const [route, { status }] = [routeOf(c) ?? "none", c.res];
    parts.metrics.observe(route, status, ms / MS_PER_SECOND);
    if (isNoted) parts.log.debug({ event: "request", route, status, ms: Math.round(ms) });
  };
};

/** Turns whatever was thrown into an answer; what nobody expected is noted, without its message, which may hold content. */
const answerTo =
  (parts: ApiParts): ErrorHandler<Env> =>
  (error, c) => {
    const problem = problemOf(error);
    if (problem.word === "node-failed") {
      const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
      parts.log.error({ event: "failed", route: routeOf(c), error: error.name, frames });
    }
    const { body, headers } = problemAnswer(problem, voiceOf(c));
    return c.body(body, problem.status, headers);
  };

const problemOf = (error: Error): ProblemError => {
  if (error instanceof ProblemError) return error;
  if (error instanceof BusyError) return new ProblemError("busy", { retryAfterSeconds: error.retryAfterSeconds });
  if (error instanceof NotSequencingError)
    return new ProblemError("not-recording", {
      retryAfterSeconds: error.retryAfterSeconds,
      members: { reason: error.reason },
    });
  if (error instanceof SubmissionTooLargeError) return new ProblemError("too-large");
  if (!(error instanceof HTTPException)) return new ProblemError("node-failed");
  return new ProblemError(error.status === 415 ? "unsupported-type" : "bad-request");
};
