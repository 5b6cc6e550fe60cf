/**
 * Where a community's log lives: entries, detachable texts, tiles, the signed head and the snapshot. The surprising rule:
 * a writer must first take the log over, which raises its epoch; whoever holds an older epoch is refused for ever, so that of two
 * writers one stops instead of both signing. Everything of one `append` is stored, head included, or none of it.
 */
import type { Id, Instant } from "../../core/kernel/types.ts";

/** The signed head of the log: what the tree is and the checkpoint (a signed note, as bytes) that says so. */
export type Head = {
  readonly epoch: number;
  readonly size: number;
  readonly root: Id;
  readonly checkpoint: Uint8Array;
};
export type StoredEntry = {
  readonly index: number;
  readonly at: Instant;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
};
/** A detachable text: `hash` is SHA-256(salt ‖ utf8). */
export type StoredText = { readonly hash: Id; readonly salt: Uint8Array; readonly utf8: Uint8Array };
/** An act's mention of a text. The first entry that names a text tells who wrote it; a public one makes it public. */
export type Naming = { readonly hash: Id; readonly entry: number; readonly isPublic: boolean };
/** What is known of a text, erased or not. `entry`: the first that named it, null while none is recorded. */
export type TextFacts = { readonly isErased: boolean; readonly entry: number | null; readonly isPublic: boolean };
/** A full hash tile: 256 hashes of 32 bytes. Tiles that are not full are made from the entries. */
export type FullTile = { readonly level: number; readonly index: number; readonly bytes: Uint8Array };

/** An act taken in with a promise but not yet in the log (docs/formats/receipt.md). `texts` are those it brought along. */
export type Pending = {
  readonly id: Id;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  /** The promise as given, signed; kept to give it again. */
  readonly promise: Uint8Array;
  readonly by: Instant;
};
/** What became of an act that was promised an answer and refused: the signed refusal, kept until `until`. */
export type SignedRefusal = { readonly id: Id; readonly note: Uint8Array; readonly until: Instant };

export type Append = {
  readonly epoch: number;
  /** How many entries the writer believes there are. */
  readonly expectedSize: number;
  readonly entries: readonly (Omit<StoredEntry, "index"> & { readonly id: Id })[];
  readonly tiles: readonly FullTile[];
  readonly texts: readonly StoredText[];
  /** Every mention of a text in the entries, after the texts are stored. */
  readonly named: readonly Naming[];
  /** Texts that go with this append: not readable afterwards, and physically gone when `eraseTraces` has answered. */
  readonly erase: readonly Id[];
  /** Pending acts that this append settles. */
  readonly settled: readonly Id[];
  readonly head: Omit<Head, "epoch">;
};

export type Snapshot = {
  /** How many entries it stands for, and the root of the log at that size. */
  readonly size: number;
  readonly root: Id;
  readonly head: Uint8Array;
  /** The state roots, public and members', that the opened snapshot must give. */
  readonly stateRoots: readonly [Id, Id];
};
/** Pages of snapshots by hash. Synchronous, since the fold reads them in the middle of its work. */
export interface Pages {
  has(hash: string): boolean;
  /** Throws if it is not there. */
  read(hash: string): Uint8Array;
}

/** What may be read, beside a running writer too. */
export interface LogReader {
  readonly origin: Id;
  /** Null for a log that never had an entry. */
  head(): Promise<Head | null>;
  /** At most `limit` entries from index `from` on, in order. */
  entries(from: number, limit: number): Promise<readonly StoredEntry[]>;
  /** The recorded ones among these acts, by id. */
  find(ids: readonly Id[]): Promise<ReadonlyMap<Id, StoredEntry>>;
  /** Those of the texts that still exist. */
  texts(hashes: readonly Id[]): Promise<ReadonlyMap<Id, StoredText>>;
  /** What is known of those of the texts that were ever here. */
  textFacts(hashes: readonly Id[]): Promise<ReadonlyMap<Id, TextFacts>>;
  /** All texts that were erased: what no backup may hold either. */
  erasedTexts(): Promise<readonly Id[]>;
  /** The texts that entries name and that still exist, by hash, ascending: what an export holds. */
  namedTexts(which: "all" | "public"): Promise<readonly Id[]>;
  /** A full tile, or null. */
  tile(level: number, index: number): Promise<Uint8Array | null>;
  snapshot(): Promise<Snapshot | null>;
  readonly pages: Pages;
  /** Acts promised and not yet settled, oldest first. */
  pending(): Promise<readonly Pending[]>;
  signedRefusal(id: Id): Promise<Uint8Array | null>;
  /** A consistent copy of log and texts into a new file, while others read and write. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface LogStore extends LogReader {
  /** Makes the caller the one writer: answers the new epoch, above all before. */
  takeOver(): Promise<number>;
  /** True from a restore until the next append: what came after the copy is not here, and witnesses must be asked. */
  isRestored(): Promise<boolean>;
  /** Stores all of it durably before it answers. Throws `StaleWriterError` or `AmbiguousCommitError`. */
  append(append: Append): Promise<void>;
  /** Overwrites what is left of erased texts, until none of their bytes is in the store; answers false if a reader is in the way. */
  eraseTraces(): Promise<boolean>;
  /** Keeps acts that were promised an answer, with their texts. Durable before it answers. */
  keepPending(epoch: number, pending: readonly Pending[], texts: readonly StoredText[]): Promise<void>;
  /** Replaces pending acts by their signed refusals, and forgets the texts that only they named. Old refusals go at `now`. */
  refusePending(epoch: number, refusals: readonly SignedRefusal[], texts: readonly Id[], now: Instant): Promise<void>;
  /** Pages first, then the head that names them; the last one before stays readable. */
  writeSnapshot(snapshot: Snapshot, pages: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** Deletes the pages that the last two snapshots do not reach; answers how many. */
  sweepPages(): Promise<number>;
  /** No snapshot any more: the log is replayed when it is opened next. */
  dropSnapshots(): Promise<void>;
}

/** Another writer took the log over, or the log is not where the writer thought: this writer must never sign again. */
export class StaleWriterError extends Error {
  constructor(detail: string) {
    super(`Another process writes this community's log (${detail}). Stop one of them.`);
    this.name = "StaleWriterError";
  }
}

/** The store failed where it may or may not have stored the append: stop, reread the head, go on from what is stored. */
export class AmbiguousCommitError extends Error {
  constructor(cause: unknown) {
    super("The disk failed while the log was being written; what is stored decides.", { cause });
    this.name = "AmbiguousCommitError";
  }
}

/** The store could not do it, and nothing of it was stored: a full disk, a busy file. */
export class StoreFailedError extends Error {
  constructor(doing: string, cause: unknown) {
    super(`The store failed at ${doing}; nothing of it was stored.`, { cause });
    this.name = "StoreFailedError";
  }
}
