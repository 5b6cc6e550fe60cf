/**
 * Files that must still be there after a power cut. The surprising rule: syncing a file does not sync its name; the folder that
 * holds the name is synced too, and a new content takes an old name in one step, by renaming.
 */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Makes the names in the folder durable. */
export const syncFolder = (folder: string): void => syncFile(folder);

/** Makes the content of a file durable. */
export const syncFile = (path: string): void => {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Writes a file whole or not at all, readable by its owner alone. */
export const writeDurably = (path: string, bytes: Uint8Array): void => {
  const file = openSync(`${path}.new`, "w", 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  moveDurably(`${path}.new`, path);
};

/** Gives a synced file its name, in place of what had it before. */
export const moveDurably = (from: string, to: string): void => {
  renameSync(from, to);
  syncFolder(dirname(to));
};
