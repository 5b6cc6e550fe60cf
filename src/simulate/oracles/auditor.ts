/**
 * Reads the node's log as it grows, straight from the machine, and puts every entry before the oracles. The surprising rule: when a
 * process comes up, everything read before is read again, so that no crash can change the past unseen.
 */
import { Malformed, type Id, type Instant, type SignedAct, type Value } from "../../core/kernel/types.ts";
import { actId } from "../../core/log/act.ts";
import { deliberation } from "../../core/registry.ts";
import { resultShape } from "../../core/result.ts";
import type { RunningCommunity } from "../../node/sequencer/running.ts";
import type { Dice } from "../dice.ts";
import type { Ledger } from "../machine/ledger.ts";
import type { OpenCheckpoint } from "../people/replica.ts";
import { Replica, type Taken } from "../people/replica.ts";
import { SharedFold } from "../people/sharedFold.ts";
import type { Software } from "../machine/software.ts";
import type { Timeline } from "../timeline.ts";
import { Violation, type Tally, type Trace } from "../trace.ts";
import { AgreementOracle } from "./agreements.ts";
import { BallotOracle } from "./ballots.ts";
import { FoldOracle } from "./fold.ts";
import { KeyOracle } from "./keys.ts";
import type { Oracle } from "./oracle.ts";
import { OrderOracle } from "./order.ts";

const AT_ONCE = 500;

export type AuditorParts = {
  readonly software: Software;
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly tally: Tally;
  readonly ledger: Ledger;
  readonly open: OpenCheckpoint;
};

export class Auditor {
  readonly #parts: AuditorParts;
  readonly #replica: Replica;
  readonly #fold: FoldOracle;
  readonly #keys = new KeyOracle();
  readonly #oracles: readonly Oracle[];
  readonly #entries: { readonly id: Id; readonly at: Instant }[] = [];

  constructor(parts: AuditorParts) {
    const { software, timeline, dice } = parts;
    const { core } = software.rulebook;
    this.#parts = parts;
    this.#replica = new Replica(new SharedFold(core), parts.open);
    this.#fold = new FoldOracle(core, software.publicCore, dice);
    const agreements = new AgreementOracle(core);
    this.#oracles = [new OrderOracle(timeline), new BallotOracle(core), agreements, this.#keys, this.#fold];
  }

  get world() {
    return this.#replica.world;
  }

  /** Takes what is new, and asks every oracle about this moment. Throws a `Violation`. */
  async step(community: RunningCommunity): Promise<void> {
    const head = community.head();
    if (head.size === 0) return;
    const hasNews = this.#replica.size < head.size;
    while (this.#replica.size < head.size) await this.#take(community, head.checkpoint, head.size);
    this.#parts.ledger.check(head.size, (index) => this.#entries[index]);
    if (hasNews) this.#fold.agrees(this.#replica.core, community.world());
    this.moment();
    await this.#keys.gone(community.reader);
  }

  /** Asks every oracle about now; the log has not changed. */
  moment(): void {
    const { world, core } = this.#replica;
    const { now } = this.#parts.timeline;
    for (const oracle of this.#oracles) oracle.moment?.(core, world, now > world.at ? now : world.at);
  }

  /** A process has come up: is the past still what it was? */
  async reread(community: RunningCommunity): Promise<void> {
    const { size } = community.head();
    if (size < this.#replica.size)
      throw new Violation("order never changes", `${this.#replica.size} entries were read, and ${size} came up`);
    if ((await community.reader.entries(size, 1)).length > 0)
      throw new Violation(
        "an append is there whole or not at all",
        `something lies beyond the ${size} entries of the head`,
      );
    for (let from = 0; from < this.#replica.size; from += AT_ONCE) {
      const entries = await community.reader.entries(from, Math.min(AT_ONCE, this.#replica.size - from));
      for (const { index, at, bytes } of entries) {
        const known = this.#entries[index];
        if (known?.at !== at || known.id !== actId(bytes))
          throw new Violation("order never changes", `entry ${index} is another than it was`);
      }
    }
  }

  /** A replica that has taken entries stands where the node stood at that size. */
  agrees(replica: Replica): void {
    this.#fold.agrees(replica.core, replica.world);
  }

  refused(signed: SignedAct): void {
    const { world, core } = this.#replica;
    const { now } = this.#parts.timeline;
    if (now >= world.at) this.#fold.refused(core, world, signed, now);
  }

  async #take(community: RunningCommunity, checkpoint: Uint8Array, size: number): Promise<void> {
    const from = this.#replica.size;
    const entries = await community.reader.entries(from, Math.min(AT_ONCE, size - from));
    if (entries.length === 0) throw new Violation("no acknowledged act is lost", `entry ${from} is not there`);
    const fault = await this.#replica.take({ checkpoint, from, entries }, (taken) => this.#entry(taken));
    if (fault !== null) throw new Violation("a checkpoint fits its entries", JSON.stringify(fault));
  }

  #entry(taken: Taken): void {
    const { entry, events } = taken;
    if (!("act" in entry.signed)) return;
    const { signed, index, at } = { ...entry, signed: entry.signed };
    const { tally, trace } = this.#parts;
    const { kind } = signed.act.command;
    trace.note(`entry ${index} at ${at} ${kind} ${signed.id}`);
    tally.count("accepted acts", kind);
    for (const event of events) this.#outcome(event);
    if (kind === "result.record") this.#effect(signed.act.command.body, taken);
    this.#entries[index] = { id: signed.id, at };
    for (const oracle of this.#oracles) oracle.entry?.({ ...taken, index, at, signed }, this.#replica.core);
  }

  /** What a decision was to do was accepted with its result, or refused with it. */
  #effect(body: Value, { before, undone }: Taken): void {
    const proposals = this.#replica.core.standing(before, deliberation, before.at);
    const result = resultShape.read(body, "");
    const ordinal = result instanceof Malformed ? undefined : proposals.resolve(result.decision);
    if (result instanceof Malformed || ordinal === undefined) return;
    const isDone = result.outcome === "adopted" && undone === 0;
    if (!isDone && result.outcome !== "unfulfilled") return;
    const sort = isDone ? "accepted acts" : "refused acts";
    for (const { kind } of proposals.commandsOf(ordinal)) this.#parts.tally.count(sort, kind);
  }

  #outcome(event: Taken["events"][number]): void {
    const { tally } = this.#parts;
    if (event.kind === "proposal.decided" && "outcome" in event) tally.count("outcomes", String(event.outcome));
    else if (event.kind === "proposal.sentBack" || event.kind === "proposal.fellBack")
      tally.count("outcomes", event.kind);
    else if (/^(accord|recovery|hearing|appeal|panel|charter|office|decision)\./.test(event.kind))
      tally.count("events", event.kind);
  }
}
