/**
 * Everybody in the demo community. A name here is how the stories call somebody; the surprising rule: nobody is in two of these
 * tables, and who hosts whom must have come before them.
 */
import { autumn } from "./cast/autumn.ts";
import { founders } from "./cast/founders.ts";
import type { Neighbour } from "./cast/neighbour.ts";
import { spring } from "./cast/spring.ts";

const lines = [...founders, ...spring, ...autumn];
export type Name = (typeof lines)[number][0];
export const everybody: readonly Name[] = lines.map(([name]) => name);
const byName: ReadonlyMap<string, Neighbour> = new Map<string, Neighbour>(lines);

export const neighbour = (name: Name): Neighbour => {
  const found = byName.get(name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};

const isName = (name: string): name is Name => byName.has(name);
/** Who let them in; null for the founder. */
export const hostOf = (name: Name): Name | null => {
  const { host } = neighbour(name);
  if (host === null) return null;
  if (!isName(host)) throw new Error(`${name} was invited by nobody we know: ${host}`);
  return host;
};
