/**
 * Bodies of commands made from their shapes alone: most fit, some just do not, and numbers and times stand where they hurt.
 * The surprising rule: what a shape says it expects is read as text, so a kind of act that is new is fuzzed without a word here.
 */
import { bytesOf } from "../../src/core/hash.ts";
import { kinds } from "../../src/core/registry.ts";
import type { Command, Id, Kind, Shape, Value } from "../../src/core/kernel/types.ts";
import type { Dice } from "../../src/simulate/dice.ts";

/** Ids and times that mean something in the world at hand. */
export type Pool = {
  readonly ids: readonly Id[];
  readonly now: number;
  /** What stood in a field of this name somewhere: an accord's id where an accord is meant, a line of the charter where one is. */
  readonly seen: ReadonlyMap<string, readonly Value[]>;
};

const DAY_MS = 86_400_000;
const INTEGERS: readonly number[] = [
  -1,
  0,
  1,
  2,
  255,
  65_536,
  2 ** 26 - 1,
  2 ** 26,
  2 ** 31,
  2 ** 32,
  2 ** 52,
  2 ** 53 - 1,
];
/** The last instants of a log, of a shape and of JavaScript's calendar; and times around now. */
const INSTANTS: readonly number[] = [
  0, 1, 59_999, 60_000, 253_402_300_799_999, 253_402_300_800_000, 8_640_000_000_000_000,
];
const WORDS: readonly string[] = [
  "",
  "en",
  "__proto__",
  "constructor",
  "deliberation.voteHours",
  "publish.decisions",
  "\u0000",
  "x".repeat(64),
];
const WRONG: readonly Value[] = [
  null,
  true,
  -1,
  "word",
  [],
  [[[]]],
  new Uint8Array(0),
  new Uint8Array(32),
  2 ** 53 - 1,
];
/** One leaf in so many thousand is of another type than its shape asks. */
const WRONG_PER_MILLE = 15;
const LIST_MAX = 3;
const CARRIED_DEPTH = 2;
const SEEN_PER_MILLE = 600;

const instantNear = (now: number, dice: Dice): number =>
  dice.perMille(150) ? dice.pick(INSTANTS) : Math.max(0, now + dice.between(-40, 400) * DAY_MS + dice.between(-1, 1));

const wholeIn = (expects: string, dice: Dice): number => {
  const [, low = "0", high = "0"] = /from (-?\d+) to (-?\d+)/.exec(expects) ?? [];
  const [min, max] = [Number(low), Number(high)];
  const edges = [min, max, min - 1, max + 1, ...INTEGERS].filter(Number.isSafeInteger);
  return dice.perMille(200) ? dice.pick(edges) : dice.between(min, Math.min(max, min + 400));
};

const isKindWord = (value: Value | undefined): value is Kind => typeof value === "string" && value.includes(".");
const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

/** Visits every field of a body with its name, also in the commands that it carries along. */
const visitFields = (shape: Shape<unknown>, value: Value, visit: (name: string, value: Value) => void): void => {
  const { fields, item } = shape;
  if (!isList(value)) return;
  if (item !== undefined) for (const each of value) visitFields(item, each, visit);
  for (const [place, [name, field]] of Object.entries(fields ?? {}).entries()) {
    const at = value[place];
    if (at === undefined) continue;
    visit(name, at);
    const [kind] = value;
    const inner = name === "body" && isKindWord(kind) ? kinds.get(kind)?.act.shape : field;
    if (inner !== undefined) visitFields(inner, at, visit);
  }
};

/** The values of these commands by the names of their fields. */
export const seenIn = (commands: readonly Command[]): ReadonlyMap<string, readonly Value[]> => {
  const seen = new Map<string, Value[]>();
  for (const { kind, body } of commands) {
    const shape = kinds.get(kind)?.act.shape;
    if (shape === undefined) continue;
    visitFields(shape, body, (name, value) => {
      const values = seen.get(name);
      if (values === undefined) seen.set(name, [value]);
      else values.push(value);
    });
  }
  return seen;
};

const carried = (pool: Pool, dice: Dice, depth: number): Value => {
  const [kind, definition] = dice.pick([...kinds]);
  return [kind, bodyFor(definition.act.shape, pool, dice, depth + 1)];
};

/** A value for the shape; what it names comes from the pool. */
export const bodyFor = (shape: Shape<unknown>, pool: Pool, dice: Dice, depth = 0): Value => {
  const { expects, fields, item } = shape;
  if (dice.perMille(WRONG_PER_MILLE)) return dice.pick(WRONG);
  if (expects.endsWith(", or null") && dice.perMille(400)) return null;
  if (fields !== undefined) {
    if ("kind" in fields && "body" in fields && depth < CARRIED_DEPTH) return carried(pool, dice, depth);
    return Object.entries(fields).map(([name, field]) => {
      const seen = pool.seen.get(name) ?? [];
      return seen.length > 0 && dice.perMille(SEEN_PER_MILLE) ? dice.pick(seen) : bodyFor(field, pool, dice, depth);
    });
  }
  if (item !== undefined) return Array.from({ length: dice.below(LIST_MAX) }, () => bodyFor(item, pool, dice, depth));
  return leafFor(expects, pool, dice);
};

const leafFor = (expects: string, pool: Pool, dice: Dice): Value => {
  if (/^(?:32 bytes|the hash of)/.test(expects)) return bytesOf(dice.pick(pool.ids));
  const bytes = /^(\d+) bytes/.exec(expects)?.[1];
  if (bytes !== undefined) return dice.bytes(Number(bytes));
  if (expects.startsWith("a time")) return instantNear(pool.now, dice);
  if (expects.startsWith("a whole number")) return wholeIn(expects, dice);
  if (expects.startsWith("true or false")) return dice.perMille(500);
  if (expects.startsWith("one of")) return dice.below(expects.split(", ").length + (dice.perMille(50) ? 2 : 0));
  if (expects.includes("kind of")) return dice.pick([...kinds.keys()]);
  if (expects.startsWith("a word")) return dice.pick(WORDS);
  return dice.pick([...WRONG, ...INTEGERS, ...WORDS]);
};

export const kindNames: readonly Kind[] = [...kinds.keys()];
