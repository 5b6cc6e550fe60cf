/**
 * A snapshot as a node sends it: how many entries it stands for, the head, then every page once (docs/formats/feed.md).
 * Pages name themselves by their hash, so only the head has to be trusted, and that is settled by its state roots.
 */
import { hexOf, sha256 } from "../hash.ts";
import { decodeValue, MalformedCbor } from "../log/cbor.ts";
import type { Value } from "../kernel/types.ts";
import { itemsOf } from "./lists.ts";

const LENGTH_BYTES = 4;

/** The snapshot is not one: the sender is no node of ours, or the line is broken. */
export class MalformedSnapshotError extends Error {
  override readonly name = "MalformedSnapshotError";
}

/** One part of the stream, its length first. */
export const framed = (bytes: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(LENGTH_BYTES + bytes.length);
  new DataView(whole.buffer).setUint32(0, bytes.length);
  whole.set(bytes, LENGTH_BYTES);
  return whole;
};

/** The hashes of the pages directly under these bytes of a page; none under a page of rows (docs/formats/snapshot.md). */
export const pagesUnder = (page: Uint8Array): readonly string[] => {
  const [shift, , , , slots] = listIn(page);
  return shift === 0 ? [] : itemsOf(slots).flatMap((slot) => (slot instanceof Uint8Array ? [hexOf(slot)] : []));
};

/** The hashes of the top pages that a head names. */
export const topPagesOf = (head: Uint8Array): readonly string[] => {
  const [, , , , used, states] = listIn(head);
  const lists = [used, ...itemsOf(states).map((state) => itemsOf(state)[1])];
  return lists.flatMap((fields) => itemsOf(fields).flatMap(pageOfField));
};

const listIn = (bytes: Uint8Array): readonly Value[] => {
  const decoded = decodeValue(bytes);
  if (decoded instanceof MalformedCbor) throw new MalformedSnapshotError("a part of the snapshot is malformed");
  return itemsOf(decoded.value);
};

const PLAIN = 0;
const EMPTY = "0".repeat(64);

const pageOfField = (field: Value): readonly string[] => {
  const [kind, page] = itemsOf(itemsOf(field)[1]);
  if (kind === PLAIN || !(page instanceof Uint8Array)) return [];
  const name = hexOf(page);
  return name === EMPTY ? [] : [name];
};

export type ReceivedSnapshot = { readonly head: Uint8Array; readonly pages: ReadonlyMap<string, Uint8Array> };

/** The snapshot of a whole stream; pages are kept by the hash they really have. Throws `MalformedSnapshotError`. */
export const readSnapshotStream = (bytes: Uint8Array): ReceivedSnapshot => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const start = offset + LENGTH_BYTES;
    const end = start > bytes.length ? Infinity : start + view.getUint32(offset);
    if (end > bytes.length) throw new MalformedSnapshotError("the snapshot ends too early");
    parts.push(bytes.subarray(start, end));
    offset = end;
  }
  const [head, ...pages] = parts;
  if (head === undefined) throw new MalformedSnapshotError("the snapshot is empty");
  return { head, pages: new Map(pages.map((page) => [hexOf(sha256(page)), page])) };
};
