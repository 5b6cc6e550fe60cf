/** Where the checkpoint that allies confirmed last is kept: a file beside each community's log. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Id } from "../../core/kernel/types.ts";
import { writeDurably } from "../store/durable.ts";
import type { NodeFolder } from "../store/nodeFolder.ts";
import type { ConfirmedShelf } from "../witness/rounds.ts";

const FILE = "confirmed.checkpoint";

export const confirmedShelf = (folder: NodeFolder): ConfirmedShelf => {
  const pathOf = (community: Id): string => join(folder.communityPath(community), FILE);
  return {
    read: (community) => {
      const path = pathOf(community);
      return Promise.resolve(existsSync(path) ? new Uint8Array(readFileSync(path)) : null);
    },
    write: (community, checkpoint) => {
      if (folder.has(community)) writeDurably(pathOf(community), checkpoint);
      return Promise.resolve();
    },
  };
};
