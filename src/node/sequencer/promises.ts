/**
 * Promises of an answer within a minute, for acts that could not be ordered at once (docs/formats/receipt.md). The surprising rule:
 * a promised act is stored before the promise is given, and stored nowhere else: the append that records it takes it out.
 */
import { refuse } from "../../core/kernel/refusal.ts";
import { DAY_MS, instantOf } from "../../core/kernel/time.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";
import { readReceipt } from "../../core/log/receipt.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Pending } from "../ports/logStore.ts";
import type { Named } from "./admission.ts";
import type { Refused } from "./drafting.ts";
import type { WriterParts } from "./parts.ts";
import type { Sequencer } from "./sequencer.ts";
import { NotSequencingError, type Answer } from "./submission.ts";
import { waitingFor, type Waiting } from "./waiting.ts";

/** The maximum delay between taking an act in and its answer, once promised. */
const PROMISE_MS = 60_000;
/** How long a signed refusal can be fetched: as long as an act may be carried on foot. */
const REFUSAL_KEPT_MS = 30 * DAY_MS;
const RETRY_AFTER_SECONDS = 5;

export class Promises {
  readonly #parts: WriterParts;
  readonly #sequencer: Sequencer;
  given = 0;

  constructor(parts: WriterParts, sequencer: Sequencer) {
    this.#parts = parts;
    this.#sequencer = sequencer;
  }

  /** Promises an answer to those of these acts that still wait in the queue. Where none can be stored none is given. */
  async give(waiting: readonly Waiting[]): Promise<void> {
    try {
      await this.#sequencer.errand(() => this.#give(waiting));
    } catch {
      const error = new NotSequencingError("its disk cannot store", RETRY_AFTER_SECONDS);
      for (const one of this.#sequencer.withdraw((queued) => waiting.includes(queued) && queued.promise === null))
        one.fail(error);
    }
  }

  async #give(waiting: readonly Waiting[]): Promise<void> {
    const late = waiting.filter((one) => one.promise === null && this.#sequencer.isQueued(one));
    if (late.length === 0) return;
    const pending = await Promise.all(late.map((one) => this.#promised(one)));
    await this.#parts.store.keepPending(this.#parts.epoch, pending, late.flatMap(textsOf));
    for (const [place, { id, by, promise: note }] of pending.entries()) {
      const one = late[place];
      if (one === undefined) continue;
      one.promise = { byMonotonicMs: this.#parts.clock.monotonicMs() + PROMISE_MS };
      this.#sequencer.promised.add(id);
      one.settle({ kind: "promised", id, by, note });
      this.given += 1;
    }
  }

  async #promised({ signed: { id, bytes, signature } }: Waiting): Promise<Pending> {
    const { clock, hand } = this.#parts;
    const takenAt = clock.now();
    const by = instantOf(takenAt + PROMISE_MS);
    const promise = await hand.paper({ kind: "promised", origin: hand.origin, act: id, takenAt, by });
    return { id, bytes, signature, promise, by };
  }

  /** Acts promised before this process started: they wait again. Their texts are in the store. */
  async takeUp(): Promise<void> {
    const { store, rulebook, clock } = this.#parts;
    const waiting = (await store.pending()).flatMap(({ id, bytes, signature, by }) => {
      const signed = signedAct(bytes, signature);
      if (isMalformed(signed)) return [];
      const named: Named[] = [];
      rulebook.visitTexts(signed.act.command, (hash, limit) => void named.push({ hash, limit }));
      const one = waitingFor(signed, named, new Map());
      one.promise = { byMonotonicMs: clock.monotonicMs() + Math.min(PROMISE_MS, by - clock.now()) };
      this.#sequencer.promised.add(id);
      return [one];
    });
    if (waiting.length > 0) this.#sequencer.enqueue(waiting);
  }

  /** How long until the first promise is due; null where none is open. */
  nextDueMs(): number | null {
    const open = this.#sequencer.queued().flatMap(({ promise }) => (promise === null ? [] : [promise.byMonotonicMs]));
    return open.length === 0 ? null : Math.min(...open) - this.#parts.clock.monotonicMs();
  }

  /** Promises whose time is up are kept by a refusal that says why. */
  keepOverdue(): Promise<void> {
    return this.#sequencer.errand(async () => {
      const now = this.#parts.clock.monotonicMs();
      const overdue = this.#sequencer.withdraw(({ promise }) => promise !== null && promise.byMonotonicMs <= now);
      if (overdue.length === 0) return;
      const refusal = refuse("node.delayed", "law.delay", { seconds: PROMISE_MS / 1000 });
      try {
        await this.refuse(overdue.map((waiting) => ({ waiting, refusal })));
      } catch (error) {
        this.#sequencer.requeue(overdue);
        throw error;
      }
    });
  }

  /** Between two turns only. */
  async refuse(refused: readonly Refused[]): Promise<void> {
    const { clock, hand, store, epoch } = this.#parts;
    const at = clock.now();
    const until = instantOf(at + REFUSAL_KEPT_MS);
    const signed = await Promise.all(
      refused.map(async ({ waiting, refusal }) => {
        const { id } = waiting.signed;
        return { id, until, note: await hand.paper({ kind: "refused", origin: hand.origin, act: id, at, refusal }) };
      }),
    );
    await store.refusePending(epoch, signed, await this.#onlyTheirs(refused), at);
    for (const [place, { id, note }] of signed.entries()) {
      this.#sequencer.promised.delete(id);
      const one = refused[place];
      one?.waiting.settle({ kind: "refused", id, refusal: one.refusal, note });
    }
  }

  /** The texts that came with these acts and that nothing recorded or waiting names. */
  async #onlyTheirs(refused: readonly Refused[]): Promise<readonly Id[]> {
    const waiting = new Set(this.#sequencer.queued().flatMap(({ named }) => named.map(({ hash }) => hash)));
    const theirs = refused
      .flatMap(({ waiting: { named } }) => named.map(({ hash }) => hash))
      .filter((hash) => !waiting.has(hash));
    const facts = await this.#parts.store.textFacts(theirs);
    return theirs.filter((hash) => facts.get(hash)?.entry === null);
  }

  /** What the papers say of an act that is not in the log; null where there are none. */
  async answer(id: Id): Promise<Answer | null> {
    const { store } = this.#parts;
    const note = await store.signedRefusal(id);
    const read = note === null ? null : readReceipt(note);
    if (note !== null && read?.receipt.kind === "refused")
      return { kind: "refused", id, refusal: read.receipt.refusal, note };
    const pending = this.#sequencer.promised.has(id) ? (await store.pending()).find((one) => one.id === id) : undefined;
    return pending === undefined ? null : { kind: "promised", id, by: pending.by, note: pending.promise };
  }
}

const textsOf = ({ named, brought }: Waiting) => named.flatMap(({ hash }) => brought.get(hash) ?? []);
