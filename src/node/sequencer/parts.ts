/**
 * What a community's writer is put together from. Everything that differs between a real node, a test and a simulated one comes
 * in here; nothing below this asks the host for anything.
 */
import type { Id } from "../../core/kernel/types.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import type { Clock } from "../ports/clock.ts";
import type { LogStore } from "../ports/logStore.ts";
import type { Witnesses } from "../ports/witnesses.ts";
import type { ClockTrust } from "./clockTrust.ts";
import type { NodeHand } from "./nodeHand.ts";
import type { Rulebook } from "./rulebook.ts";

export type CommunityParts = {
  readonly store: LogStore;
  readonly rulebook: Rulebook;
  readonly hand: NodeHand;
  readonly clock: Clock;
  /** What is known of the clock, where several communities share it. */
  readonly clockTrust?: ClockTrust;
  readonly verifier: Verifier;
  readonly witnesses: Witnesses;
  /** Lets everything else of the process have its turn, new requests above all. */
  readonly breathe: () => Promise<void>;
  /** Takes erased texts out of what lies outside the store: backups. Called after each erasure, and with all when the log is opened. */
  readonly forgetTexts: (hashes: readonly Id[]) => Promise<void>;
  /** Why this node may not write this log at all, such as a key that is not here; else null or absent. */
  readonly bar?: string | null;
};
/** With the epoch that this writer holds. */
export type WriterParts = CommunityParts & { readonly epoch: number };
