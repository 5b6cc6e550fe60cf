/**
 * A community's log from one store into another: out of the database into a file (a backup), or out of a folder into the database.
 * The surprising rule: the copy ends at the head that it began with; entries are never changed, so nothing has to be held still.
 */
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Id } from "../../core/kernel/types.ts";
import { actId } from "../../core/log/act.ts";
import { TILE_WIDTH } from "../../core/log/tile.ts";
import type { Append, FullTile, Head, LogReader, LogStore } from "../ports/logStore.ts";
import { syncFile, syncFolder } from "../store/durable.ts";
import { createLogFile, LOG_FILE, openLogStore } from "../store/sqliteStore.ts";

const ENTRIES_AT_ONCE = 1_000;
const TEXTS_AT_ONCE = 200;
const TILES_AT_ONCE = 100;

/** The file is whole and durable when this answers. */
export const copyToFile = async (origin: Id, reading: From, file: string): Promise<void> => {
  const folder = mkdtempSync(join(dirname(file), `${basename(file)}.part-`));
  try {
    createLogFile(join(folder, "log"), origin);
    const store = openLogStore(join(folder, "log"));
    await copyLog(reading, store);
    await store.eraseTraces();
    await store.close();
    syncFile(join(folder, "log", LOG_FILE));
    renameSync(join(folder, "log", LOG_FILE), file);
    syncFolder(dirname(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

type From = Pick<LogReader, "head" | "entries" | "tile" | "namedTexts" | "texts" | "textFacts" | "erasedTexts">;
type To = Pick<LogStore, "takeOver" | "append">;

/** All of a log into an empty one: entries, tiles, texts and what was erased. */
export const copyLog = async (from: From, to: To): Promise<void> => {
  const head = await from.head();
  const epoch = await to.takeOver();
  if (head === null) return;
  const nothing = { epoch, entries: [], tiles: [], texts: [], named: [], erase: [], settled: [] };
  for (let size = 0; size < head.size;) {
    const entries = await from.entries(size, Math.min(ENTRIES_AT_ONCE, head.size - size));
    if (entries.length === 0) throw new Error(`Entry ${size} is not in the database.`);
    await to.append({
      ...nothing,
      expectedSize: size,
      entries: entries.map((entry) => ({ ...entry, id: actId(entry.bytes) })),
      head: { ...head, size: (size += entries.length) },
    });
  }
  const append: Append = { ...nothing, expectedSize: head.size, head };
  await copyTiles(from, to, head, append);
  await copyTexts(from, to, append);
  await to.append({ ...append, erase: await from.erasedTexts() });
};

const copyTiles = async (from: From, to: To, { size }: Head, append: Append): Promise<void> => {
  for (let level = 0, full = size / TILE_WIDTH; full >= 1; level += 1, full /= TILE_WIDTH)
    for (let index = 0; index < Math.floor(full); index += TILES_AT_ONCE) {
      const tiles: FullTile[] = [];
      for (let next = index; next < Math.min(index + TILES_AT_ONCE, Math.floor(full)); next += 1) {
        const bytes = await from.tile(level, next);
        if (bytes === null) throw new Error(`Tile ${next} of level ${level} is not in the database.`);
        tiles.push({ level, index: next, bytes });
      }
      await to.append({ ...append, tiles });
    }
};

const copyTexts = async (from: From, to: To, append: Append): Promise<void> => {
  const hashes = await from.namedTexts("all");
  for (let next = 0; next < hashes.length; next += TEXTS_AT_ONCE) {
    const some = hashes.slice(next, next + TEXTS_AT_ONCE);
    const texts = [...(await from.texts(some)).values()];
    const named = [...(await from.textFacts(some))].flatMap(([hash, { entry, isPublic }]) =>
      entry === null || entry >= append.expectedSize ? [] : [{ hash, entry, isPublic }],
    );
    await to.append({ ...append, texts, named });
  }
};
