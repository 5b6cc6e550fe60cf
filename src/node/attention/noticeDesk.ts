/**
 * The notices of a node: those of each open community, and a round once an hour that opens the closed ones in which somebody wants to be told.
 * The surprising rule: nothing lapses or happens because this ran; a node without it is the same node, only silent.
 */
import { timingSafeEqual } from "node:crypto";
import { community as people } from "../../core/registry.ts";
import { HOUR_MS } from "../../core/kernel/time.ts";
import type { Id } from "../../core/kernel/types.ts";
import { TokenBuckets } from "../limits/tokenBuckets.ts";
import { Alarms } from "../sequencer/alarms.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import type { NodeFolder } from "../store/nodeFolder.ts";
import type { NoticeParts } from "./carriers.ts";
import { CommunityNotices } from "./communityNotices.ts";
import { hasAttention, inTransaction, forgetTraces } from "./file.ts";
import { askAt } from "./looking.ts";
import { MemberDesk } from "./memberDesk.ts";
import type { Outcome } from "./message.ts";

/** Codes that strangers' addresses get from this node: enough for a meeting at which everybody signs up, too few to pester anybody. */
const CODES_OF_NODE = { burst: 100, perMinute: 2 };
const CODES_OF_ADDRESS = { burst: 3, perMinute: 0.01 };

export type NoticeNumbers = {
  readonly noticeChannels: number;
  readonly noticesWaiting: number;
  readonly noticesSent: number;
  readonly noticesFailed: number;
};

export type NoticeDeskParts = Omit<NoticeParts, "mayMail" | "count"> & {
  readonly folder: NodeFolder;
  readonly find: (origin: Id) => Promise<unknown>;
};

export class NoticeDesk {
  readonly #parts: NoticeDeskParts;
  readonly #open = new Map<Id, CommunityNotices>();
  readonly #alarms: Alarms;
  readonly #counted = { sent: 0, failed: 0 };
  readonly #codes = new TokenBuckets(CODES_OF_NODE);
  readonly #codesTo = new TokenBuckets(CODES_OF_ADDRESS);

  constructor(parts: NoticeDeskParts) {
    this.#parts = parts;
    this.#alarms = new Alarms(parts.clock);
    this.#setRound();
  }

  /** For each community that opens; the answer is for when it closes. */
  follow(community: RunningCommunity): () => void {
    const { folder, clock, random, carriers } = this.#parts;
    const mayMail = (address: string): boolean => this.#mayMail(address);
    const count = ({ kind }: Outcome): void => void (this.#counted[kind === "sent" ? "sent" : "failed"] += 1);
    const parts = { clock, random, carriers, mayMail, count };
    const notices = new CommunityNotices(parts, folder.communityPath(community.origin), community);
    this.#open.set(community.origin, notices);
    return () => {
      this.#open.delete(community.origin);
      notices.close();
    };
  }

  close(): void {
    this.#alarms.silence();
    this.#parts.carriers.mail?.close();
  }

  get offers(): { readonly pushKey: string; readonly mail: boolean } {
    const { pushKey, mail } = this.#parts.carriers;
    return { pushKey, mail: mail !== null };
  }

  /** The notices of an open community. */
  of(origin: Id): CommunityNotices | null {
    return this.#open.get(origin) ?? null;
  }

  /** For the member behind this device, who takes part; null where there is none. */
  deskFor(community: RunningCommunity, device: Id): MemberDesk | null {
    const notices = this.of(community.origin);
    const person = askAt(community, this.#parts.clock.now()).ask(people).personOf(device);
    return notices === null || person === null ? null : new MemberDesk(notices, person.member);
  }

  /** Ends the channel with this secret, for whoever received something by it; it is no matter whether there was one. */
  stop(origin: Id, secret: Uint8Array): void {
    const open = this.of(origin)?.existing ?? null;
    if (open === null) return;
    const meant = open.rows.channels
      .all()
      .find((channel) => channel.secret.length === secret.length && timingSafeEqual(channel.secret, secret));
    if (meant === undefined) return;
    inTransaction(open.database, () => open.rows.channels.drop(meant.id));
    forgetTraces(open.database);
  }

  /** Sums over the open communities. */
  numbers(): NoticeNumbers {
    const open = [...this.#open.values()].flatMap(({ opened }) => opened ?? []);
    const sum = (count: (rows: (typeof open)[number]["rows"]) => number): number =>
      open.reduce((total, { rows }) => total + count(rows), 0);
    return {
      noticeChannels: sum(({ channels }) => channels.all().length),
      noticesWaiting: sum(({ queue }) => queue.count()),
      noticesSent: this.#counted.sent,
      noticesFailed: this.#counted.failed,
    };
  }

  #mayMail(address: string): boolean {
    const now = this.#parts.clock.monotonicMs();
    return this.#codesTo.take(address.toLowerCase(), now, 1) === 0 && this.#codes.take("node", now, 1) === 0;
  }

  #setRound(): void {
    this.#alarms.set("round", HOUR_MS, () => void this.#round());
  }

  /** A community that is closed is opened, which looks at it. */
  async #round(): Promise<void> {
    const { folder, find } = this.#parts;
    for (const origin of folder.communities())
      if (!this.#open.has(origin) && hasAttention(folder.communityPath(origin))) await find(origin).catch(() => null);
    this.#setRound();
  }
}
