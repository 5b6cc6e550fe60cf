/** Every text that an act names, with the hash by which it is erased: what it is of, who wrote it, and its words while they are kept. */
import { visitTexts } from "../../core/carried.ts";
import type { Entry, Id } from "../../core/kernel/types.ts";
import { community, kinds } from "../../core/registry.ts";
import type { Call } from "../call.ts";
import { isoOf } from "../instants.ts";
import type { View } from "./view.ts";

const WORDS_SHOWN_MAX = 60;

export const textsOf = async (view: View) => {
  const memberOf = writersIn(view);
  const named: (NamedText & { readonly words: string | null })[] = [];
  for await (const entry of view.entries()) {
    const own = textsIn(entry, memberOf);
    const words = await view.allWords(own.map(({ hash }) => hash));
    named.push(...own.map((text, place) => ({ ...text, words: words[place] ?? null })));
  }
  return named;
};
export type Texts = Awaited<ReturnType<typeof textsOf>>;

type NamedText = {
  readonly hash: Id;
  readonly entry: number;
  readonly at: string;
  readonly kind: string;
  /** The ordinal of the member; null for the node, and where only the public part is seen. */
  readonly member: number | null;
};

type MemberOf = (device: Id) => number | null;
const writersIn = (view: View): MemberOf => {
  if (view.audience !== "members") return () => null;
  const people = view.ask(community);
  return (device) => people.device(device)?.member ?? null;
};

const textsIn = ({ index, at, signed }: Entry, memberOf: MemberOf): readonly NamedText[] => {
  if (!("act" in signed)) return [];
  const { command, author } = signed.act;
  const hashes: Id[] = [];
  visitTexts(kinds, command, (hash) => hashes.push(hash));
  const about = { entry: index, at: isoOf(at), kind: command.kind, member: memberOf(author.key) };
  return hashes.map((hash) => ({ hash, ...about }));
};

export const textLines = (call: Call, texts: Texts): readonly string[] =>
  texts.map(({ hash, entry, kind, words }) => {
    const shown = words === null ? call.say("cli.show.erased") : beginning(words);
    return `${hash}  ${entry}  ${kind}  ${shown}`;
  });

const beginning = (words: string): string => {
  const line = words.replaceAll(/\s+/gu, " ");
  return line.length > WORDS_SHOWN_MAX ? `${line.slice(0, WORDS_SHOWN_MAX)}…` : line;
};
