/**
 * Where a node's communities are kept, with the keys that sign their logs: a folder of this machine, or a database that several
 * processes share. The surprising rule: a private key never leaves it, other than as a signer.
 */
import type { Signer } from "../../core/log/ed25519.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { LogStore } from "./logStore.ts";
import type { Random } from "./random.ts";

export interface LogHome {
  /** Every community whose log is known to be here. */
  list(): readonly Id[];
  has(origin: Id): Promise<boolean>;
  /** A fresh log key; its public half is to be named in a founding act. */
  prepareKey(random: Random): Promise<Id>;
  isPrepared(key: Id): Promise<boolean>;
  /** An empty log for a community whose founding act names a prepared key, which becomes its own. */
  found(origin: Id, key: Id): Promise<void>;
  /** After the founding act is recorded the prepared key is nobody else's to use. */
  usePrepared(key: Id): Promise<void>;
  /** Takes a log away in which nothing was ever recorded. */
  abandon(origin: Id): Promise<void>;
  open(origin: Id): Promise<LogStore>;
  /** Null where the key of this log is not here. */
  signer(origin: Id): Promise<Signer | null>;
}
