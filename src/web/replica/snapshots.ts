/**
 * The standing kept as pages, so that opening the app reads the newest snapshot and replays only what came since. Pages go
 * into packs, one per snapshot, since a page that did not change is in an older pack already; when the packs hold much
 * that nobody needs any more, one new pack replaces them all.
 */
import { bytesOf, hexOf } from "../../core/hash.ts";
import { Names } from "../../core/kernel/names.ts";
import { openSnapshot, snapshotHead, snapshotPages } from "../../core/kernel/snapshot.ts";
import { Table } from "../../core/kernel/table.ts";
import type { World } from "../../core/kernel/world.ts";
import { institutionNames } from "../../core/registry.ts";
import type { CommunityDatabase } from "./database.ts";

/** Put here by the build: the edition of the core in it. Pages folded by another may hold other fields, or other outcomes. */
declare const CORE_EDITION: number;

const HASH_BYTES = 32;
const HEAD_BYTES = HASH_BYTES + 4;
/** Packs are rewritten when they hold this many times what the newest snapshot needs. */
const WASTE_MAX = 3;

type Page = readonly [hash: string, bytes: Uint8Array];

const packPages = (pages: readonly Page[]): Uint8Array => {
  const packed = new Uint8Array(pages.reduce((sum, [, bytes]) => sum + HEAD_BYTES + bytes.length, 0));
  const view = new DataView(packed.buffer);
  let offset = 0;
  for (const [hash, bytes] of pages) {
    packed.set(bytesOf(hash), offset);
    view.setUint32(offset + HASH_BYTES, bytes.length);
    packed.set(bytes, offset + HEAD_BYTES);
    offset += HEAD_BYTES + bytes.length;
  }
  return packed;
};

const unpackPages = (packed: Uint8Array, into: Map<string, Uint8Array>): void => {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  for (let offset = 0; offset < packed.length;) {
    const end = offset + HEAD_BYTES + view.getUint32(offset + HASH_BYTES);
    into.set(hexOf(packed.subarray(offset, offset + HASH_BYTES)), packed.subarray(offset + HEAD_BYTES, end));
    offset = end;
  }
};

/** Keeps one community's snapshots. It remembers which pages are stored, so that a save writes only new ones. */
export class Snapshots {
  readonly #database: CommunityDatabase;
  readonly #stored = new Set<string>();

  constructor(database: CommunityDatabase) {
    this.#database = database;
  }

  /** The world of the newest snapshot; null when there is none, or none that this version of the app can open. */
  async open(): Promise<World | null> {
    const head = await this.#database.get("heads", "head");
    if (head?.edition !== CORE_EDITION) return null;
    const pages = new Map<string, Uint8Array>();
    for (const pack of await Promise.all(head.packs.map((key) => this.#database.get("packs", key))))
      if (pack !== undefined) unpackPages(pack, pages);
    const read = (hash: string): Uint8Array => {
      const bytes = pages.get(hash);
      if (bytes === undefined) throw new RangeError(`page ${hash} is not on this device`);
      return bytes;
    };
    const world = openSnapshot(head.head, institutionNames, read);
    if (world !== null) for (const hash of pages.keys()) this.#stored.add(hash);
    return world;
  }

  async save(world: World): Promise<void> {
    const fresh = pagesOf(world, this.#stored);
    const before = await this.#database.get("heads", "head");
    const added = packPages(fresh);
    const bytes = (before?.bytes ?? 0) + added.length;
    const all = before === undefined ? fresh : await this.#worthRewriting(world, bytes);
    if (all === null) await this.#write(world, [...(before?.packs ?? []), keyAfter(before?.packs)], added, bytes);
    else {
      const packed = before === undefined ? added : packPages(all);
      await this.#write(world, [keyAfter(before?.packs)], packed, packed.length);
    }
    for (const [hash] of all ?? fresh) this.#stored.add(hash);
  }

  /** All pages of the world when the packs hold mostly others, else null. */
  async #worthRewriting(world: World, bytes: number): Promise<readonly Page[] | null> {
    const count = await this.#database.count("packs");
    if (count % PACKS_LOOKED_AT !== PACKS_LOOKED_AT - 1) return null;
    readWhole(world);
    const all = pagesOf(world, new Set());
    const needed = all.reduce((sum, [, page]) => sum + HEAD_BYTES + page.length, 0);
    return bytes > needed * WASTE_MAX ? all : null;
  }

  async #write(world: World, packs: readonly number[], pack: Uint8Array, bytes: number): Promise<void> {
    const transaction = this.#database.transaction(["packs", "heads"], "readwrite");
    const stored = transaction.objectStore("packs");
    const key = packs.at(-1) ?? 0;
    void stored.put(pack, key);
    if (packs.length === 1) {
      void stored.delete(IDBKeyRange.upperBound(key, true));
      this.#stored.clear();
    }
    const head = { edition: CORE_EDITION, size: world.size, head: snapshotHead(world, institutionNames), packs, bytes };
    void transaction.objectStore("heads").put(head, "head");
    await transaction.done;
  }
}

/** Counting what is needed reads every page, so it is done only now and then. */
const PACKS_LOOKED_AT = 8;

const keyAfter = (packs: readonly number[] | undefined): number => (packs?.at(-1) ?? 0) + 1;

/** A world that was opened from a snapshot holds only the pages it needed so far; this reads the others. */
const readWhole = (world: World): void => {
  for (const state of [world.used, ...world.states]) {
    for (const field of Object.values(state ?? {})) {
      const table: unknown = field instanceof Names ? field.table : field;
      if (table instanceof Table) Array.from(table.entries());
    }
  }
};

const pagesOf = (world: World, stored: ReadonlySet<string>): readonly Page[] => {
  const pages = new Map<string, Uint8Array>();
  snapshotPages(
    world,
    (hash) => stored.has(hash) || pages.has(hash),
    (hash, bytes) => pages.set(hash, bytes),
  );
  return [...pages];
};
