/** Who made an entry, in words: a member by name or number, the node, or nobody whom we may name. */
import type { Author } from "../../replica/questions/record.ts";
import type { say as Say } from "../../say.svelte.ts";

export const authorWords = ({ kind, member, name }: Author, say: typeof Say): string => {
  if (kind === "node") return say("record.node");
  if (kind === "withheld") return say("record.somebody");
  return member === null ? say("record.unknown") : (name ?? say("person.nameless", { ordinal: member }));
};
