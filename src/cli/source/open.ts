/** The log that a command is asked about: in an export, at a node, or in a node's folder. */
import type { Call } from "../call.ts";
import { chosenAmong } from "../choice.ts";
import { UsageError } from "../exits.ts";
import { existingFolder } from "../folder.ts";
import { exportedSource } from "./exportedSource.ts";
import { nodeSource } from "./nodeSource.ts";
import type { LogSource } from "./source.ts";
import { storedSource } from "./storedSource.ts";

/** By `--file`, `--node` or `--data`; the last where none is given. */
export const openSource = async (call: Call): Promise<LogSource> => {
  const [file, node] = [call.text("file"), call.text("node")];
  if ([file, node, call.text("data")].filter((value) => value !== null).length > 1)
    throw new UsageError("cli.oneSource");
  if (file !== null) return exportedSource(file);
  if (node !== null) return nodeSource(call, node);
  const folder = existingFolder(call);
  const known = folder.communities().map((id) => ({ id }));
  return storedSource(folder.communityPath(chosenAmong(known, call.text("community")).id));
};
