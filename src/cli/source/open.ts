/** The log that a command is asked about: in an export, at a node, or in a node's folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Call } from "../call.ts";
import { chosenAmong } from "../choice.ts";
import { UsageError } from "../exits.ts";
import { existingFolder, folderPath } from "../folder.ts";
import { readKey, type DeviceKey } from "../keys/keyFile.ts";
import { addressOf } from "../remote/request.ts";
import { communityAt } from "../remote/wellKnown.ts";
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
  if (node !== null) return atNode(call, node);
  const folder = existingFolder(call);
  const known = folder.communities().map((id) => ({ id }));
  return storedSource(folder.communityPath(chosenAmong(known, call.text("community")).id));
};

const atNode = async (call: Call, node: string): Promise<LogSource> => {
  const file = call.text("key");
  const key = file === null ? null : readKey(file);
  const { address, community } = await communityAt(node, key?.community ?? call.text("community"));
  return nodeSource(address, community, key?.signer ?? null);
};

/** The log that a member's key belongs to, as that member sees it: in the folder, else at its node. */
export const sourceFor = (call: Call, { community, node, signer }: DeviceKey): Promise<LogSource> => {
  const path = join(folderPath(call), "communities", community);
  const url = call.text("node") ?? (existsSync(path) ? null : node);
  if (url === null) return Promise.resolve(storedSource(path));
  const address = addressOf(url);
  if (address === null) throw new UsageError("cli.node.notAnAddress", { url });
  return nodeSource(address, community, signer);
};
