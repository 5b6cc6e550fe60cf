/**
 * What a question may look at: one community at one instant, with this device's unrecorded acts already in it, so that a
 * screen shows at once what its member did. The surprising rule: such an answer is provisional, and says until which time
 * the log that is held here settles it.
 */
import type { Askable } from "../../core/kernel/wiring.ts";
import type { Command, DecisionClass, Entry, Id, Instant, Kind, Refusal } from "../../core/kernel/types.ts";
import type { OutboxRow } from "./database.ts";

/** The act's way, as screens show it. */
export type ActState = "waiting" | "sent" | "recorded" | "confirmed" | "refused";
export type MyAct = {
  readonly id: Id;
  readonly kind: string;
  readonly state: ActState;
  readonly madeAt: number;
  /** Until then it can be taken back, and longer while it was never handed over. */
  readonly holdUntil: number;
  readonly index: number | null;
  readonly refusal: Refusal | null;
};

export interface Reading {
  readonly origin: Id;
  readonly now: Instant;
  /** The time of the last entry held: what is asked for later times is provisional. */
  readonly settledAt: Instant;
  /** Entries held. */
  readonly size: number;
  /** This device's key here; null when it only looks. */
  readonly me: Id | null;
  /** `portable` where the browser could not make a key that nobody can read. */
  readonly keyKind: "webCrypto" | "portable" | null;
  readonly acts: readonly MyAct[];
  /** The node shows this device no more than what is public: somebody who was excluded, or left. */
  readonly isOutside: boolean;
  /** How far the signatures are checked, and what was found. */
  readonly audit: { readonly checked: number; readonly faults: number; readonly isForked: boolean };
  /** An institution's questions, at `now`. */
  ask<Q>(institution: Askable<Q>): Q;
  /** The refusal that an act of this device would meet now, or null. */
  refusalOf(kind: Kind, body: unknown): Refusal | null;
  /** The refusal that a decision of this class would meet if it did this now, or null; as a draft unless it opened. */
  refusalOfDecision(
    decisionClass: DecisionClass,
    commands: readonly Command[],
    openedAt?: Instant | null,
  ): Refusal | null;
  /** A wording by its hash; null when it is erased or not on this device. */
  text(hash: Id | null): string | null;
  /** An entry of the log; null when there is none of that number. */
  entry(index: number): Entry | null;
}

/** The way of an act, from its row and from how far allies have confirmed the log. */
export const myActOf = (row: OutboxRow, confirmedSize: number): MyAct => ({
  id: row.id,
  kind: row.kind,
  state: row.state === "recorded" && row.index !== null && row.index < confirmedSize ? "confirmed" : row.state,
  madeAt: row.madeAt,
  holdUntil: row.holdUntil,
  index: row.index,
  refusal: row.refusal,
});
