/**
 * What has to be seen to beside recording: erasure to the last byte, snapshots, alarms for what falls due, the witnesses' floor, and
 * the news to whoever listens. The surprising rule: nothing here decides what is in force; a missed alarm delays a notice, never an end.
 */
import type { Id, Instant } from "../../core/kernel/types.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { AmbiguousCommitError, StoreFailedError, type Head } from "../ports/logStore.ts";
import { Alarms } from "./alarms.ts";
import type { Draft } from "./draft.ts";
import type { Refused } from "./drafting.ts";
import type { WriterParts } from "./parts.ts";
import { Promises } from "./promises.ts";
import type { Health, News } from "./running.ts";
import { Sequencer, type Hearer } from "./sequencer.ts";
import type { Standing } from "./opening.ts";
import { Snapshots } from "./snapshots.ts";
import { NotSequencingError } from "./submission.ts";
import type { Waiting } from "./waiting.ts";
import { floorOf } from "./witnessFloor.ts";

/** How soon what failed is tried again: a disk that was full, a clock in doubt, a witness that was away. */
const RETRY_MS = 5_000;
const RETRY_AFTER_SECONDS = 5;

const isOfDisk = (error: unknown): boolean =>
  error instanceof StoreFailedError || error instanceof AmbiguousCommitError;
const OTHER_HISTORY =
  "a device says that it has seen another history of this log, or more of it: compare with members' exports";

export class Upkeep implements Hearer {
  readonly #parts: WriterParts;
  readonly sequencer: Sequencer;
  readonly promises: Promises;
  readonly listeners = new Set<(news: News) => void>();
  readonly #snapshots: Snapshots;
  readonly #alarms: Alarms;
  recorded = 0;
  commits = 0;
  #floor: "unknown" | "clear" | { readonly reason: string } = "unknown";
  #end: string | null = null;
  #trouble: string | null = null;
  #doubtSince: Instant | null = null;
  /** Erased texts of which something may be left outside the tables. */
  readonly #toForget = new Set<Id>();

  constructor(parts: WriterParts, standing: Standing, head: Head | null) {
    this.#parts = parts;
    this.#end = parts.bar ?? null;
    this.sequencer = new Sequencer(parts, this, standing, head);
    this.promises = new Promises(parts, this.sequencer);
    this.#snapshots = new Snapshots(parts, standing.snapshotSize);
    this.#alarms = new Alarms(parts.clock);
  }

  /** Cleans up after a crash, asks the witnesses, and goes on with what was promised and what fell due. */
  async begin(): Promise<void> {
    for (const hash of await this.#parts.store.erasedTexts()) this.#toForget.add(hash);
    await this.#eraseTraces();
    await this.promises.takeUp();
    void this.#askWitnesses();
  }

  async end(): Promise<void> {
    await this.sequencer.idle();
    const mayWrite = this.mayWrite();
    this.#stop("it is being closed");
    const { world, head } = this.sequencer;
    if (head !== null && mayWrite) await this.#snapshots.finish(world, head);
    await this.#parts.store.close();
  }

  health(): Health {
    if (this.#end !== null) return { state: "stopped", reason: this.#end };
    if (typeof this.#floor === "object") return { state: "stopped", reason: this.#floor.reason };
    const { doubt } = this.sequencer;
    if (doubt !== null && this.#doubtSince !== null)
      return { state: "clockInDoubt", reason: doubt, since: this.#doubtSince };
    if (this.#trouble !== null) return { state: "stopped", reason: this.#trouble };
    const { owed, hasOtherHistory } = this.sequencer;
    if (owed !== null) return { state: "running", warning: `a result cannot be recorded (${owed.kind})` };
    return hasOtherHistory ? { state: "running", warning: OTHER_HISTORY } : { state: "running" };
  }

  /** Throws `NotSequencingError` where handing in has no use. */
  requireOpen(): void {
    const reason = this.#end ?? (typeof this.#floor === "object" ? this.#floor.reason : null);
    if (reason !== null) throw new NotSequencingError(reason, RETRY_AFTER_SECONDS);
  }

  // ---- what the sequencer tells

  mayWrite(): boolean {
    return this.#end === null && this.#floor === "clear";
  }

  async committed(draft: Draft, head: Head): Promise<void> {
    this.recorded += draft.entries.length;
    this.commits += 1;
    for (const hash of draft.erase) this.#toForget.add(hash);
    if (draft.erase.size > 0) await this.#eraseTraces();
    const news: News = { head, entries: draft.entries, events: draft.events, erased: [...draft.erase] };
    for (const listener of this.listeners) listener(news);
    this.#snapshots.keepUp(draft.world, head);
  }

  /** A refusal that cannot be stored is not given: the acts wait again, and their promises stand. Answers whether it was stored. */
  async refusedPromised(refused: readonly Refused[]): Promise<boolean> {
    try {
      await this.promises.refuse(refused);
      return true;
    } catch (error) {
      if (!isOfDisk(error)) throw error;
      this.notStored();
      this.sequencer.requeue(refused.map(({ waiting }) => waiting));
      return false;
    }
  }

  stored(): void {
    this.#trouble = null;
  }

  notStored(): void {
    this.#trouble = "its disk cannot store";
  }

  failed(error: unknown): void {
    this.#stop(error instanceof Error ? error.message : "it failed");
    // A snapshot that cannot be read looks like any other failure: next time the log itself is replayed.
    this.#parts.store.dropSnapshots().catch(() => undefined);
  }

  idle(): void {
    if (this.#end !== null) return;
    const { doubt, world } = this.sequencer;
    this.#doubtSince = doubt === null ? null : (this.#doubtSince ?? this.#parts.clock.now());
    if (doubt !== null || this.#trouble !== null) this.#alarms.set("retry", RETRY_MS, () => this.sequencer.wake());
    const promiseMs = this.promises.nextDueMs();
    if (promiseMs !== null) this.#alarms.set("promise", this.#soonest(promiseMs), () => this.#keepOverdue());
    if (world.origin !== null && doubt === null) this.#setNextDue();
  }

  /** What is overdue on a disk that has just failed to store it waits, or the node would do nothing else. */
  #soonest(promiseMs: number): number {
    return promiseMs <= 0 && this.#trouble !== null ? RETRY_MS : promiseMs;
  }

  #keepOverdue(): void {
    this.promises.keepOverdue().catch((error: unknown) => {
      if (isOfDisk(error)) this.notStored();
      this.#alarms.set("promise", RETRY_MS, () => this.#keepOverdue());
    });
  }

  /** When something falls due after now, the node looks whether it owes an act. */
  #setNextDue(): void {
    const { clock, rulebook } = this.#parts;
    const { world } = this.sequencer;
    const now = instantOf(Math.max(world.at, clock.now()));
    const next = rulebook.core.nextDue(rulebook.core.advance(world, now));
    if (next !== null) this.#alarms.set("due", next - clock.now(), () => this.sequencer.wake());
  }

  // ---- erasure

  /** Until nothing of an erased text is left: a reader that is in the way, or a full disk, only delays it. */
  async #eraseTraces(): Promise<void> {
    try {
      const isGone = await this.#parts.store.eraseTraces();
      await this.#parts.forgetTexts([...this.#toForget]);
      if (isGone) this.#toForget.clear();
    } catch {
      this.#trouble = "what was erased is still in its files";
    }
    if (this.#toForget.size > 0)
      this.#alarms.set("traces", RETRY_MS, () => void this.sequencer.errand(() => this.#eraseTraces()));
  }

  // ---- the witnesses' floor

  async #askWitnesses(): Promise<void> {
    const { hand, store, witnesses } = this.#parts;
    try {
      const size = this.sequencer.head?.size ?? 0;
      const isRestored = await store.isRestored();
      const floor = await floorOf(
        hand.origin,
        size,
        this.sequencer.tiles,
        witnesses,
        isRestored,
        ({ witness, cosignedAt }) => {
          if (cosignedAt !== null) this.sequencer.clockWatch.hearWitness(witness, cosignedAt);
        },
      );
      if (floor.kind === "barred") this.#bar(floor.reason);
      else if (floor.kind === "clear") this.#floor = "clear";
      else this.#alarms.set("witnesses", RETRY_MS, () => void this.#askWitnesses());
    } catch (error) {
      this.failed(error);
    }
    this.sequencer.wake();
  }

  #bar(reason: string): void {
    this.#floor = { reason };
    // Those that were promised an answer get their refusal when their time is up.
    this.#refuseQueue(reason, ({ promise }) => promise === null);
  }

  #stop(reason: string): void {
    this.#end ??= reason;
    this.#alarms.silence();
    this.#refuseQueue(reason, () => true);
  }

  #refuseQueue(reason: string, isMeant: (waiting: Waiting) => boolean): void {
    for (const waiting of this.sequencer.withdraw(isMeant))
      waiting.fail(new NotSequencingError(reason, RETRY_AFTER_SECONDS));
  }
}
