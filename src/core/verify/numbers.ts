/**
 * Whether an author used one number for two acts of which one is public and one is not. The surprising rule: no fold refuses that, because
 * whoever folds the public part could not; so the node does when it admits acts, and the verifier when it sees them all.
 */
import { consume, isUsed, type Used } from "../kernel/window.ts";
import { keyOf } from "../kernel/names.ts";
import type { Act } from "../kernel/types.ts";

type Spent = { public: Used; members: Used };

export class Numbers {
  private readonly spent = new Map<number, Spent>();

  /** Takes the act's number, and says whether its author had used it in the other stratum. */
  isDoubled({ audience, author, seq }: Act): boolean {
    if (audience === "sealed") return false;
    const key = keyOf(author.key);
    const spent = this.spent.get(key) ?? { public: [], members: [] };
    this.spent.set(key, spent);
    const consumed = consume(spent[audience], seq);
    if ("used" in consumed) spent[audience] = consumed.used;
    return isUsed(spent[audience === "public" ? "members" : "public"], seq);
  }
}
