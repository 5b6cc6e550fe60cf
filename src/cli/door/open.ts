/** The door that a command goes through: to the node named, to the community in the folder, or to the node that the key remembers. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TOKEN_FILE } from "../../node/hosting/operatorToken.ts";
import { NodeFolder, NodeRunsError } from "../../node/store/nodeFolder.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Call } from "../call.ts";
import { FailedError, UsageError } from "../exits.ts";
import { ADDRESS_FILE, folderPath } from "../folder.ts";
import { addressOf } from "../remote/request.ts";
import type { Door } from "./door.ts";
import { localDoor } from "./localDoor.ts";
import { remoteDoor } from "./remoteDoor.ts";

/** For a community that is there already. @param remembered where its node was last */
export const openDoor = (call: Call, community: Id, remembered: string | null): Door => {
  const node = call.text("node");
  if (node !== null) return remoteDoor(checkedAddress(node), null);
  const path = folderPath(call);
  if (existsSync(join(path, "communities", community))) return folderDoor(path);
  if (remembered === null) throw new FailedError("cli.community.nowhere", { community, path });
  return remoteDoor(remembered, null);
};

/** For a community to be founded: at the node named, else in the folder, which is made if need be. */
export const openFoundingDoor = (call: Call): Door => {
  const node = call.text("node");
  return node === null ? folderDoor(folderPath(call)) : remoteDoor(checkedAddress(node), null);
};

const checkedAddress = (url: string): string => {
  const address = addressOf(url);
  if (address === null) throw new UsageError("cli.node.notAnAddress", { url });
  return address;
};

/** Straight into the folder; or, where a node runs it, to that node, as its operator. */
const folderDoor = (path: string): Door => {
  try {
    return localDoor(new NodeFolder(path));
  } catch (error) {
    const address = error instanceof NodeRunsError ? lineIn(join(path, ADDRESS_FILE)) : null;
    if (address === null) throw error;
    return remoteDoor(address, lineIn(join(path, TOKEN_FILE)));
  }
};

const lineIn = (file: string): string | null => (existsSync(file) ? readFileSync(file, "utf8").trim() : null);
