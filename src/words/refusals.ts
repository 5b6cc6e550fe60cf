/**
 * A refusal in words: what is refused, by which rule, and what can be done. The data of a refusal fills the words; times in
 * it are recognised by their names (`…At`, `…Until`), spans by theirs (`…Days`, `…Hours`), since a value alone cannot tell.
 */
import type { Refusal } from "../core/kernel/types.ts";
import type { MessageKey } from "./languages.ts";
import type { Moments } from "./moments.ts";
import type { Speaker, Values } from "./speaker.ts";

export type RefusalWords = { readonly what: string; readonly rule: string; readonly next: string };

/** Names of data that are times in milliseconds. */
const IS_TIME = /(?:At|Until|After|From|^until|^at|^opens|^ends)$/;

const valuesOf = (data: Refusal["data"], moments: Moments, now: number): Values =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === "number" && IS_TIME.test(name) && value > EARLIEST ? moments.full(value, now) : value,
    ]),
  );
/** The year 2000: a smaller number under such a name is a count, not a time. */
const EARLIEST = 946_684_800_000;

export const refusalWords = (
  refusal: Refusal,
  { find, say }: Pick<Speaker<MessageKey>, "find" | "say">,
  moments: Moments,
  now: number,
): RefusalWords => {
  const values = valuesOf(refusal.data, moments, now);
  return {
    what: find(`refusal.${refusal.kind}`, values) ?? say("refusal.unknown", { kind: refusal.kind }),
    rule: find(`clause.${refusal.clause}`, values) ?? ruleOf(refusal.clause, find) ?? refusal.clause,
    next: find(`refusal.${refusal.kind}.next`, values) ?? say("refusal.askAround"),
  };
};

/** A clause whose own words are missing is named by the nearest clause above it: `law.hearing.first` by `law.hearing`. */
const ruleOf = (clause: string, find: (key: string) => string | null): string | null => {
  for (let path = clause; path.includes(".");) {
    path = path.slice(0, path.lastIndexOf("."));
    const words = find(`clause.${path}`);
    if (words !== null) return words;
  }
  return null;
};
