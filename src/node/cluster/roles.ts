/**
 * The two roles of a process for one community: following what another process writes, and writing. The surprising rule: the follower is
 * always there. It proves, before a writer begins, that what the database holds goes on from all that this process has ever shown; a
 * database that came back without it (a standby that lagged, an old backup) is read no further and never signed for.
 */
import type { Id } from "../../core/kernel/types.ts";
import type { HostedCommunity, Measures, News } from "../sequencer/running.ts";
import { Follower, LostEntriesError } from "./follower.ts";
import type { Sharing } from "./sharing.ts";

/** A writer that stopped is not begun anew more often than this. */
const BEGIN_AGAIN_MS = 1_000;

export const NOTHING_YET: Measures = { entries: 0, waiting: 0, recorded: 0, refused: 0, commits: 0, promised: 0 };

type Writer = { readonly community: HostedCommunity; readonly leave: () => void };

export class Roles {
  readonly #origin: Id;
  readonly #sharing: Sharing;
  readonly #write: () => Promise<HostedCommunity>;
  readonly #tell: (news: News) => void;
  readonly follower: Follower;
  #writer: Writer | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #begunAt = Number.NEGATIVE_INFINITY;
  #isStopped = false;
  /** Of writers that ended. */
  past = NOTHING_YET;
  /** Why this process believes this database no more. */
  bar: string | null = null;

  private constructor(
    origin: Id,
    sharing: Sharing,
    write: () => Promise<HostedCommunity>,
    tell: (news: News) => void,
    follower: Follower,
  ) {
    this.#origin = origin;
    this.#sharing = sharing;
    this.#write = write;
    this.#tell = tell;
    this.follower = follower;
  }

  static async open(
    origin: Id,
    sharing: Sharing,
    write: () => Promise<HostedCommunity>,
    tell: (news: News) => void,
  ): Promise<Roles> {
    const { rulebook, breathe } = sharing;
    const store = await sharing.openStore(origin);
    const follower = await Follower.open({ store, rulebook, breathe }, tell);
    const roles = new Roles(origin, sharing, write, tell, follower);
    // Where it cannot write at once it reads; the next act or the next beat tries again.
    if (sharing.presence.holds(origin)) await roles.writing().catch(() => null);
    return roles;
  }

  /** Null where this process only follows. */
  get writer(): HostedCommunity | null {
    return this.#writer?.community ?? null;
  }

  /** The writer, where this process holds the log: begun if need be. Null where another does. */
  writing(): Promise<HostedCommunity | null> {
    return this.#alone(async () => {
      if (!this.#sharing.presence.holds(this.#origin) || this.#isStopped) {
        await this.#endWriting();
        return null;
      }
      if (this.#writer !== null && !this.#isToBeginAgain(this.#writer.community)) return this.#writer.community;
      await this.#endWriting();
      return this.#beginWriting();
    });
  }

  async #beginWriting(): Promise<HostedCommunity> {
    await this.#believed(() => this.follower.catchUp());
    this.#begunAt = this.#sharing.clock.monotonicMs();
    const community = await this.#write();
    const unsubscribe = community.subscribe((news) => {
      this.#sharing.grown(this.#origin);
      this.#tell(news);
    });
    try {
      // What others recorded just before the log was taken over; told twice is harmless.
      await this.#believed(() => this.follower.catchUp());
      const unfollow = await this.#sharing.onWriting(community);
      const leave = (): void => {
        unsubscribe();
        unfollow();
      };
      this.#writer = { community, leave };
      return community;
    } catch (error) {
      unsubscribe();
      await community.stop();
      throw error;
    }
  }

  #isToBeginAgain(writer: HostedCommunity): boolean {
    const isStopped = writer.health().state === "stopped";
    return isStopped && this.#sharing.clock.monotonicMs() > this.#begunAt + BEGIN_AGAIN_MS;
  }

  async #endWriting(): Promise<void> {
    const writer = this.#writer;
    if (writer === null) return;
    await writer.community.stop().catch(() => undefined);
    // What it recorded last was told by itself; from here on the follower tells.
    const [world, head] = [writer.community.world(), writer.community.head()];
    if (!this.#isStopped) await this.#believed(() => this.follower.restart(world, head));
    const { recorded, refused, commits, promised } = writer.community.measures();
    const past = this.past;
    this.past = {
      ...NOTHING_YET,
      recorded: past.recorded + recorded,
      refused: past.refused + refused,
      commits: past.commits + commits,
      promised: past.promised + promised,
    };
    writer.leave();
    this.#writer = null;
  }

  async #believed(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof LostEntriesError) this.bar = error.message;
      throw error;
    }
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The log is this long now, somebody says; and perhaps it has changed hands. */
  noticed(size: number): void {
    if (this.#isStopped || this.bar !== null) return;
    const holds = this.#sharing.presence.holds(this.#origin);
    const isStuck = this.#writer !== null && this.#isToBeginAgain(this.#writer.community);
    if (holds !== (this.#writer !== null) || isStuck) void this.writing().catch(() => undefined);
    else if (this.#writer === null && size !== this.follower.head.size)
      void this.#alone(() => this.#believed(() => this.follower.catchUp())).catch(() => undefined);
  }

  /** Reads what was recorded by now; where that fails, it is read later. */
  async catchUp(): Promise<void> {
    const reading = this.#alone(async () => {
      if (this.#writer === null) await this.#believed(() => this.follower.catchUp());
    });
    await reading.catch(() => undefined);
  }

  /** Writing ends; the log may be given to another process when this answers. */
  yield(): Promise<void> {
    return this.#alone(() => this.#endWriting());
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#alone(() => this.#endWriting());
    await this.follower.close();
  }
}
