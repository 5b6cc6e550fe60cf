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

const policyFor = (path: string): string => {
  if (/^\/(?:api|log|witness|healthz|metrics|problems|openapi\.json|\.well-known)(?:\/|$)/.test(path))
    return DATA_POLICY;
  return path.startsWith("/c/") ? PAGE_POLICY : APP_POLICY;
};

/** For an answer at this path; `isSecure` where the node is reached by https. */
export const securityHeaders = (path: string, isSecure: boolean): Readonly<Record<string, string>> => ({
  "content-security-policy": policyFor(path),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  // The log is for everybody's verifier, in whatever page it runs; it needs no session and gives nothing away.
  "cross-origin-resource-policy": path.startsWith("/log/") ? "cross-origin" : "same-origin",
  ...(path.startsWith("/log/") || path.startsWith("/.well-known/") ? { "access-control-allow-origin": "*" } : {}),
  "permissions-policy": PERMISSIONS,
  ...(isSecure ? { "strict-transport-security": `max-age=${YEAR_SECONDS}` } : {}),
});
