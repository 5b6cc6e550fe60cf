/** What an act does and what it carries: a proposal tries the acts that it would set off, too. */
import { Malformed, type Command, type Kind } from "../../core/kernel/types.ts";
import { kinds } from "../../core/registry.ts";

/** The kind of the act first, then those of the commands in it. */
export const kindsIn = ({ kind, body }: Command): readonly Kind[] => {
  const act = kinds.get(kind)?.act;
  const read = act?.shape.read(body, "");
  if (act === undefined || read instanceof Malformed) return [kind];
  return [kind, ...(act.carries?.(read) ?? []).map((carried) => carried.kind)];
};
