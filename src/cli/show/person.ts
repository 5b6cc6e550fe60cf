/** A member as an answer names one: by the number that never changes, and by the name they go by, if it is still kept. */
import { community } from "../../core/registry.ts";
import type { View } from "./view.ts";

export const personOf = async (view: View, number: number) => ({
  number,
  name: await view.words(view.askMembers(community).member(number)?.name ?? null),
});
