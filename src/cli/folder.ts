/**
 * The node's folder that a command works in. The surprising rule: a command that only reads never makes one, since a misspelt name would
 * then look like an empty node.
 */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { NodeFolder } from "../node/store/nodeFolder.ts";
import type { Call } from "./call.ts";
import { FailedError } from "./exits.ts";
import type { Terminal } from "./terminal.ts";

/** `--data`, else what the environment says, else the folder for data in this user's home. */
export const folderPath = (call: Call): string => resolve(call.text("data") ?? ownFolder(call.terminal.env));

const ownFolder = ({ FOLKMOOT_DATA, XDG_DATA_HOME }: Terminal["env"]): string =>
  FOLKMOOT_DATA ?? join(XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "folkmoot");

/** The folder of a node that is there. */
export const existingFolder = (call: Call): NodeFolder => {
  const path = folderPath(call);
  if (!existsSync(join(path, "communities"))) throw new FailedError("cli.folder.none", { path });
  return new NodeFolder(path);
};

/** Where `serve` writes the address of the node while it runs. */
export const ADDRESS_FILE = "address";
