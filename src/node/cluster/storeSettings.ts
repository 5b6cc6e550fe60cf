/** What `node.json` says of the store: without it a node keeps its communities in its own folder. */
import { z } from "zod";

export const storeShape = z.strictObject({
  /** `postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE` */
  address: z.string(),
  /** With the keys that the database never sees; `store.keys` in the node's folder where it is not said. */
  keyFile: z.string().exactOptional(),
  /** By which the other processes of the cluster reach this one. */
  host: z.string().default("127.0.0.1"),
  /** 0: a free one. */
  port: z.int().min(0).max(65_535).default(0),
});
export type StoreSettings = z.infer<typeof storeShape>;
