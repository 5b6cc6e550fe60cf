/**
 * How a stored log becomes a standing again: from its last snapshot and the entries after it, or from all entries. The surprising
 * rule: nothing stored is believed. The tree must have the root of the signed head, the snapshot the roots it was made with and a
 * place in this very log; what does not fit is replayed, and a head that does not fit its entries stops the community.
 */
import { idOf } from "../../core/hash.ts";
import { openSnapshot } from "../../core/kernel/snapshot.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Entry } from "../../core/kernel/types.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";
import type { Head, LogReader, Snapshot, StoredEntry } from "../ports/logStore.ts";
import { LogTree } from "./logTree.ts";
import type { Rulebook } from "./rulebook.ts";
import { tilesOf } from "./tiles.ts";

/** Few enough to hold in memory, many enough that asking costs nothing. */
const ENTRIES_AT_ONCE = 1_000;

export type Standing = { readonly world: World; readonly tree: LogTree; readonly snapshotSize: number };

export const openStanding = async (reader: LogReader, rulebook: Rulebook, head: Head | null): Promise<Standing> => {
  if (head === null) return { world: rulebook.core.begin(), tree: LogTree.empty, snapshotSize: 0 };
  const tree = await LogTree.of(head.size, reader);
  if (tree.root() !== head.root) throw new BrokenLogError("its entries do not have the root that its node signed");
  const start = await fromSnapshot(reader, rulebook, tree);
  const world = await replay(reader, rulebook, start, head.size);
  return { world, tree, snapshotSize: start.size };
};

const replay = async (reader: LogReader, rulebook: Rulebook, start: World, size: number): Promise<World> => {
  let world = start;
  while (world.size < size) {
    const entries = await reader.entries(world.size, Math.min(ENTRIES_AT_ONCE, size - world.size));
    if (entries.length === 0) throw new BrokenLogError(`entry ${world.size} is not there`);
    world = rulebook.core.replay(world, entries.map(entryOf), (entry, refusal) => {
      throw new BrokenLogError(`entry ${entry.index} is one that the rules refuse (${refusal.kind})`);
    });
  }
  return world;
};

const entryOf = ({ index, at, bytes, signature }: StoredEntry): Entry => {
  const signed = signedAct(bytes, signature);
  if (isMalformed(signed)) throw new BrokenLogError(`entry ${index} is not an act`);
  return { index, at, signed };
};

/** The snapshot's world, if it is one of this log and of these rules; else the beginning. */
const fromSnapshot = async (reader: LogReader, rulebook: Rulebook, tree: LogTree): Promise<World> => {
  const { core } = rulebook;
  const snapshot = await reader.snapshot();
  if (snapshot === null || !(await isOfThisLog(snapshot, reader, tree))) return core.begin();
  try {
    const world = openSnapshot(snapshot.head, rulebook.institutionNames, (hash) => reader.pages.read(hash));
    const [publicRoot, membersRoot] = snapshot.stateRoots;
    const isWhole =
      world?.size === snapshot.size &&
      core.root(world, "public") === publicRoot &&
      core.root(world, "members") === membersRoot;
    return isWhole ? world : core.begin();
  } catch (error) {
    if (error instanceof RangeError) return core.begin();
    throw error;
  }
};

const isOfThisLog = async ({ size, root }: Snapshot, reader: LogReader, tree: LogTree): Promise<boolean> =>
  size <= tree.size && idOf(await tilesOf(reader, () => tree).rootAt(size)) === root;

/** What is stored cannot be this community's log. Restore it from a backup, or from anybody's export. */
export class BrokenLogError extends Error {
  override readonly name = "BrokenLogError";
  constructor(what: string) {
    super(`The stored log is broken: ${what}. Restore it from a backup, or from anybody's export.`);
  }
}
