/**
 * This browser as a way of being told: whether it can be, whether it is, and its subscription with its own push service. The surprising rule:
 * the keys are the browser's; whoever carries a notice to it cannot read it.
 */
import type { Target } from "../../replica/tasks/notices.ts";

const canBeTold = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

/** `no`: the browser has no push, or the page was not loaded over https; `denied`: the person said no in the browser. */
export type Ability = "yes" | "no" | "denied";
export const ability = (): Ability => {
  if (!canBeTold()) return "no";
  return Notification.permission === "denied" ? "denied" : "yes";
};

/** Where this browser is told already; null where it is not. */
export const endpointHere = async (): Promise<string | null> => {
  if (!canBeTold()) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  return subscription?.endpoint ?? null;
};

const text = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** Asks the person, then the browser's push service. Null where either said no. */
export const subscribeHere = async (pushKey: string): Promise<Target | null> => {
  if ((await Notification.requestPermission()) !== "granted") return null;
  try {
    const registration = await navigator.serviceWorker.ready;
    const kept = await registration.pushManager.getSubscription();
    // Made for another node of this address, or by one that lost its key.
    if (kept !== null && text(kept.options.applicationServerKey) !== pushKey) await kept.unsubscribe();
    const asked = { userVisibleOnly: true, applicationServerKey: pushKey };
    const subscription = await registration.pushManager.subscribe(asked);
    const [p256dh, auth] = [text(subscription.getKey("p256dh")), text(subscription.getKey("auth"))];
    return { sort: "push", endpoint: subscription.endpoint, p256dh, auth };
  } catch {
    return null;
  }
};
