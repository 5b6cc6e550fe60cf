/** A community to be shown, folded from entries that somebody wrote: it has a standing and texts, and records nothing. */
import { ZERO_ID } from "../../src/core/hash.ts";
import { checkpointKey } from "../../src/core/log/checkpoint.ts";
import { formatVerifierKey } from "../../src/core/log/note.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { charter, core } from "../../src/core/registry.ts";
import type { Entry, Id } from "../../src/core/kernel/types.ts";
import type { Wording } from "../../src/core/desk.ts";
import type { ShownCommunity } from "../../src/node/public/facts.ts";

export type Folded = { readonly origin: Id; readonly entries: readonly Entry[]; readonly texts: readonly Wording[] };

/** `gone` are texts that were erased. */
export const foldedCommunity = (
  { origin, entries, texts }: Folded,
  gone: ReadonlySet<Id> = new Set(),
): ShownCommunity => {
  const world = core.replay(core.begin(), entries);
  const kept = new Map(texts.filter(({ hash }) => !gone.has(hash)).map((text) => [text.hash, text]));
  const nodeKey = core.standing(world, charter, world.at).nodeKey ?? ZERO_ID;
  return {
    origin,
    vkey: formatVerifierKey(checkpointKey(origin, nodeKey)),
    core,
    reader: { texts: (hashes) => Promise.resolve(new Map([...kept].filter(([hash]) => hashes.includes(hash)))) },
    world: () => world,
    head: () => ({ epoch: 1, size: entries.length, root: ZERO_ID, checkpoint: utf8Of("a checkpoint\n") }),
    health: () => ({ state: "running" }),
  };
};
