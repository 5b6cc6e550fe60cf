/**
 * `folkmoot restore FILE`: puts a backup in the place of a community's log. What was there becomes a backup itself, and what it had erased stays
 * erased.
 */
import { restoreBackup } from "../../node/backup/restore.ts";
import { NodeFolder, writeKeyFile } from "../../node/store/nodeFolder.ts";
import type { Command } from "../call.ts";
import { folderPath } from "../folder.ts";
import { seedIn } from "../keys/nodeKey.ts";

export const restore: Command = {
  positionals: [{ name: "FILE", count: "one" }],
  options: ["data", "node-key"],
  run: async (call) => {
    const folder = new NodeFolder(folderPath(call));
    const seed = seedIn(call);
    const { origin, size, kept } = await restoreBackup(folder, call.positional(0) ?? "", call.terminal.now());
    if (seed !== null) writeKeyFile(folder.communityPath(origin), seed);
    const hasKey = folder.signer(origin) !== null;
    call.answer({ community: origin, entries: size, kept, hasKey }, () => [
      call.say("cli.restore.done", { community: origin, entries: size }),
      ...(kept === null ? [] : [call.say("cli.restore.kept", { kept })]),
      call.say(hasKey ? "cli.restore.next" : "cli.restore.noKey"),
    ]);
    return call.done();
  },
};
