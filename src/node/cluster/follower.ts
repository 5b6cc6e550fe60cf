/**
 * A community that another process writes, as this process reads it: its world, its tree and its head, kept up from the database.
 * The surprising rule: it believes nothing that it has not folded itself. Every entry goes through the same rules and into the same tree,
 * and a head that does not follow from the one before is never shown to anybody.
 */
import { idOf } from "../../core/hash.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Event, Id } from "../../core/kernel/types.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";
import { leafOf } from "../../core/log/entry.ts";
import { EMPTY_ROOT, leafHash } from "../../core/log/merkle.ts";
import type { Head, LogStore, StoredEntry } from "../ports/logStore.ts";
import { LogTree } from "../sequencer/logTree.ts";
import { BrokenLogError, openStanding } from "../sequencer/opening.ts";
import type { Rulebook } from "../sequencer/rulebook.ts";
import type { News, RecordedEntry } from "../sequencer/running.ts";
import { Snapshots } from "../sequencer/snapshots.ts";
import { tilesOf, type Tiles } from "../sequencer/tiles.ts";

const ENTRIES_AT_ONCE = 500;

export type FollowerParts = {
  readonly store: LogStore;
  readonly rulebook: Rulebook;
  readonly breathe: () => Promise<void>;
};

/** The database holds less of this log than this process has shown, or another: nothing may be signed on top of it. */
export class LostEntriesError extends Error {
  override readonly name = "LostEntriesError";
  constructor(shown: number, held: number) {
    super(
      `The database has lost what it had acknowledged: ${shown} entries were shown and it holds ${held}, or others. Bring back the machine that has them, or restore the community from an export that has them`,
    );
  }
}

export class Follower {
  readonly #parts: FollowerParts;
  readonly tiles: Tiles;
  readonly #snapshots: Snapshots;
  readonly #tell: (news: News) => void;
  #tree: LogTree;
  world: World;
  head: Head;
  #work: Promise<void> = Promise.resolve();

  private constructor(
    parts: FollowerParts,
    tell: (news: News) => void,
    world: World,
    tree: LogTree,
    head: Head,
    snapshotSize: number,
  ) {
    this.#parts = parts;
    this.#tell = tell;
    this.#tree = tree;
    this.world = world;
    this.head = head;
    this.tiles = tilesOf(parts.store, () => this.#tree);
    this.#snapshots = new Snapshots(parts, snapshotSize);
  }

  static async open(parts: FollowerParts, tell: (news: News) => void): Promise<Follower> {
    const head = await parts.store.head();
    const { world, tree, snapshotSize } = await openStanding(parts.store, parts.rulebook, head);
    return new Follower(parts, tell, world, tree, head ?? NOTHING, snapshotSize);
  }

  /** Goes on from what a writer of this process has recorded. */
  async restart(world: World, head: Head): Promise<void> {
    await this.#work;
    if (head.size <= this.head.size) return;
    const held = (await this.#parts.store.head())?.size ?? 0;
    if (held < head.size) throw new LostEntriesError(head.size, held);
    const tree = await LogTree.of(head.size, this.#parts.store);
    if (tree.root() !== head.root) throw new LostEntriesError(head.size, held);
    [this.world, this.#tree, this.head] = [world, tree, head];
  }

  get store(): LogStore {
    return this.#parts.store;
  }

  /** Reads what was recorded since; throws where that does not follow from what is known. */
  catchUp(): Promise<void> {
    const work = this.#work.then(() => this.#catchUp());
    this.#work = work.catch(() => undefined);
    return work;
  }

  async #catchUp(): Promise<void> {
    const head = (await this.#parts.store.head()) ?? NOTHING;
    if (head.size < this.head.size) throw new LostEntriesError(this.head.size, head.size);
    if (head.size === this.head.size) {
      if (head.root !== this.head.root) throw new LostEntriesError(this.head.size, head.size);
      return;
    }
    const entries: RecordedEntry[] = [];
    const events: Event[] = [];
    let [world, tree] = [this.world, this.#tree];
    while (world.size < head.size) {
      const stored = await this.#parts.store.entries(world.size, Math.min(ENTRIES_AT_ONCE, head.size - world.size));
      if (stored.length === 0) throw new BrokenLogError(`entry ${world.size} is not there`);
      const read = stored.map(recorded);
      for (const entry of read) world = this.#folded(world, entry, events);
      tree = tree.grow(read.map((entry) => leafHash(leafOf(entry)))).tree;
      entries.push(...read);
      await this.#parts.breathe();
    }
    if (tree.root() !== head.root) throw new LostEntriesError(this.head.size, head.size);
    [this.world, this.#tree, this.head] = [world, tree, head];
    const erased = events.flatMap((event) => this.#parts.rulebook.erasedBy(event));
    this.#tell({ head, entries, events, erased });
    this.#snapshots.keepUp(world, head);
  }

  #folded(world: World, entry: RecordedEntry, events: Event[]): World {
    const applied = this.#parts.rulebook.core.apply(world, entry);
    if (applied.refusal !== null)
      throw new BrokenLogError(`entry ${entry.index} is one that the rules refuse (${applied.refusal.kind})`);
    events.push(...applied.events);
    return applied.world;
  }

  async close(): Promise<void> {
    await this.#work;
    if (this.head.size > 0) await this.#snapshots.finish(this.world, this.head);
    await this.#parts.store.close();
  }
}

const ROOT_OF_NOTHING: Id = idOf(EMPTY_ROOT);
const NOTHING: Head = { epoch: 0, size: 0, root: ROOT_OF_NOTHING, checkpoint: new Uint8Array(0) };

const recorded = ({ index, at, bytes, signature }: StoredEntry): RecordedEntry => {
  const signed = signedAct(bytes, signature);
  if (isMalformed(signed)) throw new BrokenLogError(`entry ${index} is not an act`);
  return { index, at, signed };
};
