/** A node's folder as the home of its communities: one file a log, one file a key. */
import type { LogHome } from "../ports/logHome.ts";
import type { NodeFolder } from "./nodeFolder.ts";
import { openLogStore } from "./sqliteStore.ts";

/** What an interrupted founding or import left behind is cleaned away first. */
export const folderHome = (folder: NodeFolder): LogHome => {
  folder.removeUnfinished();
  return {
    list: () => folder.communities(),
    has: (origin) => soon(() => folder.has(origin)),
    prepareKey: (random) => soon(() => folder.prepareKey(random)),
    isPrepared: (key) => soon(() => folder.isPrepared(key)),
    found: (origin, key) => soon(() => folder.found(origin, key)),
    usePrepared: (key) => soon(() => folder.usePrepared(key)),
    abandon: (origin) => soon(() => folder.remove(origin)),
    open: (origin) => soon(() => openLogStore(folder.communityPath(origin))),
    signer: (origin) => soon(() => folder.signer(origin)),
  };
};

const soon = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
