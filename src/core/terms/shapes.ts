/**
 * The pieces that founding and amending acts are made of, as shapes on the wire (docs/formats/commands.md). A red line and a
 * narrowing carry everything needed to apply them, so no software's template is needed to replay a log.
 */
import { conditionShape, datum, WORD_CHARACTERS_MAX, type Condition } from "../condition.ts";
import { list, optional, pick, record, text, whole, word, type Read } from "../kernel/schema.ts";
import { Malformed, type DecisionClass, type Id, type Kind, type Shape } from "../kernel/types.ts";
import { decisionClasses } from "./parameters.ts";

const KINDS_MAX = 16;
const WHO_MAX = 8;
const WORDING_CHARACTERS_MAX = 500;

export const shortWord = word(WORD_CHARACTERS_MAX);
export const term = record({ path: shortWord, value: datum });
export type Term = Read<typeof term>;

const KIND_PATTERN = /^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/;
const isKind = (value: unknown): value is Kind =>
  typeof value === "string" && value.length <= WORD_CHARACTERS_MAX && KIND_PATTERN.test(value);
export const kindWord: Shape<Kind> = {
  expects: "the kind of an act, such as accord.sign",
  read: (value, path) => (isKind(value) ? value : new Malformed(path, kindWord.expects)),
  write: (value) => value,
  texts: () => undefined,
};

/** A red line: acts of these kinds are void when the condition holds of their facts. */
export type LineSpec = { readonly kinds: readonly Kind[]; readonly when: Condition; readonly wording: Id | null };
export type Line = { readonly line: string } & LineSpec;
export const lineShape: Shape<Line> = record({
  line: shortWord,
  kinds: list(kindWord, KINDS_MAX),
  when: conditionShape,
  wording: optional(text(WORDING_CHARACTERS_MAX)),
});

/** Who a narrowing may name: fewer people than the ceiling, never nobody in particular. */
export type Narrower =
  | { readonly kind: "participant" | "member" | "elector" }
  | { readonly kind: "power"; readonly power: string }
  | { readonly kind: "decision"; readonly atLeast: DecisionClass };
const narrowerWords = ["participant", "member", "elector", "power", "decision"] as const;
const narrowerRecord = record({
  who: pick(...narrowerWords),
  power: optional(shortWord),
  atLeast: optional(pick(...decisionClasses)),
});
type NarrowerRecord = Read<typeof narrowerRecord>;

const narrowerOf = ({ who, power, atLeast }: NarrowerRecord): Narrower | null => {
  if (who === "power") return power === null || atLeast !== null ? null : { kind: who, power };
  if (who === "decision") return atLeast === null || power !== null ? null : { kind: who, atLeast };
  return power === null && atLeast === null ? { kind: who } : null;
};
const recordOf = (who: Narrower): NarrowerRecord => ({
  who: who.kind,
  power: who.kind === "power" ? who.power : null,
  atLeast: who.kind === "decision" ? who.atLeast : null,
});
const narrower: Shape<Narrower> = {
  expects: "[who, power, atLeast], with a power or a class where `who` needs it",
  read: (value, path) => {
    const read = narrowerRecord.read(value, path);
    return read instanceof Malformed ? read : (narrowerOf(read) ?? new Malformed(path, narrower.expects));
  },
  write: (value) => narrowerRecord.write(recordOf(value)),
  texts: () => undefined,
};

/** Acts of this kind need one of `who` besides what they need anyway; an empty list takes the narrowing away. */
export type Narrowing = { readonly act: Kind; readonly who: readonly Narrower[] };
export const narrowingShape: Shape<Narrowing> = record({ act: kindWord, who: list(narrower, WHO_MAX) });

/** An office that the community has, how many hold it, and the powers that go with it. */
export type Office = { readonly office: string; readonly seats: number; readonly powers: readonly string[] };
const SEATS_MAX = 50;
const POWERS_MAX = 16;
export const officeShape: Shape<Office> = record({
  office: shortWord,
  seats: whole(1, SEATS_MAX),
  powers: list(shortWord, POWERS_MAX),
});
