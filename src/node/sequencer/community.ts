/**
 * A community that this node runs: the one door to its log, its standing and its writer. The surprising rule: it can always be read,
 * and writes only when nothing speaks against it; every reason is told in `health`.
 */
import type { Core } from "../../core/kernel/fold.ts";
import { idOf } from "../../core/hash.ts";
import { EMPTY_ROOT } from "../../core/log/merkle.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Command, Id, Instant, Refusal } from "../../core/kernel/types.ts";
import type { Head, LogReader } from "../ports/logStore.ts";
import { Intake } from "./intake.ts";
import { openStanding } from "./opening.ts";
import type { CommunityParts, WriterParts } from "./parts.ts";
import type { Health, Measures, News, HostedCommunity } from "./running.ts";
import type { Answer, Receipt, Submission } from "./submission.ts";
import type { Tiles } from "./tiles.ts";
import { Upkeep } from "./upkeep.ts";

/** Takes the log over from whoever wrote it, and runs it. Throws `BrokenLogError` where what is stored cannot be its log. */
export const openCommunity = async (parts: CommunityParts): Promise<HostedCommunity> => {
  const { store, rulebook } = parts;
  const epoch = await store.takeOver();
  const head = await store.head();
  const writer: WriterParts = { ...parts, epoch };
  const upkeep = new Upkeep(writer, await openStanding(store, rulebook, head), head);
  await upkeep.begin();
  return new Community(writer, upkeep);
};

class Community implements HostedCommunity {
  readonly #parts: WriterParts;
  readonly #upkeep: Upkeep;
  readonly #intake: Intake;

  constructor(parts: WriterParts, upkeep: Upkeep) {
    this.#parts = parts;
    this.#upkeep = upkeep;
    this.#intake = new Intake(parts, upkeep.sequencer, upkeep.promises);
  }

  get origin(): Id {
    return this.#parts.hand.origin;
  }

  get nodeKey(): Id {
    return this.#parts.hand.key;
  }

  get vkey(): string {
    return this.#parts.hand.vkey;
  }

  get core(): Core {
    return this.#parts.rulebook.core;
  }

  get reader(): LogReader {
    return this.#parts.store;
  }

  get tiles(): Tiles {
    return this.#upkeep.sequencer.tiles;
  }

  world(): World {
    return this.#upkeep.sequencer.world;
  }

  head(): Head {
    return (
      this.#upkeep.sequencer.head ?? {
        epoch: this.#parts.epoch,
        size: 0,
        root: idOf(EMPTY_ROOT),
        checkpoint: new Uint8Array(0),
      }
    );
  }

  health(): Health {
    return this.#upkeep.health();
  }

  async submit(submission: Submission, from: string): Promise<readonly Answer[]> {
    this.#upkeep.requireOpen();
    return this.#intake.submit(submission, from);
  }

  async answer(id: Id): Promise<Answer | null> {
    const entry = (await this.#parts.store.find([id])).get(id);
    if (entry !== undefined) return { kind: "recorded", receipt: { id, index: entry.index, at: entry.at } };
    return this.#upkeep.promises.answer(id);
  }

  subscribe(listener: (news: News) => void): () => void {
    this.#upkeep.listeners.add(listener);
    return () => void this.#upkeep.listeners.delete(listener);
  }

  noteWitnessTime(witness: string, cosignedAt: Instant): void {
    this.#upkeep.sequencer.clockWatch.hearWitness(witness, cosignedAt);
    this.#upkeep.sequencer.wake();
  }

  confirmClock(): void {
    this.#upkeep.sequencer.clockWatch.confirm();
    this.#upkeep.sequencer.wake();
  }

  recordNodeAct(command: Command): Promise<Receipt | Refusal> {
    return this.#upkeep.sequencer.recordOwn(command);
  }

  get listeners(): number {
    return this.#upkeep.listeners.size;
  }

  measures(): Measures {
    const { recorded, commits, promises, sequencer } = this.#upkeep;
    const { refused, waiting } = this.#intake;
    return {
      entries: sequencer.world.size,
      waiting,
      recorded,
      refused: refused + sequencer.refused,
      commits,
      promised: promises.given,
    };
  }

  stop(): Promise<void> {
    return this.#upkeep.end();
  }
}
