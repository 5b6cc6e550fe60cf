/**
 * A community that this node runs, and all of them: what the API, the public page and the command line may ask for. Whatever
 * is read here is durable: world, head and news change only after the store has acknowledged.
 */
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Command, Event, Id, Instant, Refusal, SignedAct } from "../../core/kernel/types.ts";
import type { Head, LogReader } from "../ports/logStore.ts";
import type { Tiles } from "./tiles.ts";
import type { Answer, Receipt, Submission } from "./submission.ts";

export type RecordedEntry = { readonly index: number; readonly at: Instant; readonly signed: SignedAct };
/** What one commit changed; told after those who handed the acts in have their answers. */
export type News = {
  readonly head: Head;
  readonly entries: readonly RecordedEntry[];
  readonly events: readonly Event[];
  readonly erased: readonly Id[];
};

export type Health =
  | { readonly state: "running"; readonly warning?: string }
  /** It goes on by itself when the clock is right again or somebody's fresh act confirms it. */
  | { readonly state: "clockInDoubt"; readonly reason: string; readonly since: Instant }
  /** Only a person can help. */
  | { readonly state: "stopped"; readonly reason: string };

export interface RunningCommunity {
  readonly origin: Id;
  /** The public key that signs the checkpoints and the node's own acts. */
  readonly nodeKey: Id;
  /** The same as a C2SP verifier key. */
  readonly vkey: string;
  readonly core: Core;
  readonly reader: LogReader;
  /** Tiles, bundles and proofs, for readers of the public log. */
  readonly tiles: Tiles;
  /** The standing after the last recorded entry; a value, so it may be kept and asked. */
  world(): World;
  /** Of size 0 and without a checkpoint until the founding act is recorded. */
  head(): Head;
  health(): Health;
  /** One answer per act. `from` is whose queue it counts against: a device's key, or an address for those without a session. */
  submit(submission: Submission, from: string): Promise<readonly Answer[]>;
  /** What became of an act; null if this node never took it. */
  answer(id: Id): Promise<Answer | null>;
  /** Until the returned function is called. */
  subscribe(listener: (news: News) => void): () => void;
  /** A witness has just cosigned at this time: an independent clock. */
  noteWitnessTime(witness: string, cosignedAt: Instant): void;
  /** The operator has looked at the clock and says that it is right. */
  confirmClock(): void;
  /** An act by the node itself that the operator asks for, such as `text.erasePublic`. */
  recordNodeAct(command: Command): Promise<Receipt | Refusal>;
  /** Numbers for /metrics. */
  measures(): Measures;
  stop(): Promise<void>;
}

/** As its host sees it, who closes it when nobody but the host listens and nothing waits. */
export interface HostedCommunity extends RunningCommunity {
  /** How many listen to its news. */
  readonly listeners: number;
}

export type Measures = {
  readonly entries: number;
  readonly waiting: number;
  readonly recorded: number;
  readonly refused: number;
  readonly commits: number;
  readonly promised: number;
};

export interface Communities {
  /** A fresh node key for a founding act to name; its private half stays here. */
  prepare(): Promise<Id>;
  /** The first act must be the founding act that names a prepared key. Founds nothing unless that act is recorded. */
  found(
    submission: Submission,
    from: string,
  ): Promise<{ readonly origin: Id | null; readonly answers: readonly Answer[] }>;
  /** Opens it if need be; null when its log is not here. Throws `BrokenLogError` where it cannot be opened. */
  find(origin: Id): Promise<RunningCommunity | null>;
  /** Every community whose log is here, open or not. */
  list(): readonly Id[];
  /** Opens each once, one after the other: to be started, not waited for, when the node starts. */
  tour(): Promise<void>;
  close(): Promise<void>;
}
