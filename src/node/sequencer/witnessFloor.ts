/**
 * What the witnesses have seen of this log is a floor: below it nothing is signed. The surprising rule: a node that was brought back
 * from a copy cannot know what it signed after the copy was made, so it waits until most witnesses have answered; one that
 * merely restarted has lost nothing and asks only to be sure. What they answer also tells the time.
 */
import { idOf } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { WitnessedHead, Witnesses } from "../ports/witnesses.ts";
import type { Tiles } from "./tiles.ts";

export type Floor =
  | { readonly kind: "clear" }
  /** Too few answered: ask again. */
  | { readonly kind: "unknown" }
  /** Signing would fork the log. */
  | { readonly kind: "barred"; readonly reason: string };

export const floorOf = async (
  origin: Id,
  size: number,
  tiles: Tiles,
  witnesses: Witnesses,
  isRestored: boolean,
  hear: (head: WitnessedHead) => void,
): Promise<Floor> => {
  if (witnesses.count === 0) return { kind: "clear" };
  const heads = await witnesses.latest(origin);
  for (const head of heads) {
    hear(head);
    const reason = await reasonAgainst(head, size, tiles);
    if (reason !== null) return { kind: "barred", reason };
  }
  // Fewer could all be such as were away when the rest confirmed what the copy lacks.
  const areMost = heads.length * 2 > witnesses.count;
  return isRestored && !areMost ? { kind: "unknown" } : { kind: "clear" };
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
