/**
 * The address of the screen: plain paths, no hash, so that a link can be shared and opened without a network. The part
 * after `#` is for what no server may see (an invitation's seed). Links are ordinary links: one listener turns those that
 * stay inside the app into a change of screen, and everything else is left to the browser.
 */
type Address = { readonly path: string; readonly search: string; readonly fragment: string };

const read = (): Address => ({
  path: location.pathname,
  search: location.search,
  fragment: location.hash.replace(/^#/, ""),
});

let address = $state.raw<Address>(read());

export const here = (): Address => address;

/** Goes to another screen of the app. `replace` leaves no way back to the one before. */
export const go = (to: string, options: { readonly replace?: boolean } = {}): void => {
  if (options.replace === true) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  address = read();
  window.scrollTo(0, 0);
};

/** The address of the app that a click on this element would open; null when the browser should handle it. */
const targetOf = (event: MouseEvent): string | null => {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  // A link may be drawn: what SVG calls `href` and `target` are no strings.
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const to = link?.getAttribute("href") ?? null;
  if (link === null || to === null || to.startsWith("#")) return null;
  if (link.hasAttribute("target") || link.hasAttribute("download")) return null;
  const { origin, pathname, search, hash } = new URL(to, location.href);
  return origin !== location.origin || isOfServer(pathname) ? null : pathname + search + hash;
};

/** Paths that the node answers itself: the public page, the log and the interface for programs. */
const isOfServer = (path: string): boolean => /^\/(?:c|log|api|openapi\.json|\.well-known|healthz)(?:\/|$)/.test(path);

/** Starts listening; once, when the app starts. */
export const startRouter = (): void => {
  addEventListener("popstate", () => {
    address = read();
  });
  document.addEventListener("click", (event) => {
    const target = targetOf(event);
    if (target === null) return;
    event.preventDefault();
    go(target);
  });
};
