/**
 * What a batch of acts must know of the log before the fold sees it, fetched in a few questions for all of them. The surprising
 * rule: for most batches nothing is asked at all, since most acts name no text and depend on nothing.
 */
import { isMalformed, signedAct } from "../../core/log/act.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { LogReader, StoredEntry, StoredText, TextFacts } from "../ports/logStore.ts";
import type { Rulebook } from "./rulebook.ts";
import type { SeenRoots } from "./seenRoots.ts";
import type { Waiting } from "./waiting.ts";

export type LookupParts = { readonly store: LogReader; readonly rulebook: Rulebook; readonly seenRoots: SeenRoots };
export type Lookups = {
  readonly recorded: ReadonlyMap<Id, StoredEntry>;
  readonly texts: ReadonlyMap<Id, StoredText>;
  readonly facts: ReadonlyMap<Id, TextFacts>;
  /** The roots at the sizes that authors say they have seen. */
  readonly roots: ReadonlyMap<number, Id>;
  /** Who first named each text that somebody asks to erase. */
  readonly writers: ReadonlyMap<Id, Id>;
};

export const lookUp = async (batch: readonly Waiting[], size: number, parts: LookupParts): Promise<Lookups> => {
  const { store: reader, rulebook, seenRoots } = parts;
  const after = batch.flatMap(({ signed }) => signed.act.after);
  const named = batch.flatMap((waiting) => waiting.named.map(({ hash }) => hash));
  const missing = batch.flatMap(({ named: own, brought }) =>
    own.flatMap(({ hash }) => (brought.has(hash) ? [] : [hash])),
  );
  const erased = batch.flatMap(({ signed }) => rulebook.erasureOf(signed.act.command));
  const facts = await unless(named.length + erased.length === 0, () => reader.textFacts([...named, ...erased]));
  return {
    recorded: await unless(after.length === 0, () => reader.find(after)),
    texts: await unless(missing.length === 0, () => reader.texts(missing)),
    facts,
    roots: await seenRoots.of(
      batch.flatMap(({ signed }) => signed.act.seen ?? []),
      size,
    ),
    writers: await writersOf(erased, facts, reader),
  };
};

const unless = async <V>(isNeedless: boolean, ask: () => Promise<ReadonlyMap<Id, V>>): Promise<ReadonlyMap<Id, V>> =>
  isNeedless ? new Map<Id, V>() : ask();

const writersOf = async (
  hashes: readonly Id[],
  facts: ReadonlyMap<Id, TextFacts>,
  reader: LogReader,
): Promise<ReadonlyMap<Id, Id>> => {
  const writers = new Map<Id, Id>();
  for (const hash of hashes) {
    const place = facts.get(hash)?.entry ?? null;
    const [entry] = place === null ? [] : await reader.entries(place, 1);
    const signed = entry === undefined ? null : signedAct(entry.bytes, entry.signature);
    if (signed !== null && !isMalformed(signed)) writers.set(hash, signed.act.author.key);
  }
  return writers;
};
