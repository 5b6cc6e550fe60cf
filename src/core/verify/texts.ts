/**
 * The texts of an export: every text an act names must be there, be the one named and keep its limits, unless an act erased it.
 * Missing is a fault, erased is not; a text that no act names has no business in an export.
 */
import { wordsOf, type DetachedText, textHash } from "../log/text.ts";
import { kinds } from "../registry.ts";
import { visitTexts } from "../carried.ts";
import type { Faults } from "./report.ts";
import type { Command, Id, TextLimit } from "../kernel/types.ts";

type Named = { readonly entry: number; readonly author: Id; readonly limit: TextLimit };

export class TextAudit {
  private readonly named = new Map<Id, Named>();
  private readonly erased = new Set<Id>();
  private readonly faults: Faults;
  present = 0;

  constructor(faults: Faults) {
    this.faults = faults;
  }

  names(entry: number, author: Id, command: Command): void {
    visitTexts(kinds, command, (hash, limit) => {
      if (!this.named.has(hash)) this.named.set(hash, { entry, author, limit });
    });
  }

  /** The device that first named the text: its author, as far as anyone can know. */
  authorOf(hash: Id): Id | null {
    return this.named.get(hash)?.author ?? null;
  }

  erase(hashes: readonly Id[]): void {
    for (const hash of hashes) this.erased.add(hash);
  }

  holds(text: DetachedText): void {
    const hash = textHash(text.salt, text.utf8);
    const named = this.named.get(hash);
    if (named === undefined) {
      this.faults.add(null, "text.unnamed", { hash });
      return;
    }
    this.present += 1;
    const broken = brokenLimit(text, named.limit);
    if (broken !== null) this.faults.add(named.entry, "text.limit", { hash, ...broken });
    this.named.delete(hash);
  }

  /** Call when all texts were held up; returns how many were erased. */
  close(): number {
    let erased = 0;
    for (const [hash, { entry }] of this.named) {
      if (this.erased.has(hash)) erased += 1;
      else this.faults.add(entry, "text.missing", { hash });
    }
    return erased;
  }
}

/** Why the text breaks its limit, or null: counted in Unicode code points and in runs of non-white space. */
export const brokenLimit = (
  text: DetachedText,
  { charactersMax, wordsMax }: TextLimit,
): Readonly<Record<string, number>> | null => {
  const words = wordsOf(text);
  if (words === null) return { charactersMax };
  const characters = Array.from(words).length;
  if (characters > charactersMax) return { characters, charactersMax };
  const count = words.split(/\s+/u).filter((word) => word !== "").length;
  return wordsMax !== undefined && count > wordsMax ? { words: count, wordsMax } : null;
};
