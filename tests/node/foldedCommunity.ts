/**
 * A community for tests of what is read, folded from entries that somebody wrote: it has a standing and texts, and records
 * nothing. Whatever else is asked of it fails the test.
 */
import { ZERO_ID } from "../../src/core/hash.ts";
import { checkpointKey } from "../../src/core/log/checkpoint.ts";
import { formatVerifierKey } from "../../src/core/log/note.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { charter, core } from "../../src/core/registry.ts";
import type { Entry, Id } from "../../src/core/kernel/types.ts";
import type { Wording } from "../../src/core/desk.ts";
import type { LogReader, StoredText } from "../../src/node/ports/logStore.ts";
import type { RunningCommunity } from "../../src/node/sequencer/running.ts";

export type Folded = { readonly origin: Id; readonly entries: readonly Entry[]; readonly texts: readonly Wording[] };

const unasked = (): Promise<never> => Promise.reject(new Error("a folded community has a standing and texts only"));
const never = (): never => {
  throw new Error("a folded community has a standing and texts only");
};

const readerOf = (origin: Id, texts: ReadonlyMap<Id, StoredText>): LogReader => ({
  origin,
  head: unasked,
  entries: unasked,
  find: unasked,
  texts: (hashes) =>
    Promise.resolve(new Map(hashes.flatMap((hash) => (texts.has(hash) ? [[hash, texts.get(hash) ?? never()]] : [])))),
  textFacts: unasked,
  erasedTexts: unasked,
  namedTexts: unasked,
  tile: unasked,
  snapshot: unasked,
  pages: { has: never, read: never },
  pending: unasked,
  signedRefusal: unasked,
  backup: unasked,
  close: unasked,
});

/** `gone` are texts that were erased. */
export const foldedCommunity = (
  { origin, entries, texts }: Folded,
  gone: ReadonlySet<Id> = new Set(),
): RunningCommunity => {
  const world = core.replay(core.begin(), entries);
  const kept = new Map<Id, StoredText>(texts.filter(({ hash }) => !gone.has(hash)).map((text) => [text.hash, text]));
  const nodeKey = core.standing(world, charter, world.at).nodeKey ?? ZERO_ID;
  return {
    origin,
    nodeKey,
    vkey: formatVerifierKey(checkpointKey(origin, nodeKey)),
    core,
    reader: readerOf(origin, kept),
    tiles: { tile: unasked, bundle: unasked, inclusionProof: unasked, consistencyProof: unasked, rootAt: unasked },
    world: () => world,
    head: () => ({ epoch: 1, size: entries.length, root: ZERO_ID, checkpoint: utf8Of("a checkpoint\n") }),
    health: () => ({ state: "running" }),
    submit: unasked,
    answer: unasked,
    subscribe: () => () => {},
    noteWitnessTime: never,
    confirmClock: never,
    recordNodeAct: unasked,
    measures: never,
    stop: unasked,
  };
};
