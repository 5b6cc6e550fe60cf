/** A town's log in two stores, one with its texts and one without, appended in batches as a node would. */
import { visitTexts } from "../../src/core/carried.ts";
import type { Entry, Id, SignedAct } from "../../src/core/kernel/types.ts";
import { leafOf } from "../../src/core/log/entry.ts";
import { leafHash } from "../../src/core/log/merkle.ts";
import { kinds } from "../../src/core/registry.ts";
import type { Append, LogStore } from "../../src/node/ports/logStore.ts";
import { LogTree } from "../../src/node/sequencer/logTree.ts";
import { createLogFile, openLogStore } from "../../src/node/store/sqliteStore.ts";
import { Town, type TownOrder } from "../town/town.ts";

/** A group commit of a busy community. */
const BATCH = 100;
/** As long as a checkpoint is. */
const CHECKPOINT = new Uint8Array(300).fill(0x2e);

export type Stored = { readonly size: number; readonly signedBytes: number; readonly textBytes: number };
export type Whole = { readonly index: number; readonly at: Entry["at"]; readonly signed: SignedAct };

export const storeTown = async (
  order: TownOrder,
  acts: number,
  folders: { readonly bare: string; readonly whole: string },
): Promise<Stored> => {
  const entries: Whole[] = [];
  const town = new Town(order, (taken, fold) => {
    for (const { index, at, signed } of taken) if ("act" in signed) entries.push({ index, at, signed });
    return fold();
  });
  while (town.ledger.size < acts) town.season();
  town.ledger.fold();
  const { origin, texts } = town.ledger;
  createLogFile(folders.bare, origin);
  createLogFile(folders.whole, origin);
  await fill(openLogStore(folders.bare), entries, (append) => ({ ...append, texts: [], named: [] }));
  await fill(openLogStore(folders.whole), entries, (append) => ({
    ...append,
    texts: append.named.flatMap(({ hash }) => texts.get(hash) ?? []),
  }));
  const signedBytes = entries.reduce((sum, { signed }) => sum + signed.bytes.length + signed.signature.length, 0);
  const textBytes = [...texts.values()].reduce((sum, { salt, utf8 }) => sum + salt.length + utf8.length, 0);
  return { size: entries.length, signedBytes, textBytes };
};

/** Appends the entries in batches, each with what `change` makes of it; the store is closed afterwards. */
export const fill = async (
  store: LogStore,
  entries: readonly Whole[],
  change: (append: Append) => Append,
): Promise<void> => {
  const epoch = await store.takeOver();
  let tree = LogTree.empty;
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = entries.slice(from, from + BATCH);
    const grown = tree.grow(batch.map((entry) => leafHash(leafOf(entry))));
    tree = grown.tree;
    const append: Append = {
      epoch,
      expectedSize: from,
      entries: batch.map(({ at, signed: { id, bytes, signature } }) => ({ id, at, bytes, signature })),
      tiles: grown.tiles,
      texts: [],
      named: batch.flatMap(({ index, signed }) =>
        textsOf(signed).map((hash) => ({ hash, entry: index, isPublic: signed.act.audience === "public" })),
      ),
      erase: [],
      settled: [],
      head: { size: tree.size, root: tree.root(), checkpoint: CHECKPOINT },
    };
    await store.append(change(append));
  }
  await store.eraseTraces(); // the write-ahead log goes into the file
  await store.close();
};

/** The texts that an act names. */
export const textsOf = ({ act }: SignedAct): readonly Id[] => {
  const hashes: Id[] = [];
  visitTexts(kinds, act.command, (hash) => void hashes.push(hash));
  return hashes;
};
