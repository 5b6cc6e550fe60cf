/**
 * One append, from draft to durable. The surprising rule: when the store cannot say whether it stored the append, nothing is
 * guessed: the head is read again, and it is the old one, the new one, or a reason to stop for ever.
 */
import { leafHash } from "../../core/log/merkle.ts";
import { leafOf } from "../../core/log/entry.ts";
import type { Id } from "../../core/kernel/types.ts";
import { AmbiguousCommitError, StoreFailedError, type Append, type Head, type LogStore } from "../ports/logStore.ts";
import type { Draft } from "./draft.ts";
import type { LogTree } from "./logTree.ts";
import type { NodeHand } from "./nodeHand.ts";

export type Committed = { readonly kind: "stored"; readonly head: Head; readonly tree: LogTree };
export type Uncommitted = { readonly kind: "notStored"; readonly cause: unknown };

export type CommitParts = { readonly store: LogStore; readonly hand: NodeHand; readonly epoch: number };

/** Throws `StaleWriterError`, or whatever else must stop this writer. */
export const commit = async (
  { store, hand, epoch }: CommitParts,
  tree: LogTree,
  draft: Draft,
  settled: readonly Id[],
): Promise<Committed | Uncommitted> => {
  const grown = tree.grow(draft.entries.map((entry) => leafHash(leafOf(entry))));
  const { size } = grown.tree;
  const root = grown.tree.root();
  const head = { epoch, size, root, checkpoint: await hand.checkpoint(size, root) };
  const append: Append = {
    epoch,
    expectedSize: tree.size,
    entries: draft.entries.map(({ at, signed: { id, bytes, signature } }) => ({ id, at, bytes, signature })),
    tiles: grown.tiles,
    texts: [...draft.texts.values()],
    named: draft.named,
    erase: [...draft.erase],
    settled,
    head,
  };
  try {
    await store.append(append);
  } catch (error) {
    if (error instanceof StoreFailedError) return { kind: "notStored", cause: error };
    if (!(error instanceof AmbiguousCommitError)) throw error;
    if (!(await isStored(store, tree, head))) return { kind: "notStored", cause: error };
  }
  return { kind: "stored", head, tree: grown.tree };
};

const isStored = async (store: LogStore, tree: LogTree, head: Head): Promise<boolean> => {
  const found = await store.head();
  if (found === null && tree.size === 0) return false;
  if (found?.epoch === head.epoch && found.size === head.size && found.root === head.root) return true;
  if (found?.epoch === head.epoch && found.size === tree.size && found.root === tree.root()) return false;
  throw new Error("After a failed commit the store holds a head that this node never wrote.");
};
