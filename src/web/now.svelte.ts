/**
 * The time as screens show it: it ticks every second while the page is seen, and follows the node's clock where the
 * device's is wrong. Nothing is decided by it; deadlines are decided in the log.
 */
import { createSubscriber } from "svelte/reactivity";

const TICK_MS = 1000;

let ahead = 0;

/** How far the community's time is ahead of this device's clock. */
export const followClock = (aheadMs: number): void => {
  ahead = aheadMs;
};

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, TICK_MS);
  return () => clearInterval(timer);
});

/** Milliseconds since 1970, by the community's time. */
export const now = (): number => {
  subscribe();
  return Date.now() + ahead;
};
