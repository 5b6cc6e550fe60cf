/**
 * The signatures of an export: each act's own and each countersignature it carries. They are gathered and checked in
 * batches, since a native verifier over several threads is far faster on many at once. The surprising rule: one batch is
 * always on its way while the next is read and folded, so that neither waits for the other.
 */
import { actSigningBytes, evidenceSigningBytes } from "../log/act.ts";
import type { Signed, Verifier } from "../log/ed25519.ts";
import type { Faults, FaultRule } from "./report.ts";
import type { SignedAct } from "../kernel/types.ts";

const BATCH = 2_048; // enough to keep every thread busy, small enough to stay in memory

type Waiting = { readonly entry: number; readonly rule: FaultRule; readonly signed: Signed };

export class SignatureAudit {
  private readonly verifier: Verifier;
  private readonly faults: Faults;
  private waiting: Waiting[] = [];
  private onTheWay: Promise<void> = Promise.resolve();
  checked = 0;

  constructor(verifier: Verifier, faults: Faults) {
    this.verifier = verifier;
    this.faults = faults;
  }

  /** Every signature of the act; `origin` of its evidence is the act's own. */
  add(entry: number, { act, bytes, signature }: SignedAct): void {
    const signed = { publicKey: act.author.key, message: actSigningBytes(bytes), signature };
    this.waiting.push({ entry, rule: "act.signature", signed });
    for (const { kind, key, signature: countersignature } of act.evidence) {
      const message = evidenceSigningBytes(kind, act.origin, act.author.key);
      this.waiting.push({
        entry,
        rule: "act.evidence",
        signed: { publicKey: key, message, signature: countersignature },
      });
    }
  }

  /** Sends off what has gathered, once it is worth a batch and the batch before it is back. */
  async turn(): Promise<void> {
    if (this.waiting.length < BATCH) return;
    await this.onTheWay;
    this.onTheWay = this.check(this.waiting);
    this.onTheWay.catch(() => undefined); // it is awaited at the next turn, and fails there
    this.waiting = [];
  }

  async flush(): Promise<void> {
    await this.onTheWay;
    await this.check(this.waiting);
    this.waiting = [];
  }

  private async check(batch: readonly Waiting[]): Promise<void> {
    const answers = await this.verifier.verifyAll(batch.map(({ signed }) => signed));
    this.checked += batch.length;
    for (const [place, { entry, rule, signed }] of batch.entries()) {
      if (answers[place] !== true) this.faults.add(entry, rule, { key: signed.publicKey });
    }
  }
}
