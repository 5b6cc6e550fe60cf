/**
 * A community's log in PostgreSQL, behind the same port as the one in a file. The surprising rule: its snapshots are not there; they are
 * a cache in this process's own folder, since the fold reads pages in the middle of its work and a lost cache costs only a replay.
 * And after an append of which nobody knows whether it is stored, it does not tell the head any more: the writer has to end, and the
 * next one takes the log over, reads everything again and asks the witnesses before it signs.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Id } from "../../core/kernel/types.ts";
import { AmbiguousCommitError, StaleWriterError, type LogReader, type LogStore } from "../ports/logStore.ts";
import { SnapshotFile } from "../store/snapshotFile.ts";
import { ClusterReading } from "./clusterReading.ts";
import { ClusterWriting, type WritingParts } from "./clusterWriting.ts";
import { copyToFile } from "./copyLog.ts";
import type { Database } from "./database.ts";

const SNAPSHOT_FILE = "snapshot.db";

export type ClusterLogParts = WritingParts & {
  readonly database: Database;
  readonly origin: Id;
  /** This process's own, for the community: nothing in it is needed. */
  readonly cacheFolder: string;
};

export const openClusterLog = (parts: ClusterLogParts): LogStore => {
  const { origin, cacheFolder } = parts;
  mkdirSync(cacheFolder, { recursive: true, mode: 0o700 });
  const snapshots = SnapshotFile.open(join(cacheFolder, SNAPSHOT_FILE));
  const reading = new ClusterReading(parts.database, parts.ring, parts.log);
  const writing = new ClusterWriting(parts);
  let [isUnsure, isOver] = [false, false];
  const write = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      isUnsure ||= error instanceof AmbiguousCommitError;
      isOver ||= isUnsure || error instanceof StaleWriterError;
      throw error;
    }
  };
  return {
    ...questions(origin, reading),
    head: async () => {
      if (isUnsure) throw new UnsureWriterError();
      return reading.head();
    },
    snapshot: () => soon(() => snapshots.snapshot()),
    pages: snapshots,
    isRestored: () => reading.isRestored(),
    takeOver: () => write(writing.takeOver()),
    append: (append) => write(writing.append(append)),
    keepPending: (...all) => write(writing.keepPending(...all)),
    refusePending: (...all) => write(writing.refusePending(...all)),
    // Its key is gone with the append; what disks and standbys still hold of it opens only until the key ring turns.
    eraseTraces: () => Promise.resolve(true),
    writeSnapshot: (snapshot, pages) => snapshots.write(snapshot, pages),
    sweepPages: () => snapshots.sweep(),
    // A database that was away says nothing against them.
    dropSnapshots: () => soon(() => (isOver || parts.database.wasAway ? undefined : snapshots.drop())),
    close: () => soon(() => snapshots.close()),
  };
};

/** Nobody knows what became of the last append, or another process writes: open the log anew. */
export class UnsureWriterError extends Error {
  override readonly name = "UnsureWriterError";
  constructor() {
    super("The database did not say whether it stored the last acts; the log is opened anew before anything is signed");
  }
}

type Questions = Omit<LogReader, "snapshot" | "pages" | "close">;

const questions = (origin: Id, reading: ClusterReading): Questions => ({
  origin,
  head: () => reading.head(),
  entries: (from, limit) => reading.entries(from, limit),
  find: (ids) => reading.find(ids),
  texts: (hashes) => reading.texts(hashes),
  textFacts: (hashes) => reading.textFacts(hashes),
  erasedTexts: () => reading.erasedTexts(),
  namedTexts: (which) => reading.namedTexts(which),
  tile: (level, index) => reading.tile(level, index),
  pending: () => reading.pending(),
  signedRefusal: (id) => reading.signedRefusal(id),
  backup: (file) => copyToFile(origin, reading, file),
});

const soon = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
