/**
 * Where a visitor is in the guided look around a demo community: which of six stops, in which community. It is kept in this browser, so that
 * whoever closes the page comes back to the same stop; nothing of it is in any log.
 */
import { parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { read, write } from "../settings.svelte.ts";

/** In the order of the walk: what waits, how it is decided, what is refused, what ends, who made the rules, and how to check all that. */
export const STOPS = ["home", "deciding", "refused", "ends", "rules", "check"] as const;
export type Stop = (typeof STOPS)[number];
const isStop = (word: string): word is Stop => STOPS.some((stop) => stop === word);

type Kept = { readonly community: Id; readonly stop: Stop | null };
const NAME = "tour";

const kept = (): Kept | null => {
  const [id = "", word = ""] = (read(NAME) ?? "").split(" ");
  const community = parseId(id);
  return community === null ? null : { community, stop: isStop(word) ? word : null };
};

let place = $state.raw<Kept | null>(kept());

/** The stop at which the visitor of this community is; null where nobody is being shown around. */
export const stopIn = (community: Id | null): Stop | null =>
  community !== null && place?.community === community ? place.stop : null;

/** The demo community that was visited from this browser. */
export const visited = (): Id | null => place?.community ?? null;

/** Goes to a stop; `null` when the visitor has seen enough. */
export const moveTo = (community: Id, stop: Stop | null): void => {
  place = { community, stop };
  write(NAME, `${community} ${stop ?? "over"}`);
};
