/**
 * Which wordings an entry erases. A device obeys the log here too: what the community erased is deleted from this browser
 * when the entry arrives.
 */
import type { Entry, Id, Kind } from "../../core/kernel/types.ts";
import { Malformed } from "../../core/kernel/types.ts";
import { kinds } from "../../core/registry.ts";

const ERASING: ReadonlySet<Kind> = new Set<Kind>(["text.erase", "text.erasePublic"]);

/** The hashes that an accepted entry erases; none for any other entry. */
export const erasedBy = ({ signed }: Entry): readonly Id[] => {
  if (!("act" in signed) || !ERASING.has(signed.act.command.kind)) return [];
  const body = kinds.get(signed.act.command.kind)?.act.shape.read(signed.act.command.body, "");
  return body instanceof Malformed ? [] : hashesIn(body);
};

const hashesIn = (body: unknown): readonly Id[] =>
  typeof body === "object" && body !== null && "hashes" in body && isIds(body.hashes) ? body.hashes : [];

const isIds = (value: unknown): value is readonly Id[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
