/**
 * What the node has said to those who handed acts in, held against what is in the log. The surprising rule: an answer counts from the
 * moment it leaves the machine, whether or not it arrives.
 */
import type { Id, Instant, Refusal } from "../../core/kernel/types.ts";
import type { Answer, Receipt } from "../../node/sequencer/submission.ts";
import { Violation } from "../trace.ts";

type Recorded = { readonly id: Id; readonly at: Instant };

export class Ledger {
  readonly #receipts = new Map<Id, Receipt>();
  /** Receipts not yet found in the log. */
  readonly #open = new Set<Receipt>();
  readonly promised = new Map<Id, Instant>();

  /** Throws where this answer contradicts an earlier one. */
  note(answer: Answer): void {
    switch (answer.kind) {
      case "recorded": {
        this.#acknowledged(answer.receipt);
        return;
      }
      case "refused": {
        this.#refused(answer.id, answer.refusal);
        return;
      }
      case "promised":
        this.promised.set(answer.id, answer.by);
        return;
    }
  }

  get acknowledged(): number {
    return this.#receipts.size;
  }

  #acknowledged(receipt: Receipt): void {
    const known = this.#receipts.get(receipt.id);
    if (known !== undefined && (known.index !== receipt.index || known.at !== receipt.at))
      throw new Violation("one receipt per act", `${receipt.id} is at ${known.index} and at ${receipt.index}`);
    this.#receipts.set(receipt.id, receipt);
    if (known === undefined) this.#open.add(receipt);
    this.promised.delete(receipt.id);
  }

  #refused(id: Id, { kind }: Refusal): void {
    const known = this.#receipts.get(id);
    if (known !== undefined)
      throw new Violation("receipts are honoured", `entry ${known.index} was acknowledged and is now refused: ${kind}`);
    this.promised.delete(id);
  }

  /** Every receipt must be in a log of `size` entries, at its place and time. */
  check(size: number, entryAt: (index: number) => Recorded | undefined): void {
    for (const receipt of this.#open) {
      const { id, index, at } = receipt;
      if (index >= size) throw new Violation("no acknowledged act is lost", `entry ${index} of a log of ${size}`);
      const entry = entryAt(index);
      if (entry === undefined) continue;
      if (entry.id !== id || entry.at !== at) throw new Violation("receipts are honoured", `entry ${index} is another`);
      this.#open.delete(receipt);
    }
  }
}
