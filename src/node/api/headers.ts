/**
 * Headers that keep a browser from doing what no page of ours asks for. The surprising rule: no script and no style may
 * stand in a page itself, and the public page may run no script at all.
 */
const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The way out of notices: as the public page, with one button. */
const FORM_POLICY = PAGE_POLICY.replace("form-action 'none'", "form-action 'self'");
/** Data that a browser is led to as if it were a page has no origin to act in, and nothing to load. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** The camera reads QR codes in the app; nothing else of the device is ever asked for. */
const PERMISSIONS =
  "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=()";
const YEAR_SECONDS = 31_536_000;

type Sort = "app" | "page" | "form" | "data" | "log";

const sortOf = (path: string): Sort => {
  if (path.startsWith("/log/") || path.startsWith("/.well-known/")) return "log";
  if (/^\/(?:api|witness|healthz|metrics|problems|openapi\.json)(?:\/|$)/.test(path)) return "data";
  if (path.startsWith("/stop/")) return "form";
  return path.startsWith("/c/") ? "page" : "app";
};

const POLICIES: Readonly<Record<Sort, string>> = {
  app: APP_POLICY,
  page: PAGE_POLICY,
  form: FORM_POLICY,
  data: DATA_POLICY,
  log: DATA_POLICY,
};

type Header = readonly [name: string, value: string];

const made = (sort: Sort, isSecure: boolean): readonly Header[] => [
  ["content-security-policy", POLICIES[sort]],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-opener-policy", "same-origin"],
  // The log is for everybody's verifier, in whatever page it runs; it needs no session and gives nothing away.
  ["cross-origin-resource-policy", sort === "log" ? "cross-origin" : "same-origin"],
  ...(sort === "log" ? ([["access-control-allow-origin", "*"]] as const) : []),
  ["permissions-policy", PERMISSIONS],
  ...(isSecure ? ([["strict-transport-security", `max-age=${YEAR_SECONDS}`]] as const) : []),
];

const bySort = (isSecure: boolean): Readonly<Record<Sort, readonly Header[]>> => ({
  app: made("app", isSecure),
  page: made("page", isSecure),
  form: made("form", isSecure),
  data: made("data", isSecure),
  log: made("log", isSecure),
});
const PLAIN = bySort(false);
const SECURE = bySort(true);

/** For an answer at this path of a node that others reach by these addresses. */
export const headersFor = (path: string, addresses: readonly string[]): readonly Header[] =>
  (addresses.some((address) => address.startsWith("https:")) ? SECURE : PLAIN)[sortOf(path)];
