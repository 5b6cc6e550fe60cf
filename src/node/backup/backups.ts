/**
 * Backups of this node's logs: consistent copies made while the node runs. The surprising rule: a backup holds no private key, since
 * backups travel; and whatever is erased from a log is erased from every backup in this folder too.
 */
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Id, Instant } from "../../core/kernel/types.ts";
import type { LogReader } from "../ports/logStore.ts";
import { copyDatabase } from "../store/copy.ts";
import { syncFolder } from "../store/durable.ts";
import type { NodeFolder } from "../store/nodeFolder.ts";
import { eraseInFile, openLogFile } from "../store/sqliteStore.ts";

export interface Backups {
  /** Copies the log as it is now; answers the file's name in the folder of backups. */
  make(reader: LogReader, at: Instant): Promise<string>;
  /** The community's backups, the oldest first. */
  list(origin: Id): readonly string[];
  /** Takes these texts out of all backups of the community; files without them are left as they are. */
  forgetTexts(origin: Id, hashes: readonly Id[]): Promise<void>;
}

export const openBackups = (folder: NodeFolder): Backups => {
  const list = (origin: Id): readonly string[] =>
    readdirSync(folder.backups)
      .filter((name) => name.startsWith(origin) && name.endsWith(ENDING))
      .sort();
  return {
    make: async (reader, at) => {
      const name = nameOf(reader.origin, at);
      const path = join(folder.backups, name);
      await reader.backup(path);
      // What was erased while the copy was made is in it.
      await forgetIn(path, await reader.erasedTexts());
      return name;
    },
    list,
    forgetTexts: async (origin, hashes) => {
      for (const name of list(origin)) await forgetIn(join(folder.backups, name), hashes);
    },
  };
};

const ENDING = ".db";

/** Sorts by time, and is a file name on every system. */
const nameOf = (origin: Id, at: Instant): string =>
  `${origin}-${new Date(at).toISOString().replaceAll(/[:.]/g, "-")}${ENDING}`;

/**
 * A file in which some of the texts are: they are zeroed in a copy, which is copied row by row into a file that takes the name of
 * the old one. At no moment is there no backup.
 */
const forgetIn = async (path: string, hashes: readonly Id[]): Promise<void> => {
  const isClean = hashes.length === 0 || !(await holdsAny(path, hashes));
  if (isClean) return;
  const cleaned = `${path}.cleaning`;
  await copyDatabase(path, cleaned);
  eraseInFile(cleaned, hashes);
  await copyDatabase(cleaned, path);
  rmSync(cleaned);
  syncFolder(dirname(path));
};

const holdsAny = async (path: string, hashes: readonly Id[]): Promise<boolean> => {
  const reader = openLogFile(path);
  try {
    return (await reader.texts(hashes)).size > 0;
  } finally {
    await reader.close();
  }
};
