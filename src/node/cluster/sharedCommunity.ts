/**
 * A community as one of several processes has it: it writes while it holds the log, follows while another does, and is the same object to
 * whoever reads or listens all the while. The surprising rule: acts whose fate is not known are handed in again by this process itself,
 * as long as their sender is patient; the same act twice is harmless, and a database that changes its primary is a delay.
 */
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Command, Id, Instant, Refusal } from "../../core/kernel/types.ts";
import { checkpointKey } from "../../core/log/checkpoint.ts";
import { formatVerifierKey } from "../../core/log/note.ts";
import type { Head, LogReader } from "../ports/logStore.ts";
import type { Health, HostedCommunity, Measures, News } from "../sequencer/running.ts";
import { NotSequencingError, type Answer, type Receipt, type Submission } from "../sequencer/submission.ts";
import type { Tiles } from "../sequencer/tiles.ts";
import { isAway } from "./isAway.ts";
import { paperOf } from "./papers.ts";
import { NotHolderError } from "./replies.ts";
import { NOTHING_YET, Roles } from "./roles.ts";
import type { Sharing } from "./sharing.ts";

/** How long is looked for who writes, before whoever handed in is told to come again. */
const PATIENCE_MS = 8_000;
const LOOK_AGAIN_MS = 150;
const RETRY_AFTER_SECONDS = 5;
/** The other process looks again by itself who writes; this one does not pass its acts on once more. */
export class ElsewhereError extends Error {
  override readonly name = "ElsewhereError";
}

export class SharedCommunity implements HostedCommunity {
  readonly origin: Id;
  readonly #sharing: Sharing;
  readonly #roles: Roles;
  readonly #listeners: Set<(news: News) => void>;

  private constructor(origin: Id, sharing: Sharing, roles: Roles, listeners: Set<(news: News) => void>) {
    this.origin = origin;
    this.#sharing = sharing;
    this.#roles = roles;
    this.#listeners = listeners;
  }

  static async open(origin: Id, sharing: Sharing, write: () => Promise<HostedCommunity>): Promise<SharedCommunity> {
    const listeners = new Set<(news: News) => void>();
    const tell = (news: News): void => listeners.forEach((listener) => listener(news));
    return new SharedCommunity(origin, sharing, await Roles.open(origin, sharing, write, tell), listeners);
  }

  // ---- what is read here

  get nodeKey(): Id {
    return this.#roles.writer?.nodeKey ?? this.#sharing.rulebook.nodeKey(this.world()) ?? this.origin;
  }

  get vkey(): string {
    return formatVerifierKey(checkpointKey(this.origin, this.nodeKey));
  }

  get core(): Core {
    return this.#sharing.rulebook.core;
  }

  get reader(): LogReader {
    return this.#roles.writer?.reader ?? this.#roles.follower.store;
  }

  get tiles(): Tiles {
    return this.#roles.writer?.tiles ?? this.#roles.follower.tiles;
  }

  world(): World {
    return this.#roles.writer?.world() ?? this.#roles.follower.world;
  }

  head(): Head {
    return this.#roles.writer?.head() ?? this.#roles.follower.head;
  }

  health(): Health {
    if (this.#roles.bar !== null) return { state: "stopped", reason: this.#roles.bar };
    return this.#roles.writer?.health() ?? { state: "running" };
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  subscribe(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  measures(): Measures {
    const now = this.#roles.writer?.measures() ?? NOTHING_YET;
    const { recorded, refused, commits, promised } = this.#roles.past;
    return {
      entries: this.world().size,
      waiting: now.waiting,
      recorded: recorded + now.recorded,
      refused: refused + now.refused,
      commits: commits + now.commits,
      promised: promised + now.promised,
    };
  }

  async answer(id: Id): Promise<Answer | null> {
    const entry = (await this.reader.find([id])).get(id);
    if (entry !== undefined) return { kind: "recorded", receipt: { id, index: entry.index, at: entry.at } };
    return paperOf(this.reader, id);
  }

  // ---- what is written, here or elsewhere

  submit(submission: Submission, from: string): Promise<readonly Answer[]> {
    const { forwarder } = this.#sharing;
    return this.#whereWritten(
      (writer) => writer.submit(submission, from),
      async (address) => {
        const answers = await forwarder.submit(address, this.origin, submission, from);
        // Whoever has a receipt finds the entry at the process that gave it.
        await this.#roles.catchUp();
        return answers;
      },
    );
  }

  /** For another process, which has seen that this one holds the log. */
  submitHere(submission: Submission, from: string): Promise<readonly Answer[]> {
    return this.#whereWritten(
      (writer) => writer.submit(submission, from),
      () => Promise.reject(new ElsewhereError()),
    );
  }

  recordNodeAct(command: Command): Promise<Receipt | Refusal> {
    return this.#written((writer) => writer.recordNodeAct(command));
  }

  confirmClock(): void {
    const confirmed = this.#written((writer) => {
      writer.confirmClock();
      return Promise.resolve();
    });
    confirmed.catch(() => undefined);
  }

  noteWitnessTime(witness: string, cosignedAt: Instant): void {
    this.#roles.writer?.noteWitnessTime(witness, cosignedAt);
  }

  /** Here, after another process has given the log up for it. */
  #written<T>(work: (writer: HostedCommunity) => Promise<T>): Promise<T> {
    return this.#whereWritten(work, async (address) => {
      await this.#sharing.forwarder.askFor(address, this.origin);
      throw new NotHolderError("it has just been given up");
    });
  }

  async #whereWritten<T>(
    here: (writer: HostedCommunity) => Promise<T>,
    there: (address: string) => Promise<T>,
  ): Promise<T> {
    const { clock } = this.#sharing;
    const until = clock.monotonicMs() + PATIENCE_MS;
    for (;;) {
      const writer = this.#roles.writer;
      try {
        return await this.#once(here, there);
      } catch (error) {
        const isPassing = error instanceof NotHolderError || this.#hasMoved(error, writer);
        if (this.#roles.bar !== null || !isPassing || clock.monotonicMs() > until) throw this.#told(error);
      }
      await new Promise<void>((resolve) => clock.alarm(LOOK_AGAIN_MS, resolve));
    }
  }

  async #once<T>(here: (writer: HostedCommunity) => Promise<T>, there: (address: string) => Promise<T>): Promise<T> {
    const { presence, logs } = this.#sharing;
    if (this.#roles.bar !== null) throw new NotSequencingError(this.#roles.bar, RETRY_AFTER_SECONDS);
    const writer = await this.#roles.writing();
    if (writer !== null) return here(writer);
    const log = presence.numberOf(this.origin) ?? (await logs.find(this.origin));
    const holder = log === null ? null : await logs.holder(log);
    if (holder !== null && holder.node !== presence.node) return there(holder.address);
    await presence.take(this.origin);
    throw new NotHolderError("nobody wrote it");
  }

  /** The acts may be handed in again elsewhere, or to the writer that comes after this one. */
  #hasMoved(error: unknown, writer: HostedCommunity | null): boolean {
    if (!(error instanceof NotSequencingError)) return isAway(error);
    return this.#roles.writer !== writer || this.#roles.writer?.health().state === "stopped";
  }

  #told(error: unknown): unknown {
    if (!(error instanceof NotHolderError) && !isAway(error)) return error;
    return new NotSequencingError("the process that writes this community does not answer", RETRY_AFTER_SECONDS);
  }

  /** Somebody called out, or a beat found, that the log is this long now. */
  noticed(size: number): void {
    this.#roles.noticed(size);
  }

  /** Writing ends here; the log may be given to another process when this answers. */
  yield(): Promise<void> {
    return this.#roles.yield();
  }

  async stop(): Promise<void> {
    await this.#roles.stop();
    this.#sharing.closed(this);
  }
}
