/**
 * `folkmoot backup`: copies the logs of a folder while its node runs. The surprising rule: a backup holds no private key, since backups
 * travel; the key is to be kept apart, once, and the words say where it is.
 */
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Id } from "../../core/kernel/types.ts";
import { openBackups } from "../../node/backup/backups.ts";
import { syncFile, syncFolder } from "../../node/store/durable.ts";
import { KEY_FILE, type NodeFolder } from "../../node/store/nodeFolder.ts";
import { openLogReader } from "../../node/store/sqliteStore.ts";
import type { Call, Command } from "../call.ts";
import { chosenAmong } from "../choice.ts";
import { existingFolder } from "../folder.ts";

export const backup: Command = {
  positionals: [],
  options: ["data", "community", "out"],
  run: async (call) => {
    const folder = existingFolder(call);
    const made: { readonly community: Id; readonly file: string; readonly nodeKey: string }[] = [];
    for (const community of wanted(call, folder)) {
      const file = await copied(call, folder, community);
      made.push({ community, file, nodeKey: join(folder.communityPath(community), KEY_FILE) });
    }
    call.answer(made, () =>
      made.flatMap((facts) => [call.say("cli.backup.done", facts), call.say("cli.backup.key", facts)]),
    );
    return call.done();
  },
};

/** The one named, else all of them. */
const wanted = (call: Call, folder: NodeFolder): readonly Id[] => {
  const all = folder.communities();
  const named = call.text("community");
  const known = all.map((id) => ({ id }));
  return named === null && all.length > 0 ? all : [chosenAmong(known, named).id];
};

const copied = async (call: Call, folder: NodeFolder, community: Id): Promise<string> => {
  const reader = openLogReader(folder.communityPath(community));
  try {
    const name = await openBackups(folder).make(reader, call.terminal.now());
    const out = call.text("out");
    return out === null ? join(folder.backups, name) : carried(join(folder.backups, name), out, name);
  } finally {
    await reader.close();
  }
};

/** A finished backup is nobody's to write, so it may be copied as a file. */
const carried = (from: string, out: string, name: string): string => {
  mkdirSync(out, { recursive: true });
  const file = join(out, name);
  copyFileSync(from, file);
  syncFile(file);
  syncFolder(out);
  return file;
};
