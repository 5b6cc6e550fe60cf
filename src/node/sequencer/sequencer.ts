/**
 * The one writer of a community: it takes the waiting acts batch by batch, folds them, stores them with the signed head in one
 * append, and only then answers. The surprising rule: all that changes the store happens in turns of one loop, so no two
 * changes ever overlap, and a turn that throws what nobody expected stops the writer for good.
 */
import { ZERO_ID } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Command, Id, Refusal } from "../../core/kernel/types.ts";
import { StaleWriterError, type Head } from "../ports/logStore.ts";
import { ClockWatch, type ClockDoubt } from "./clockWatch.ts";
import { commit, type Committed } from "./commit.ts";
import { Draft } from "./draft.ts";
import { addNodeAct, draftBatch, type Drafted, type DraftingParts, type Refused } from "./drafting.ts";
import { hearDevices } from "./evidence.ts";
import type { LogTree } from "./logTree.ts";
import type { Standing } from "./opening.ts";
import type { WriterParts } from "./parts.ts";
import { NotSequencingError, type Answer, type Receipt } from "./submission.ts";
import { SeenRoots } from "./seenRoots.ts";
import { tilesOf, type Tiles } from "./tiles.ts";
import type { Waiting } from "./waiting.ts";

/** A commit of this many takes some milliseconds; more would only make the first of them wait. */
const BATCH_ACTS_MAX = 512;
const RETRY_AFTER_SECONDS = 5;

/** Who is told what the loop did. */
export interface Hearer {
  /** Whether the loop may record now. */
  mayWrite(): boolean;
  /** Durable; those who handed in have their answers. */
  committed(draft: Draft, head: Head): Promise<void>;
  /** Acts that had been promised an answer, and the answer is no. False if that could not be stored, and the acts wait again. */
  refusedPromised(refused: readonly Refused[]): Promise<boolean>;
  /** The store has stored, or could not and has not: trouble that may pass. */
  stored(): void;
  notStored(cause: unknown): void;
  /** The loop will not go on. */
  failed(error: unknown): void;
  /** Nothing more to do for now. */
  idle(): void;
}

export class Sequencer {
  readonly #parts: DraftingParts;
  readonly tiles: Tiles;
  readonly #hearer: Hearer;
  readonly clockWatch: ClockWatch;
  readonly #errands: (() => Promise<void>)[] = [];
  #queue: Waiting[] = [];
  /** What the turn that runs has in hand. */
  #inHand: readonly Waiting[] = [];
  /** Acts that were promised an answer and have none. */
  readonly promised = new Set<Id>();
  world: World;
  tree: LogTree;
  head: Head | null;
  doubt: ClockDoubt | null = null;
  refused = 0;
  /** Why the node could not record what it owes; null when it could. */
  owed: Refusal | null = null;
  /** Whether some device says that it has seen another history of this log. */
  hasOtherHistory = false;
  #work: Promise<void> | null = null;

  constructor(parts: WriterParts, hearer: Hearer, standing: Standing, head: Head | null) {
    this.tiles = tilesOf(parts.store, () => this.tree);
    this.#parts = { ...parts, seenRoots: new SeenRoots(this.tiles) };
    this.#hearer = hearer;
    this.world = standing.world;
    this.tree = standing.tree;
    this.head = head;
    this.clockWatch = new ClockWatch(parts.clock, head === null ? null : standing.world.at, parts.clockTrust);
  }

  enqueue(waiting: readonly Waiting[]): void {
    this.#queue.push(...waiting);
    this.wake();
  }

  /** Does this between two turns, alone. */
  errand<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#errands.push(() => work().then(resolve, (error: unknown) => this.#errandFailed(error, reject)));
      this.wake();
    });
  }

  #errandFailed(error: unknown, reject: (error: Error) => void): void {
    if (error instanceof StaleWriterError) this.#hearer.failed(error);
    reject(error instanceof Error ? error : new Error(String(error)));
  }

  /** Puts acts back into the queue, without a turn for them now. */
  requeue(waiting: readonly Waiting[]): void {
    this.#queue.unshift(...waiting);
  }

  /** Records an act of the node's own, between two turns. */
  recordOwn(command: Command): Promise<Receipt | Refusal> {
    return this.errand(async () => {
      const { clock, rulebook } = this.#parts;
      this.doubt = this.clockWatch.doubt();
      if (this.doubt !== null || !this.#hearer.mayWrite())
        throw new NotSequencingError("it may not write now", RETRY_AFTER_SECONDS);
      const draft = new Draft(rulebook.core, this.world, instantOf(Math.max(this.world.at, clock.now())));
      const refusal = await addNodeAct(this.#parts, draft, command);
      if (refusal !== null) return refusal;
      const isDone = await this.#record([], { draft, refused: [], known: [], owed: null });
      if (!isDone) throw new NotSequencingError("its disk cannot store", RETRY_AFTER_SECONDS);
      return { id: draft.entries[0]?.signed.id ?? ZERO_ID, index: draft.world.size - 1, at: draft.at };
    });
  }

  /** A turn even with nothing waiting: something may have fallen due. */
  wake(): void {
    this.#work ??= this.#turns();
  }

  /** When the loop has nothing more to do. */
  async idle(): Promise<void> {
    while (this.#work !== null) await this.#work;
  }

  /** Takes acts out of the queue. */
  withdraw(isMeant: (waiting: Waiting) => boolean): readonly Waiting[] {
    const taken = new Set(this.#queue.filter(isMeant));
    this.#queue = this.#queue.filter((waiting) => !taken.has(waiting));
    return [...taken];
  }

  queued(): readonly Waiting[] {
    return this.#queue;
  }

  isQueued(waiting: Waiting): boolean {
    return this.#queue.includes(waiting);
  }

  async #turns(): Promise<void> {
    let goesOn = true;
    try {
      do {
        await this.#parts.breathe();
        for (const errand of this.#errands.splice(0)) await errand();
        goesOn = this.#hearer.mayWrite() && (await this.#turn());
      } while (this.#errands.length > 0 || (goesOn && this.#queue.length > 0));
    } catch (error) {
      this.#giveBack(this.#inHand, "it failed");
      this.#hearer.failed(error);
    }
    this.#work = null;
    this.#hearer.idle();
  }

  /** Answers whether there is use in another turn at once: not with a clock in doubt or a disk that cannot store. */
  async #turn(): Promise<boolean> {
    const { clock, rulebook } = this.#parts;
    const batch = this.#queue.splice(0, BATCH_ACTS_MAX);
    this.#inHand = batch;
    hearDevices(batch, this.world, this.clockWatch, clock.now(), rulebook.core);
    this.doubt = this.clockWatch.doubt();
    if (this.doubt !== null) {
      this.#giveBack(batch, `its clock is in doubt (${this.doubt})`);
      return false;
    }
    const at = instantOf(Math.max(this.world.at, clock.now()));
    const drafted = await draftBatch(this.#parts, this.world, batch, at);
    this.owed = drafted.owed;
    const isNothingNew = drafted.draft.entries.length === 0;
    const isDone = await (isNothingNew ? this.#answer(batch, drafted) : this.#record(batch, drafted));
    this.#inHand = [];
    return isDone;
  }

  /** False if the store could not store. */
  async #record(batch: readonly Waiting[], drafted: Drafted): Promise<boolean> {
    const { draft } = drafted;
    const settled = [...draft.places.keys()].filter((id) => this.promised.has(id));
    const outcome = await commit(this.#parts, this.tree, draft, settled);
    if (outcome.kind === "notStored") {
      this.#hearer.notStored(outcome.cause);
      this.#giveBack(batch, "its disk cannot store");
      return false;
    }
    this.#goOnFrom(draft, outcome);
    this.#hearer.stored();
    for (const id of settled) this.promised.delete(id);
    const isAnswered = await this.#answer(batch, drafted);
    await this.#parts.breathe();
    await this.#hearer.committed(draft, outcome.head);
    return isAnswered;
  }

  #goOnFrom(draft: Draft, { head, tree }: Committed): void {
    this.world = draft.world;
    this.tree = tree;
    this.head = head;
    this.clockWatch.recorded(draft.at);
    this.#parts.seenRoots.keep(head.size, head.root);
  }

  /** Acts go back to their senders; those that were promised an answer keep their place until their time is up. */
  #giveBack(batch: readonly Waiting[], reason: string): void {
    const error = new NotSequencingError(reason, RETRY_AFTER_SECONDS);
    for (const waiting of batch) if (waiting.promise === null) waiting.fail(error);
    this.#queue.unshift(...batch.filter(({ promise }) => promise !== null));
  }

  /** False if the store could not store what has to be stored before it is said: the refusal of an act that was promised an answer. */
  async #answer(batch: readonly Waiting[], { draft, refused, known }: Drafted): Promise<boolean> {
    for (const waiting of batch) {
      const entry = draft.places.get(waiting.signed.id);
      if (entry !== undefined) waiting.settle(recordedAs(waiting, entry));
    }
    for (const { waiting, entry } of known) waiting.settle(recordedAs(waiting, entry));
    this.refused += refused.length;
    this.hasOtherHistory ||= refused.some(({ refusal }) => refusal.kind === "act.otherHistory");
    for (const { waiting, refusal } of refused)
      if (waiting.promise === null) waiting.settle({ kind: "refused", id: waiting.signed.id, refusal });
    const promised = refused.filter(({ waiting }) => waiting.promise !== null);
    return promised.length === 0 || this.#hearer.refusedPromised(promised);
  }
}

const recordedAs = ({ signed }: Waiting, { index, at }: Pick<Draft["entries"][number], "index" | "at">): Answer => ({
  kind: "recorded",
  receipt: { id: signed.id, index, at },
});
