/**
 * The entries of one community in this browser: whole blobs of a thousand, and a tail of single rows that becomes the next
 * blob. The surprising rule: an entry is stored before anybody is told of it, so a page that is closed loses nothing it has
 * shown.
 */
import type { CommunityDatabase, StoredText } from "./database.ts";
import { packEntries, unpackEntries, type RawEntry } from "./rawEntry.ts";

export const BLOB_ENTRIES = 1000;

export type Received = RawEntry & { readonly texts: readonly (StoredText & { readonly hash: string })[] };

/**
 * Adds the entries that follow those held, with the texts that came with them; full blobs leave the tail. True when any was
 * added. All in one transaction: two pages of one browser may receive the same entries at the same time.
 */
export const appendEntries = async (database: CommunityDatabase, received: readonly Received[]): Promise<boolean> => {
  const transaction = database.transaction(["blobs", "tail", "texts"], "readwrite", { durability: "strict" });
  const [blobs, tail] = [transaction.objectStore("blobs"), transaction.objectStore("tail")];
  const [lastBlob, lastRow] = await Promise.all([blobs.openKeyCursor(null, "prev"), tail.openKeyCursor(null, "prev")]);
  const held = lastRow === null ? (lastBlob === null ? 0 : lastBlob.key + BLOB_ENTRIES) : lastRow.key + 1;
  const fresh = received.filter(({ index }) => index >= held);
  if (fresh[0]?.index !== held) {
    await transaction.done;
    return false;
  }
  const rows = new Map(fresh.map((entry) => [entry.index, packEntries([entry])]));
  const texts = transaction.objectStore("texts");
  // Copies: a view would be stored with the whole answer of the node that it is a view of.
  for (const { hash, salt, utf8 } of fresh.flatMap((entry) => entry.texts))
    void texts.put({ salt: salt.slice(), utf8: utf8.slice() }, hash);
  const end = held + fresh.length;
  for (let first = firstOfBlob(held); first + BLOB_ENTRIES <= end; first += BLOB_ENTRIES) {
    const range = IDBKeyRange.bound(first, first + BLOB_ENTRIES - 1);
    const old = await tail.getAll(range);
    const added = Array.from({ length: BLOB_ENTRIES - old.length }, (_, place) => rows.get(first + old.length + place));
    void blobs.put(joined([...old, ...added.filter((row) => row !== undefined)]), first);
    void tail.delete(range);
    for (let index = first; index < first + BLOB_ENTRIES; index += 1) rows.delete(index);
  }
  for (const [index, row] of rows) void tail.put(row, index);
  await transaction.done;
  return true;
};

/** The entries from `first`, which begins a blob, up to its end or the end of the log. */
export const readBlock = async (database: CommunityDatabase, first: number): Promise<readonly RawEntry[]> => {
  const packed = await database.get("blobs", first);
  if (packed !== undefined) return unpackEntries(packed, first);
  return unpackEntries(joined(await database.getAll("tail", IDBKeyRange.lowerBound(first))), first);
};

/** The entries from `from` on, blob by blob. */
export async function* readEntries(database: CommunityDatabase, from: number): AsyncGenerator<readonly RawEntry[]> {
  const firsts = await database.getAllKeys("blobs", IDBKeyRange.lowerBound(firstOfBlob(from)));
  for (const first of firsts) {
    const packed = await database.get("blobs", first);
    if (packed !== undefined) yield unpackEntries(packed, first).slice(Math.max(0, from - first));
  }
  const range = IDBKeyRange.lowerBound(from);
  const [keys, rows] = await Promise.all([database.getAllKeys("tail", range), database.getAll("tail", range)]);
  if (keys[0] !== undefined) yield unpackEntries(joined(rows), keys[0]);
}

const firstOfBlob = (index: number): number => Math.floor(index / BLOB_ENTRIES) * BLOB_ENTRIES;

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};
