/**
 * Keeps the app's own files, so that it opens without a network. It keeps nothing else: what a community's node says goes
 * to the page untouched, and into the page's own storage. A new version waits until the person takes it, or until every
 * page of the old one is closed: half of one and half of another would not fit together. It also shows what the node sends
 * by push, which only this browser can open.
 */
declare const self: ServiceWorkerGlobalScope;
/** Addresses of all files with their revisions; null where the address itself changes with the content. */
declare const __PRECACHE__: readonly (readonly [address: string, revision: string | null])[];

const kept = __PRECACHE__;
/** A list that differs in anything is another version. */
const VERSION = kept.map(([address, revision]) => `${address} ${revision ?? ""}`).join("\n");
const CACHE = `folkmoot-${Array.from(VERSION).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)}`;
/** What the node answers itself, whatever the app would make of the address. */
const OF_SERVER = /^\/(?:c|log|api|stop|openapi\.json|\.well-known|healthz|metrics|problems|witness)(?:\/|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => {
      const requests = kept.map(([address]) => new Request(address, { cache: "no-cache" }));
      return cache.addAll(requests);
    }),
  );
});

self.addEventListener("activate", (event) => {
  const others = async (): Promise<void> => {
    const names = await caches.keys();
    await Promise.all(
      names.filter((name) => name.startsWith("folkmoot-") && name !== CACHE).map((name) => caches.delete(name)),
    );
    await self.clients.claim();
  };
  event.waitUntil(others());
});

self.addEventListener("message", ({ data }) => {
  if (data === "take over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || OF_SERVER.test(url.pathname)) return;
  const address = request.mode === "navigate" ? "/" : url.pathname;
  event.respondWith(caches.match(address, { cacheName: CACHE }).then((found) => found ?? fetch(request)));
});

type Shown = { readonly title: string; readonly body: string; readonly url: string; readonly tag: string };
const isShown = (value: unknown): value is Shown =>
  typeof value === "object" &&
  value !== null &&
  ["title", "body", "url", "tag"].every((name) => typeof new Map(Object.entries(value)).get(name) === "string");

/** What the node sent (src/node/attention/push.ts), as it stands: it was put into words there. */
self.addEventListener("push", (event) => {
  const sent: unknown = event.data?.json();
  if (!isShown(sent)) return;
  const { title, body, url, tag } = sent;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: url, icon: "/icon.svg", dir: "auto" }));
});

/** Opens what the notice is about, in a window that is there or in a new one; an address of elsewhere opens nothing. */
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const about: unknown = event.notification.data;
  const url = new URL(typeof about === "string" ? about : "/", self.location.origin);
  if (url.origin !== self.location.origin) return;
  const open = async (): Promise<void> => {
    const [window] = await self.clients.matchAll({ type: "window" });
    const shown = (await window?.focus().catch(() => null)) ?? null;
    if (shown === null || (await shown.navigate(url.href).catch(() => null)) === null)
      await self.clients.openWindow(url.href);
  };
  event.waitUntil(open());
});
