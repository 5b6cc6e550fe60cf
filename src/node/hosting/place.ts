/**
 * Where a node keeps its communities: its own folder, or the database of a cluster. The surprising rule: a node of a cluster still has a
 * folder, for its settings, its token, its memory as a witness and its caches; communities found in it move into the database.
 */
import { join } from "node:path";
import { Cluster } from "../cluster/cluster.ts";
import type { ClusterOrder } from "../cluster/ground.ts";
import type { StoreSettings } from "../cluster/storeSettings.ts";
import type { LogHome } from "../ports/logHome.ts";
import type { CommunitiesParts } from "../sequencer/communities.ts";
import type { Communities, RunningCommunity } from "../sequencer/running.ts";
import { folderHome } from "../store/folderHome.ts";
import type { NodeFolder } from "../store/nodeFolder.ts";
import type { ConfirmedShelf } from "../witness/rounds.ts";
import { confirmedShelf } from "./confirmedShelf.ts";

const KEY_FILE = "store.keys";
const CACHE_FOLDER = "cache";
/** Called with a community; the answer is called when that is over. */
type Follow = (community: RunningCommunity) => Promise<() => void>;
type Opening = Pick<CommunitiesParts, "onOpen" | "share">;

export interface Place {
  readonly home: LogHome;
  readonly confirmed: ConfirmedShelf;
  /** What is done with a community that opens, and what with one that this process writes. */
  opening(opened: (community: RunningCommunity) => () => void, writing: Follow): Opening;
  /** Opens what this process writes, each once, so that what fell due while nobody did is seen to. */
  begin(communities: Communities, isStopping: () => boolean): Promise<void>;
  /** After every community is closed. */
  close(): Promise<void>;
}

type PlaceOrder = Pick<ClusterOrder, "clock" | "random" | "rulebook"> & { readonly breathe: () => Promise<unknown> };

/** Throws where the database cannot be reached, or the keys are not its own. */
export const openPlace = (folder: NodeFolder, store: StoreSettings | undefined, order: PlaceOrder): Promise<Place> =>
  store === undefined ? Promise.resolve(folderPlace(folder)) : clusterPlace(folder, store, order);

const folderPlace = (folder: NodeFolder): Place => ({
  home: folderHome(folder),
  confirmed: confirmedShelf(folder),
  opening: (opened, writing) => ({
    onOpen: async (community) => {
      const closed = opened(community);
      const ended = await writing(community);
      return () => {
        ended();
        closed();
      };
    },
  }),
  begin: async (communities, isStopping) => {
    for (const origin of communities.list()) {
      if (isStopping()) return;
      await communities.find(origin).catch(() => null);
    }
  },
  close: () => Promise.resolve(),
});

const clusterPlace = async (folder: NodeFolder, store: StoreSettings, order: PlaceOrder): Promise<Place> => {
  const { FOLKMOOT_STORE_KEYS: keys } = process.env;
  const cluster = await Cluster.open({
    ...order,
    breathe: async () => {
      await order.breathe();
    },
    keyFile: join(folder.path, KEY_FILE),
    ...store,
    cacheFolder: join(folder.path, CACHE_FOLDER),
    ...(keys === undefined ? {} : { keys }),
  });
  await cluster.moveIn(folder);
  return {
    home: cluster.home,
    confirmed: cluster.confirmed,
    opening: (opened, writing) => ({
      onOpen: (community) => Promise.resolve(opened(community)),
      share: (origin, write) => cluster.share(origin, write, writing),
    }),
    begin: (communities) => cluster.begin(communities),
    close: () => cluster.close(),
  };
};
