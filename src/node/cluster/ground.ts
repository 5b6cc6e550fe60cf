/** What a process of a cluster stands on: the database with its tables and keys, its name, and the line to the other processes. */
import { hexOf, parseId } from "../../core/hash.ts";
import type { Clock } from "../ports/clock.ts";
import type { LogHome } from "../ports/logHome.ts";
import type { Random } from "../ports/random.ts";
import type { Rulebook } from "../sequencer/rulebook.ts";
import { ClusterHome } from "./clusterHome.ts";
import { Database } from "./database.ts";
import { Forwarder, listenForOthers, type Forwarded } from "./forwarding.ts";
import type { KeyRing } from "./keyRing.ts";
import { ringFor, sealAnew } from "./keysInUse.ts";
import { LogRows } from "./logRows.ts";
import { NodeRows } from "./nodeRows.ts";
import { PACE, Presence, type Pace } from "./presence.ts";
import { NotHolderError } from "./replies.ts";
import { prepareTables } from "./tables.ts";

const NODE_BYTES = 32;

export type ClusterOrder = {
  /** `postgres://…` */
  readonly address: string;
  /** The file with the keys that the database never sees, or the keys themselves. */
  readonly keyFile: string;
  readonly keys?: string;
  /** Where other processes reach this one: the machine's name or address, and the port (0: a free one). */
  readonly host: string;
  readonly port: number;
  /** This process's own folder for what may be lost. */
  readonly cacheFolder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly rulebook: Rulebook;
  readonly breathe: () => Promise<void>;
  readonly pace?: Pace;
};

export type Ground = {
  readonly database: Database;
  readonly ring: KeyRing;
  readonly presence: Presence;
  readonly logs: LogRows;
  readonly forwarder: Forwarder;
  readonly home: LogHome;
  readonly closeListening: () => Promise<void>;
};

export const openGround = async (order: ClusterOrder, asked: () => Forwarded | null): Promise<Ground> => {
  const database = new Database(order.address);
  try {
    await prepareTables(database);
    const ring = await ringFor(database, order.keyFile, order.random, order.keys);
    await sealAnew(database, ring);
    const secret = ring.shared("between processes");
    const listening = await listenForOthers(order.host, order.port, secret, passingOn(asked));
    const address = `https://${order.host.includes(":") ? `[${order.host}]` : order.host}:${listening.port}`;
    const logs = new LogRows(database);
    const { clock, random, pace = PACE, cacheFolder } = order;
    const node = parseId(hexOf(random.bytes(NODE_BYTES)));
    if (node === null) throw new TypeError("chance gave no 32 bytes");
    const presence = new Presence({ node, address, logs, nodes: new NodeRows(database), clock, pace });
    const home = new ClusterHome({ database, ring, random, logs, presence, cacheFolder });
    return { database, ring, presence, logs, forwarder: new Forwarder(secret), home, closeListening: listening.close };
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** Other processes may ask before this one is ready. */
const passingOn = (asked: () => Forwarded | null): Forwarded => {
  const ready = (): Forwarded => {
    const by = asked();
    if (by === null) throw new NotHolderError("it has just begun");
    return by;
  };
  return {
    submit: async (...all) => ready().submit(...all),
    giveUp: async (community) => ready().giveUp(community),
  };
};
