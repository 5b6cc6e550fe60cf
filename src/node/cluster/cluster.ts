/**
 * A process's part in a cluster: several node processes over one PostgreSQL, each reading every community and each community written by
 * one of them. The surprising rule: a process needs nothing of the others to go on; whoever is gone is replaced when its lease has run out.
 */
import type { Id } from "../../core/kernel/types.ts";
import type { LogHome } from "../ports/logHome.ts";
import type { Communities, HostedCommunity } from "../sequencer/running.ts";
import type { Answer, Submission } from "../sequencer/submission.ts";
import type { NodeFolder } from "../store/nodeFolder.ts";
import type { ConfirmedShelf } from "../witness/rounds.ts";
import { Bulletin } from "./bulletin.ts";
import { confirmedRows } from "./confirmedRows.ts";
import type { Database } from "./database.ts";
import type { Forwarded, Forwarder } from "./forwarding.ts";
import { openGround, type ClusterOrder, type Ground } from "./ground.ts";
import type { KeyRing } from "./keyRing.ts";
import type { LogRow, LogRows } from "./logRows.ts";
import { moveIn } from "./moveIn.ts";
import type { Attendant, Presence } from "./presence.ts";
import { NotHolderError } from "./replies.ts";
import { ElsewhereError, SharedCommunity } from "./sharedCommunity.ts";
import type { Sharing } from "./sharing.ts";

export class Cluster implements Attendant, Forwarded {
  readonly home: LogHome;
  readonly confirmed: ConfirmedShelf;
  readonly #order: ClusterOrder;
  readonly #database: Database;
  readonly #ring: KeyRing;
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
    this.#ring = ground.ring;
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

  /** Takes what lies in a node's folder into the database, each community whole or not at all; answers which. */
  async moveIn(folder: NodeFolder): Promise<readonly Id[]> {
    const moved: Id[] = [];
    for (const origin of folder.communities())
      if (await moveIn(origin, folder, { database: this.#database, ring: this.#ring, random: this.#order.random }))
        moved.push(origin);
    return moved;
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
