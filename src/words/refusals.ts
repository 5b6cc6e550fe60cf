/**
 * A refusal in words: what is refused, by which rule, and what can be done. The data of a refusal fills the words; times in
 * it are recognised by their names (`…At`, `…Until`), spans by theirs (`…Days`, `…Hours`), since a value alone cannot tell.
 */
import type { Datum, Refusal } from "../core/kernel/types.ts";
import type { Moments } from "./moments.ts";
import type { Speaker, Values } from "./speaker.ts";

/** All that must be there; the rest is looked for by the names in the refusal. */
type Listener = Pick<Speaker<"refusal.unknown" | "refusal.askAround">, "find" | "say">;
type Find = Listener["find"];
export type RefusalWords = { readonly what: string; readonly rule: string; readonly next: string };

/** Names of data that are times in milliseconds. */
const IS_TIME = /(?:At|Until|After|From|^until|^at|^opens|^ends)$/;

/** Names of data that are words of the system, and where the catalogue has them. */
const TERMS: Readonly<Record<string, string>> = {
  system: "system",
  office: "office",
  line: "redLine",
  method: "method",
  asked: "method",
  given: "class",
  needed: "class",
  decisionClass: "class",
  question: "question",
  outcome: "outcome",
};

const valueOf = (name: string, value: Datum, find: Find, moments: Moments, now: number): Datum => {
  if (typeof value === "number") return IS_TIME.test(name) && value > EARLIEST ? moments.full(value, now) : value;
  if (typeof value !== "string") return value;
  if (name === "needs")
    return value
      .split(", ")
      .map((who) => entitled(who, find))
      .join(find("list.or") ?? ", ");
  return find(`${TERMS[name] ?? name}.${value}`) ?? value;
};

/** `member`, `power:invite`, `decision:weighty` in words. */
const entitled = (who: string, find: Find): string => {
  const [kind = who, what = ""] = who.split(":");
  return find(`who.${kind}`, { what: find(`power.${what}`) ?? find(`class.${what}`) ?? what }) ?? who;
};

const valuesOf = (data: Refusal["data"], find: Find, moments: Moments, now: number): Values =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, valueOf(name, value, find, moments, now)]));
/** The year 2000: a smaller number under such a name is a count, not a time. */
const EARLIEST = 946_684_800_000;

export const refusalWords = (
  refusal: Refusal,
  { find, say }: Listener,
  moments: Moments,
  now: number,
): RefusalWords => {
  const values = valuesOf(refusal.data, find, moments, now);
  return {
    what: find(`refusal.${refusal.kind}`, values) ?? say("refusal.unknown", { kind: refusal.kind }),
    rule: find(`clause.${refusal.clause}`, values) ?? ruleOf(refusal.clause, find) ?? refusal.clause,
    next: find(`refusal.${refusal.kind}.next`, values) ?? say("refusal.askAround"),
  };
};

/** A clause whose own words are missing is named by the nearest clause above it: `law.hearing.first` by `law.hearing`. */
const ruleOf = (clause: string, find: Find): string | null => {
  if (clause.startsWith("redLine.")) return find(clause);
  if (clause.startsWith("charter.")) return charterRule(clause.slice("charter.".length), find);
  for (let path = clause; path.includes(".");) {
    path = path.slice(0, path.lastIndexOf("."));
    const words = find(`clause.${path}`);
    if (words !== null) return words;
  }
  return null;
};

/** `classes.weighty.quorumPercent` is the quorum of weighty decisions; other parameters have words of their own. */
const charterRule = (path: string, find: Find): string | null => {
  const [first, decisionClass = "", ...rest] = path.split(".");
  if (first !== "classes") return find(`rule.${path}`);
  const rule = find(`rule.${rest.join(".")}`);
  const of = find(`class.${decisionClass}`);
  return rule === null || of === null ? null : find("clause.ofClass", { rule, class: of });
};
