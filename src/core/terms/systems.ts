/**
 * The systems that a charter can switch: those it has from its founding and those that arrive as a pilot. What protects
 * people (hearing, appeal, recovery, leaving) is no system here: it is always on. A system that goes off stops taking new
 * things; what it already brought into force runs to its own end, and ending it early stays possible.
 */
import type { Kind } from "../kernel/types.ts";

export type System = { readonly system: string; readonly path: string; readonly kinds: readonly Kind[] };

export const systems: readonly System[] = [
  { system: "accords", path: "systems.accords", kinds: ["accord.sign", "accord.reaffirm"] },
  { system: "guests", path: "systems.guests", kinds: ["member.renewGuest"] },
];

const byWord: ReadonlyMap<string, System> = new Map(systems.map((system) => [system.system, system]));
const byKind: ReadonlyMap<Kind, System> = new Map(
  systems.flatMap((system) => system.kinds.map((kind) => [kind, system] as const)),
);
export const systemNamed = (system: string): System | undefined => byWord.get(system);
export const systemOf = (kind: Kind): System | undefined => byKind.get(kind);
