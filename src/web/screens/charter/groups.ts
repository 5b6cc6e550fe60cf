/** In which part of the charter a rule is read: how we decide, how we deal with others, who we are. */
import type { MessageKey } from "../../say.svelte.ts";

type Group = {
  readonly key: MessageKey;
  readonly tab: "deciding" | "others" | "people";
  readonly has: (path: string) => boolean;
};

const under =
  (...areas: readonly string[]) =>
  (path: string): boolean =>
    areas.includes(path.split(".")[0] ?? "");

export const GROUPS: readonly Group[] = [
  { key: "rules.group.proposals", tab: "deciding", has: under("percentages", "deliberation") },
  { key: "rules.group.charter", tab: "deciding", has: under("amendment", "rule", "pilot") },
  { key: "rules.group.accords", tab: "others", has: under("accord", "negotiation") },
  { key: "rules.group.public", tab: "others", has: under("publish") },
  { key: "rules.group.membership", tab: "people", has: under("membership") },
  { key: "rules.group.offices", tab: "people", has: under("office") },
  { key: "rules.group.exclusion", tab: "people", has: under("exclusion") },
  { key: "rules.group.recovery", tab: "people", has: under("recovery") },
];
