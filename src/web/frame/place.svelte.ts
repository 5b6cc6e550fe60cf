/**
 * Where the person is: the screen, its parameters, the community. Screens read these instead of parsing the address.
 */
import { parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { here } from "../router.svelte.ts";
import { matchPath, type Match } from "../routes.ts";

const match = $derived(matchPath(here().path));

export const routeHere = (): Match | null => match;

/** A parameter of this screen's address; empty when the address has none of that name. */
export const param = (name: string): string => match?.params[name] ?? "";

/** The community this screen is about; null outside communities. */
export const communityHere = (): Id | null => parseId(param("community"));

let last: Id | null = null;

/** The same where there must be one: screens under `/m/`. A screen that is just being left is still about its own. */
export const community = (): Id => {
  last = communityHere() ?? last;
  if (last === null) throw new Error("this screen is not about a community");
  return last;
};
