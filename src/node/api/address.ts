/**
 * The address under which the node was reached, and whether another website's page sent the request. There are no cookies to
 * be abused, so this is the second wall and not the first; it also keeps a stranger's page from founding or signing in here.
 */
import type { ApiSettings, Ask } from "./parts.ts";
import { ProblemError } from "./problem.ts";

type Known = Pick<ApiSettings, "addresses" | "proxies">;

/** What the request says of itself: behind the operator's proxy, which knows, the scheme too. */
const saidAddress = (c: Ask, { proxies }: Known): string => {
  const { protocol, host } = new URL(c.req.url);
  const forwarded = proxies > 0 ? c.req.header("x-forwarded-proto") : undefined;
  return `${forwarded === "https" || forwarded === "http" ? forwarded : protocol.slice(0, -1)}://${host}`;
};

/** The node's web origin as this caller sees it. Where addresses are set, only one of those. */
export const ownAddress = (c: Ask, settings: Known): string => {
  const said = saidAddress(c, settings);
  if (settings.addresses.length === 0 || settings.addresses.includes(said)) return said;
  const sameHost = settings.addresses.find((address) => new URL(address).host === new URL(said).host);
  if (sameHost === undefined) throw new ProblemError("foreign-page");
  return sameHost;
};

/** Whether a browser says that a page of another site sent this request, where the request would change something. */
export const sentByOther = (c: Ask, settings: Known): boolean => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return false;
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const origin = c.req.header("origin");
  return origin !== undefined && origin !== ownAddress(c, settings);
};
