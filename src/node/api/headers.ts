/**
 * Headers that keep a browser from doing what no page of ours asks for. The surprising rule: no script and no style may
 * stand in a page itself, and the public page may run no script at all.
 */
const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The camera reads QR codes in the app; nothing else of the device is ever asked for. */
const PERMISSIONS = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()";
const YEAR_SECONDS = 31_536_000;

type Sort = "app" | "page" | "data" | "log";

const sortOf = (path: string): Sort => {
  if (path.startsWith("/log/") || path.startsWith("/.well-known/")) return "log";
  if (/^\/(?:api|witness|healthz|metrics|problems|openapi\.json)(?:\/|$)/.test(path)) return "data";
  return path.startsWith("/c/") ? "page" : "app";
};

const POLICIES: Readonly<Record<Sort, string>> = {
  app: APP_POLICY,
  page: PAGE_POLICY,
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
  data: made("data", isSecure),
  log: made("log", isSecure),
});
const PLAIN = bySort(false);
const SECURE = bySort(true);

/** For an answer at this path; `isSecure` where the node is reached by https. */
export const headersFor = (path: string, isSecure: boolean): readonly Header[] =>
  (isSecure ? SECURE : PLAIN)[sortOf(path)];
