/** Own acts that came back with the log are recorded, whoever carried them there: this device, another one, a courier. */
import type { CommunityDatabase } from "./database.ts";
import { readEntries } from "./localLog.ts";
import type { Outbox } from "./outbox.ts";
import { entryOf } from "./rawEntry.ts";

/** Looked for among so many newest entries; older ones the node answers for when they are handed in again. */
const LOOKED_BACK = 200;

/** @param size of the log that is held */
export const noteReturned = async (database: CommunityDatabase, outbox: Outbox, size: number): Promise<void> => {
  const waiting = new Set(outbox.rows.filter(({ index }) => index === null).map(({ id }) => id));
  if (waiting.size === 0) return;
  for await (const entries of readEntries(database, Math.max(0, size - LOOKED_BACK)))
    for (const { signed, index } of entries.map(entryOf))
      if ("id" in signed && waiting.has(signed.id)) await outbox.recorded(signed.id, index);
};
