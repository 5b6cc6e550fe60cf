/**
 * What somebody may be told of, as data: a matter has a key of its own, a category, and where to look. The surprising rule: a matter holds
 * no wording, no name, no choice and no count, so that nothing made from it can reveal what a ballot or a sealed matter hides.
 */
import type { Id, Instant } from "../kernel/types.ts";

/** `safety`: of the member's own keys; it is told whatever else the member chose. */
export const categories = ["safety", "needsMe", "decision", "lapse", "talk"] as const;
export type Category = (typeof categories)[number];

/** Everything; decisions and my tasks; only what lapses; nothing. */
export const levels = ["everything", "tasks", "lapses", "nothing"] as const;
export type Level = (typeof levels)[number];

/** What a level can be set for besides the community as a whole: a thread, by its proposal's id. */
export type Scope = `${"thread" | "circle"}:${Id}`;
export const threadScope = (proposal: Id): Scope => `thread:${proposal}`;

/** The screen to look at. Of what needs the member it is always Home, so that the address tells nobody what sort of matter it is. */
export type Place =
  | { readonly screen: "home" | "calendar" | "devices" | "recovery" }
  | { readonly screen: "proposal"; readonly ordinal: number };

export type Matter = {
  /** The same matter has the same key on every machine and after every restart: what was told under it is not told again. */
  readonly key: string;
  readonly category: Category;
  /** What it belongs to; null where only the community's own level counts. */
  readonly scope: Scope | null;
  /** By when, or when it ends; null where there is no such instant. */
  readonly deadline: Instant | null;
  readonly place: Place;
  /** Who did it, and need not be told; null where nobody in particular did. */
  readonly by: number | null;
};

const WANTED: Readonly<Record<Level, readonly Category[]>> = {
  everything: ["safety", "needsMe", "decision", "lapse", "talk"],
  tasks: ["safety", "needsMe", "decision", "lapse"],
  lapses: ["safety", "lapse"],
  nothing: ["safety"],
};
const isWanted = (level: Level, category: Category): boolean => WANTED[level].includes(category);

/** The level that counts for a matter: that of its own scope, else the community's. */
const levelFor = ({ scope }: Pick<Matter, "scope">, community: Level, scopes: ReadonlyMap<Scope, Level>): Level =>
  (scope === null ? undefined : scopes.get(scope)) ?? community;

const rank = ({ category }: Matter): number => categories.indexOf(category);

/**
 * What of these new matters the member is told: by the member's levels, nothing of their own doing, and of one thread only the most
 * pressing, since a ballot that opens is both a decision and the member's task.
 */
export const wantedBy = (
  member: number,
  matters: readonly Matter[],
  community: Level,
  scopes: ReadonlyMap<Scope, Level>,
): readonly Matter[] => {
  const wanted = matters.filter(
    (matter) => matter.by !== member && isWanted(levelFor(matter, community, scopes), matter.category),
  );
  const isFirst = (matter: Matter): boolean =>
    matter.scope === null || !wanted.some((other) => other.scope === matter.scope && rank(other) < rank(matter));
  return wanted.filter(isFirst);
};

/** The address of a place in the app, below the node's own. */
export const pathOf = (community: Id, place: Place): string => {
  const home = `/m/${community}`;
  switch (place.screen) {
    case "home":
      return home;
    case "calendar":
    case "devices":
    case "recovery":
      return `${home}/${place.screen}`;
    case "proposal":
      return `${home}/decisions/${place.ordinal}`;
  }
};
