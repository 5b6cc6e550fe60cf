/**
 * A process's part in a cluster: several node processes over one PostgreSQL, each reading every community and each community written by
 * one of them. The surprising rule: a process needs nothing of the others to go on; whoever is gone is replaced when its lease has run out.
 */
import { hexOf, parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Clock } from "../ports/clock.ts";
import type { LogHome } from "../ports/logHome.ts";
import type { Random } from "../ports/random.ts";
import type { Rulebook } from "../sequencer/rulebook.ts";
import type { Communities, HostedCommunity } from "../sequencer/running.ts";
import type { Answer, Submission } from "../sequencer/submission.ts";
import type { ConfirmedShelf } from "../witness/rounds.ts";
import { Bulletin } from "./bulletin.ts";
import { ClusterHome } from "./clusterHome.ts";
import { confirmedRows } from "./confirmedRows.ts";
import { Database } from "./database.ts";
import { Forwarder, listenForOthers, type Forwarded } from "./forwarding.ts";
import { ringFor, sealAnew } from "./keysInUse.ts";
import { LogRows, type LogRow } from "./logRows.ts";
import { NodeRows } from "./nodeRows.ts";
import { PACE, Presence, type Attendant, type Pace } from "./presence.ts";
import { NotHolderError } from "./replies.ts";
import { ElsewhereError, SharedCommunity } from "./sharedCommunity.ts";
import type { Sharing } from "./sharing.ts";
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

export class Cluster implements Attendant, Forwarded {
  readonly home: LogHome;
  readonly confirmed: ConfirmedShelf;
  readonly #order: ClusterOrder;
  readonly #database: Database;
  readonly #bulletin: Bulletin;
  readonly #presence: Presence;
  readonly #logs: LogRows;
  readonly #forwarder: Forwarder;
  readonly #shared = new Map<Id, SharedCommunity>();
  readonly #byNumber = new Map<number, Id>();
  readonly #closeListening: () => Promise<void>;
  #communities: Communities | null = null;
  #touring: Promise<void> = Promise.resolve();
  #isClosing = false;

  private constructor(order: ClusterOrder, ground: Ground) {
    this.#order = order;
    this.#database = ground.database;
    this.#presence = ground.presence;
    this.#logs = ground.logs;
    this.#forwarder = ground.forwarder;
    this.#closeListening = ground.closeListening;
    this.home = ground.home;
    this.confirmed = confirmedRows(ground.database);
    this.#bulletin = new Bulletin(ground.database, order.clock, (line) => this.#heard(line));
  }

  static async open(order: ClusterOrder): Promise<Cluster> {
    const asked: { by: Forwarded | null } = { by: null };
    const cluster = new Cluster(order, await openGround(order, () => asked.by));
    asked.by = cluster;
    return cluster;
  }

  /** From now on this process takes its share of the communities. */
  async begin(communities: Communities): Promise<void> {
    this.#communities = communities;
    await this.#bulletin.listen();
    await this.#presence.begin(this);
  }

  /** For `openCommunities`. */
  async share(
    origin: Id,
    write: () => Promise<HostedCommunity>,
    onWriting: Sharing["onWriting"],
  ): Promise<HostedCommunity> {
    const { rulebook, clock, breathe } = this.#order;
    const shared = await SharedCommunity.open(
      origin,
      {
        presence: this.#presence,
        logs: this.#logs,
        forwarder: this.#forwarder,
        rulebook,
        clock,
        breathe,
        openStore: (community) => this.home.open(community),
        onWriting,
        grown: (community) => this.#tellGrown(community),
        closed: (community) => this.#shared.delete(community.origin),
      },
      write,
    );
    this.#shared.set(origin, shared);
    return shared;
  }

  get node(): Id {
    return this.#presence.node;
  }

  /** Every community as the database has it. */
  rows(): Promise<readonly LogRow[]> {
    return this.#logs.all();
  }

  /** How many communities are written here. */
  written(): number {
    return this.#presence.list().filter((origin) => this.#presence.holds(origin)).length;
  }

  /** After every community is closed: gives back what this process held, so that nobody has to wait for it. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#touring;
    await this.#closeListening();
    await this.#presence.close().catch(() => undefined);
    this.#bulletin.tell("changed");
    this.#bulletin.close();
    this.#forwarder.close();
    await this.#database.close();
  }

  // ---- what other processes ask

  async submit(community: Id, submission: Submission, from: string): Promise<readonly Answer[]> {
    const shared = await this.#find(community);
    try {
      return await shared.submitHere(submission, from);
    } catch (error) {
      throw error instanceof ElsewhereError ? new NotHolderError("it is written elsewhere") : error;
    }
  }

  giveUp(community: Id): Promise<void> {
    return this.#presence.give(community, this);
  }

  async yield(community: Id): Promise<void> {
    await this.#shared.get(community)?.yield();
  }

  async #find(community: Id): Promise<SharedCommunity> {
    if (!this.#isClosing) await this.#communities?.find(community);
    const shared = this.#shared.get(community);
    if (shared === undefined) throw new NotHolderError("it is not here");
    return shared;
  }

  // ---- what a beat found

  noticed(rows: readonly LogRow[]): void {
    for (const { log, origin, size } of rows) {
      this.#byNumber.set(log, origin);
      this.#shared.get(origin)?.noticed(size);
    }
  }

  /** Each is opened once, so that what fell due while nobody wrote it is seen to. */
  took(origins: readonly Id[]): void {
    this.changed();
    this.#touring = this.#touring.then(async () => {
      for (const origin of origins) {
        if (this.#isClosing) return;
        await this.#communities?.find(origin).catch(() => null);
      }
    });
  }

  changed(): void {
    this.#bulletin.tell("changed");
  }

  // ---- what is called out

  #tellGrown(community: Id): void {
    const log = this.#presence.numberOf(community);
    const shared = this.#shared.get(community);
    if (log !== null && shared !== undefined) this.#bulletin.tell(`grown ${log} ${shared.head().size}`);
  }

  #heard(line: string): void {
    const [what, log, size] = line.split(" ");
    if (what === "changed") this.#presence.soon(this);
    const origin = this.#byNumber.get(Number(log));
    if (what === "grown" && origin !== undefined) this.#shared.get(origin)?.noticed(Number(size));
  }
}

type Ground = {
  readonly database: Database;
  readonly presence: Presence;
  readonly logs: LogRows;
  readonly forwarder: Forwarder;
  readonly home: LogHome;
  readonly closeListening: () => Promise<void>;
};

const openGround = async (order: ClusterOrder, asked: () => Forwarded | null): Promise<Ground> => {
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
    return { database, presence, logs, forwarder: new Forwarder(secret), home, closeListening: listening.close };
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
