/**
 * Puts a backup in the place of a community's log. The surprising rule: what was there is not lost but becomes a backup itself, and
 * what it had erased is erased from the restored log too; the node then asks its witnesses before it signs anything.
 */
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { Id, Instant } from "../../core/kernel/types.ts";
import { ATTENTION_FILE } from "../attention/file.ts";
import { BrokenLogError } from "../sequencer/opening.ts";
import { LogTree } from "../sequencer/logTree.ts";
import { copyDatabase } from "../store/copy.ts";
import { KEY_FILE, type NodeFolder } from "../store/nodeFolder.ts";
import { eraseInFile, LOG_FILE, markRestored, openLogFile } from "../store/sqliteStore.ts";
import { openBackups } from "./backups.ts";

/** `kept`: the backup that was made of the log that was there before, or null. */
export type Restored = { readonly origin: Id; readonly size: number; readonly kept: string | null };

/** Throws `NodeRunsError` while the node runs, and `BrokenLogError` where the file is no whole log; then nothing has changed. */
export const restoreBackup = async (folder: NodeFolder, file: string, now: Instant): Promise<Restored> => {
  const release = folder.lock();
  try {
    const { origin, size } = await wholeLog(file);
    const { path, finish } = folder.unfinished(origin);
    const log = join(path, LOG_FILE);
    await copyDatabase(file, log);
    const kept = await keepPresent(folder, origin, log, now);
    finish();
    return { origin, size, kept };
  } finally {
    release();
  }
};

/** What the file holds, once its entries are found to have the root that was signed. */
const wholeLog = async (file: string): Promise<{ readonly origin: Id; readonly size: number }> => {
  if (!existsSync(file)) throw new BrokenLogError(`there is no ${file}`);
  const reader = openLogFile(file);
  try {
    const head = await reader.head();
    if (head === null) throw new BrokenLogError(`${file} holds no entry`);
    const tree = await LogTree.of(head.size, reader);
    if (tree.root() !== head.root)
      throw new BrokenLogError(`the entries in ${file} do not have the root that was signed`);
    return { origin: reader.origin, size: head.size };
  } finally {
    await reader.close();
  }
};

/** Backs up the log that is there, and hands its key, its epoch and its erasures on to the one that takes its place. */
const keepPresent = async (folder: NodeFolder, origin: Id, log: string, now: Instant): Promise<string | null> => {
  const present = folder.communityPath(origin);
  if (!existsSync(join(present, LOG_FILE))) {
    markRestored(log, 0);
    return null;
  }
  const reader = openLogFile(join(present, LOG_FILE));
  try {
    const kept = await openBackups(folder).make(reader, now);
    eraseInFile(log, await reader.erasedTexts());
    markRestored(log, (await reader.head())?.epoch ?? 0);
    // No backup holds what members chose about notices, so what is here goes on: a restored log silences nobody.
    for (const file of [KEY_FILE, ATTENTION_FILE, `${ATTENTION_FILE}-wal`])
      if (existsSync(join(present, file))) copyFileSync(join(present, file), join(log, "..", file));
    return kept;
  } finally {
    await reader.close();
  }
};
