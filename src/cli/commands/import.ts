/**
 * `folkmoot import FILE`: makes a community's log on this node from an export for members, wherever that comes from. The surprising rule: all of it
 * is checked on the way in, and nothing is left in the folder where anything is wrong.
 */
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { MalformedExport } from "../../core/log/exportFormat.ts";
import { importExport, ImportError, type Imported } from "../../node/backup/importing.ts";
import { openVerifierPool } from "../../node/crypto/verifierPool.ts";
import { BrokenLogError } from "../../node/sequencer/opening.ts";
import { registryRulebook } from "../../node/sequencer/registryRulebook.ts";
import { NodeFolder } from "../../node/store/nodeFolder.ts";
import type { Call, Command } from "../call.ts";
import { exits, type Exit } from "../exits.ts";
import { folderPath } from "../folder.ts";
import { seedIn } from "../keys/nodeKey.ts";

export const importCommand: Command = {
  positionals: [{ name: "FILE", count: "one" }],
  options: ["data", "node-key"],
  run: async (call) => {
    const file = call.positional(0) ?? "";
    await access(file);
    const imported = await taken(call, file);
    if ("fault" in imported) return refused(call, imported.fault);
    const { origin, size } = imported;
    const hasKey = call.has("node-key");
    call.answer({ community: origin, entries: size, hasKey }, () => [
      call.say("cli.import.done", { community: origin, entries: size }),
      call.say(hasKey ? "cli.restore.next" : "cli.restore.noKey"),
    ]);
    return call.done();
  },
};

const taken = async (call: Call, file: string): Promise<Imported | { readonly fault: Error }> => {
  const folder = new NodeFolder(folderPath(call));
  const verifier = openVerifierPool();
  try {
    const parts = { folder, rulebook: registryRulebook, verifier, seed: seedIn(call) };
    return await importExport(createReadStream(file), parts);
  } catch (error) {
    if (error instanceof ImportError || error instanceof BrokenLogError || error instanceof MalformedExport)
      return { fault: error };
    throw error;
  } finally {
    await verifier.close();
  }
};

/** A file that is not what it should be is a fault found, as in `verify`. */
const refused = (call: Call, fault: Error): Exit => {
  const why =
    fault instanceof MalformedExport ? call.say("cli.show.damaged", { file: call.positional(0) ?? "" }) : fault.message;
  call.answer({ outcome: "refused", why }, () => [call.say("cli.import.refused", { why })]);
  return exits.refused;
};
