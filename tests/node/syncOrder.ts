/**
 * Reads a trace of system calls (`strace -f`) and says whether every answer came after a sync of all that was written to a
 * database's write-ahead log before it. An answer is a `write` whose text the caller recognises.
 */

/** `answers` and `syncs` of the log: how many were seen; `faults`: the lines of those answers that came before a sync. */
export type SyncOrder = { readonly answers: number; readonly syncs: number; readonly faults: readonly string[] };

const OPEN = /openat\([^"]*"([^"]*)"[^)]*\)\s+= (\d+)/;
const CLOSE = /\bclose\((\d+)\)/;
const PWRITE = /\bpwrite64\((\d+),/;
const SYNC = /\b(?:fsync|fdatasync)\((\d+)\)\s+= 0/;
const SYNC_BEGUN = /\b(?:fsync|fdatasync)\((\d+) <unfinished/;
const SYNC_DONE = /<\.\.\. (?:fsync|fdatasync) resumed>.*= 0/;
const WRITE = /\bwrite\(\d+, "((?:[^"\\]|\\.)*)"/;

export const syncFaults = (trace: string, isAnswer: (text: string) => boolean): SyncOrder => {
  const walFiles = new Set<string>();
  const unsynced = new Set<string>();
  const syncing = new Map<string, string>();
  const faults: string[] = [];
  let [answers, syncs] = [0, 0];
  const synced = (file: string): void => {
    if (unsynced.delete(file)) syncs += 1;
  };
  for (const line of trace.split("\n")) {
    const thread = line.split(" ", 1)[0] ?? "";
    const [, path = "", opened = ""] = OPEN.exec(line) ?? [];
    if (path.endsWith("/log.db-wal")) walFiles.add(opened);
    else if (opened !== "") walFiles.delete(opened);
    const written = PWRITE.exec(line)?.[1] ?? "";
    if (walFiles.has(written)) unsynced.add(written);
    synced(SYNC.exec(line)?.[1] ?? "");
    const begun = SYNC_BEGUN.exec(line)?.[1];
    if (begun !== undefined) syncing.set(thread, begun);
    if (SYNC_DONE.test(line)) synced(syncing.get(thread) ?? "");
    const closed = CLOSE.exec(line)?.[1] ?? "";
    walFiles.delete(closed);
    const text = WRITE.exec(line)?.[1];
    if (text === undefined || !isAnswer(text)) continue;
    answers += 1;
    if (unsynced.size > 0) faults.push(line);
  }
  return { answers, syncs, faults };
};
