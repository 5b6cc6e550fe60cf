/**
 * Whether a newer version of the app waits to be used, and how to begin using it. Pages of the old version go on as they
 * are until then.
 */
let waiting = $state.raw<ServiceWorker | null>(null);

export const hasUpdate = (): boolean => waiting !== null;

/** Uses the new version: every page of the app loads anew. */
export const takeUpdate = (): void => {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("take over");
};

/** Keeps the app for offline use. Only over https, or on the machine itself: elsewhere it needs its node to open. */
export const keepOffline = async (): Promise<void> => {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/service-worker.js");
  const note = (): void => {
    // The very first one takes over by itself: there is no older version to wait for.
    if (registration.waiting !== null && registration.active !== null) waiting = registration.waiting;
  };
  note();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", note);
  });
};
