/**
 * What the witnesses have seen of this log is a floor: below it nothing is signed. The surprising rule: a node that was brought back
 * from a copy cannot know what it signed after the copy was made, so it waits until a witness has answered; one that merely
 * restarted has lost nothing and asks only to be sure.
 */
import { idOf } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { WitnessedHead, Witnesses } from "../ports/witnesses.ts";
import type { Tiles } from "./tiles.ts";

export type Floor =
  | { readonly kind: "clear" }
  /** Nobody answered, and somebody must: ask again. */
  | { readonly kind: "unknown" }
  /** Signing would fork the log. */
  | { readonly kind: "barred"; readonly reason: string };

export const floorOf = async (
  origin: Id,
  size: number,
  tiles: Tiles,
  witnesses: Witnesses,
  isRestored: boolean,
): Promise<Floor> => {
  if (witnesses.count === 0) return { kind: "clear" };
  const heads = await witnesses.latest(origin);
  for (const head of heads) {
    const reason = await reasonAgainst(head, size, tiles);
    if (reason !== null) return { kind: "barred", reason };
  }
  return isRestored && heads.length === 0 ? { kind: "unknown" } : { kind: "clear" };
};

const reasonAgainst = async (
  { witness, size: seen, root }: WitnessedHead,
  size: number,
  tiles: Tiles,
): Promise<string | null> => {
  if (seen > size)
    return `${witness} has seen ${seen} entries of this log and only ${size} are here: it was restored from an older copy. Hand in what is missing from members' devices or a newer export`;
  if (seen > 0 && idOf(await tiles.rootAt(seen)) !== root)
    return `${witness} has seen other entries than those that are here: this log has been forked`;
  return null;
};
