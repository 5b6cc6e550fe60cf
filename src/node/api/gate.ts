/**
 * The gate that every request passes before any handler sees it: is there such a route, did this node's own pages send it,
 * is it short enough, who calls, how often, and may they. What the table does not allow is refused.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { clientAddress, networkOf } from "../limits/networkOf.ts";
import { TokenBuckets } from "../limits/tokenBuckets.ts";
import type { Rates, Sort } from "../limits/limits.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import type { Session } from "../session/sessions.ts";
import type { Rule } from "./access.ts";
import { sentByOther } from "./address.ts";
import type { Caller } from "./caller.ts";
import { callerKindIn } from "./callerKind.ts";
import type { ApiParts, Ask, Env } from "./parts.ts";
import { ProblemError } from "./problem.ts";

type Buckets = Readonly<Record<keyof Rates, Readonly<Record<Sort, TokenBuckets>>>>;

export const gate = (parts: ApiParts, table: ReadonlyMap<string, Rule>): MiddlewareHandler<Env> => {
  const buckets = bucketsOf(parts.settings.rates);
  const operator = digestOf(parts.operatorToken);
  return async (c, next) => {
    if (parts.isStopping()) throw new ProblemError("stopping");
    const rule = ruleOf(c, table);
    if (sentByOther(c, parts.settings)) throw new ProblemError("foreign-page");
    checkLength(c, rule);
    const session = signedInAs(parts, c, operator);
    const network = networkOf(clientOf(parts, c));
    const isSession = session !== null && session !== "operator";
    const counted = isSession
      ? ({ by: "device", key: session.device } as const)
      : ({ by: "stranger", key: network } as const);
    const take = (by: keyof Rates, key: string, cost: number): void => {
      if (session !== "operator") spend(buckets[by][rule.sort], key, parts.clock.monotonicMs(), cost);
    };
    take(counted.by, counted.key, 1);
    const community = await communityOf(parts, c);
    if (community !== null) take("community", community.origin, 1);
    const caller = callerOf(parts, session, network, community);
    const row = rule.publicRow !== undefined && c.req.query("audience") === "public" ? rule.publicRow : rule.row;
    if (!row[caller.kind]) throw new ProblemError(caller.kind === "stranger" ? "not-signed-in" : "not-entitled");
    c.set("caller", caller);
    c.set("charge", (cost) => {
      take(counted.by, counted.key, cost);
      if (community !== null) take("community", community.origin, cost);
    });
    if (community !== null) c.set("community", community);
    await next();
  };
};

const bucketsOf = (rates: Rates): Buckets => {
  const make = (by: keyof Rates) => ({
    read: new TokenBuckets(rates[by].read),
    page: new TokenBuckets(rates[by].page),
    write: new TokenBuckets(rates[by].write),
    found: new TokenBuckets(rates[by].found),
    session: new TokenBuckets(rates[by].session),
    witness: new TokenBuckets(rates[by].witness),
  });
  return { stranger: make("stranger"), device: make("device"), community: make("community") };
};

const spend = (buckets: TokenBuckets, key: string, now: number, cost: number): void => {
  const waitMs = buckets.take(key, now, cost);
  if (waitMs > 0) throw new ProblemError("too-many-requests", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
};

/** The route's name as the table has it: `GET /healthz`. HEAD is answered as GET without the body. */
export const routeOf = (c: Ask): string | null => {
  const known = c.get("route");
  if (known !== undefined) return known;
  const matched = matchedRoutes(c).find(({ method }) => method !== "ALL");
  const route = matched === undefined ? null : `${matched.method} ${matched.path}`;
  c.set("route", route);
  return route;
};

const ruleOf = (c: Ask, table: ReadonlyMap<string, Rule>): Rule => {
  const route = routeOf(c);
  if (route === null) throw new ProblemError(isKnownPath(c.req.path, table) ? "method-not-allowed" : "not-found");
  const rule = table.get(route);
  if (rule === undefined) throw new ProblemError("not-entitled");
  return rule;
};

const EVERYTHING_ELSE = "GET /*";

/** Whether some other method is known here; asked only where none matched. */
const isKnownPath = (path: string, table: ReadonlyMap<string, Rule>): boolean =>
  [...table.keys()].some((line) => {
    if (line === EVERYTHING_ELSE) return false;
    const wanted = (line.split(" ")[1] ?? "").split("/");
    const asked = path.split("/");
    const isOpenEnded = wanted.at(-1)?.includes("{.+}") === true;
    if (isOpenEnded ? asked.length < wanted.length : asked.length !== wanted.length) return false;
    return wanted.every((segment, place) => segment.startsWith(":") || segment === asked[place]);
  });

/** What stands in the address where the route says `:name`; a middleware for all routes has no parameters of its own. */
const segmentAt = (c: Ask, name: string): string | undefined => {
  const place = (routeOf(c) ?? "").split(" ")[1]?.split("/").indexOf(name) ?? -1;
  return place < 0 ? undefined : c.req.path.split("/")[place];
};

/** The length must be said: what is not said cannot be refused before it is read. */
const checkLength = (c: Ask, { bodyBytesMax }: Rule): void => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return;
  const said = c.req.header("content-length");
  if (c.req.header("transfer-encoding") !== undefined) throw new ProblemError("length-required");
  if (said === undefined && bodyBytesMax > 0 && c.req.method !== "DELETE") throw new ProblemError("length-required");
  if (Number(said ?? 0) > bodyBytesMax) throw new ProblemError("too-large");
};

export const bearerOf = (c: Ask): string | null =>
  /^Bearer ([\w-]{1,200})$/.exec(c.req.header("authorization") ?? "")?.[1] ?? null;

const signedInAs = (parts: ApiParts, c: Ask, operator: Buffer): Session | "operator" | null => {
  if (c.req.header("authorization") === undefined) return null;
  const token = bearerOf(c);
  if (token === null) throw new ProblemError("session-ended");
  if (parts.operatorToken !== "" && timingSafeEqual(digestOf(token), operator)) return "operator";
  const session = parts.sessions.use(token);
  if (session === null) throw new ProblemError("session-ended");
  return session;
};

/** Tokens are compared by their hashes: in constant time, also where their lengths differ. */
const digestOf = (token: string): Buffer => createHash("sha256").update(token).digest();

const clientOf = (parts: ApiParts, c: Ask): string | undefined =>
  clientAddress(c.env.incoming?.socket.remoteAddress, c.req.header("x-forwarded-for"), parts.settings.proxies);

const communityOf = async (parts: ApiParts, c: Ask): Promise<RunningCommunity | null> => {
  const named = segmentAt(c, ":community");
  if (named === undefined) return null;
  const id: Id | null = parseId(named);
  const community = id === null ? null : await parts.hosting.find(id);
  if (community === null) throw new ProblemError("no-such-community");
  return community;
};

const callerOf = (
  parts: ApiParts,
  session: Session | "operator" | null,
  network: string,
  community: RunningCommunity | null,
): Caller => {
  if (session === null) return { kind: "stranger", device: null, network };
  if (session === "operator") return { kind: "operator", device: null, network };
  if (community?.origin !== session.community) return { kind: "otherCommunity", device: session.device, network };
  return { kind: callerKindIn(community, session.device, parts.clock.now()), device: session.device, network };
};
