/**
 * What a journal says: its changes applied one after another, in memory. The surprising rule: a text's bytes are not here and
 * not in the journal, only where they lie in a file of their own, so that they can be overwritten.
 */
import { bytesOf } from "../../core/hash.ts";
import type { Id, Instant, Value } from "../../core/kernel/types.ts";
import type { FullTile, Head, Naming, Pending, SignedRefusal, StoredEntry } from "../../node/ports/logStore.ts";

export type Place = { readonly offset: number; readonly length: number };
export type LogChange =
  | { readonly kind: "epoch"; readonly epoch: number }
  | { readonly kind: "entry"; readonly id: Id; readonly entry: StoredEntry }
  | { readonly kind: "tile"; readonly tile: FullTile }
  | { readonly kind: "text"; readonly hash: Id; readonly place: Place }
  | { readonly kind: "named"; readonly naming: Naming }
  | { readonly kind: "erased"; readonly hash: Id }
  | { readonly kind: "forgotten"; readonly hash: Id }
  | { readonly kind: "pending"; readonly pending: Pending }
  | { readonly kind: "settled"; readonly id: Id }
  | { readonly kind: "refusal"; readonly refusal: SignedRefusal }
  | { readonly kind: "outdated"; readonly at: Instant }
  | { readonly kind: "head"; readonly head: Omit<Head, "epoch"> }
  | { readonly kind: "restored" }
  | { readonly kind: "tracesGone" };

/** `place` is null once the text is erased. */
type TextRow = { readonly place: Place | null; readonly entry: number | null; readonly isPublic: boolean };

export class LogImage {
  epoch = 0;
  isRestored = false;
  head: Omit<Head, "epoch"> | null = null;
  readonly entries: StoredEntry[] = [];
  readonly ids = new Map<Id, number>();
  readonly tiles = new Map<string, Uint8Array>();
  readonly texts = new Map<Id, TextRow>();
  readonly pending = new Map<Id, Pending>();
  readonly refusals = new Map<Id, SignedRefusal>();
  /** Where bytes of texts may still lie that must not. */
  traces: Place[] = [];
  /** Where the next text goes: what lies beyond belongs to nobody. */
  textsEnd = 0;

  apply(change: LogChange): void {
    switch (change.kind) {
      case "epoch":
        this.epoch = change.epoch;
        return;
      case "entry":
        this.entries[change.entry.index] = change.entry;
        this.ids.set(change.id, change.entry.index);
        return;
      case "tile":
        this.tiles.set(tileName(change.tile), change.tile.bytes);
        return;
      case "text":
        this.texts.set(change.hash, { place: change.place, entry: null, isPublic: false });
        this.textsEnd = Math.max(this.textsEnd, change.place.offset + change.place.length);
        return;
      case "named": {
        this.#name(change.naming);
        return;
      }
      case "erased": {
        this.#erase(change.hash);
        return;
      }
      case "forgotten":
        this.#leave(this.texts.get(change.hash)?.place ?? null);
        this.texts.delete(change.hash);
        return;
      case "pending":
        this.pending.set(change.pending.id, change.pending);
        return;
      case "settled":
        this.pending.delete(change.id);
        return;
      case "refusal":
        this.pending.delete(change.refusal.id);
        this.refusals.set(change.refusal.id, change.refusal);
        return;
      case "outdated":
        for (const [id, { until }] of this.refusals) if (until <= change.at) this.refusals.delete(id);
        return;
      case "head":
        this.head = change.head;
        this.isRestored = false;
        return;
      case "restored":
        this.isRestored = true;
        return;
      case "tracesGone":
        this.traces = [];
        return;
    }
  }

  #name({ hash, entry, isPublic }: Naming): void {
    const row = this.texts.get(hash);
    if (row !== undefined)
      this.texts.set(hash, { ...row, entry: row.entry ?? entry, isPublic: row.isPublic || isPublic });
  }

  /** A text that was never here is remembered as erased too. */
  #erase(hash: Id): void {
    const row = this.texts.get(hash) ?? { place: null, entry: null, isPublic: false };
    this.#leave(row.place);
    this.texts.set(hash, { ...row, place: null });
  }

  #leave(place: Place | null): void {
    if (place !== null) this.traces.push(place);
  }
}

export const tileName = ({ level, index }: Pick<FullTile, "level" | "index">): string => `${level}/${index}`;

/** The change as bytes on the disk hold it. */
export const changeValue = (change: LogChange): Value => [change.kind, ...fieldsOf(change)];

const fieldsOf = (change: LogChange): readonly Value[] => {
  switch (change.kind) {
    case "epoch":
      return [change.epoch];
    case "entry": {
      const { index, at, bytes, signature } = change.entry;
      return [bytesOf(change.id), index, at, bytes, signature];
    }
    case "tile":
      return [change.tile.level, change.tile.index, change.tile.bytes];
    case "text":
      return [bytesOf(change.hash), change.place.offset, change.place.length];
    case "named":
      return [bytesOf(change.naming.hash), change.naming.entry, change.naming.isPublic];
    case "erased":
    case "forgotten":
      return [bytesOf(change.hash)];
    case "settled":
      return [bytesOf(change.id)];
    case "pending": {
      const { id, bytes, signature, promise, by } = change.pending;
      return [bytesOf(id), bytes, signature, promise, by];
    }
    case "refusal":
      return [bytesOf(change.refusal.id), change.refusal.note, change.refusal.until];
    case "head":
      return [change.head.size, bytesOf(change.head.root), change.head.checkpoint];
    case "outdated":
      return [change.at];
    case "restored":
    case "tracesGone":
      return [];
  }
};
