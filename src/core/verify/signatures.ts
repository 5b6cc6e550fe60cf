/**
 * The signatures of an export: each act's own and each countersignature it carries. They are gathered and checked in
 * batches, since a native verifier over several threads is far faster on many at once. The surprising rule: some batches are
 * always on their way while the next is read and folded, so that neither waits for the other.
 */
import { actSigningBytes, evidenceSigningBytes } from "../log/act.ts";
import type { Signed, Verifier } from "../log/ed25519.ts";
import type { Faults, FaultRule } from "./report.ts";
import type { SignedAct } from "../kernel/types.ts";

const BATCH = 512; // a few jobs for each thread
const BATCHES_MAX = 4; // on their way: enough to keep every thread busy, few enough to stay in memory

type Waiting = { readonly entry: number; readonly rule: FaultRule; readonly signed: Signed };

export class SignatureAudit {
  private readonly verifier: Verifier;
  private readonly faults: Faults;
  private waiting: Waiting[] = [];
  private readonly onTheWay: Promise<void>[] = [];
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

  /** Sends off what has gathered, once it is worth a batch and not too many are on their way. */
  async turn(): Promise<void> {
    if (this.waiting.length < BATCH) return;
    if (this.onTheWay.length >= BATCHES_MAX) await this.onTheWay.shift();
    const checking = this.check(this.waiting);
    checking.catch(() => undefined); // it is awaited at a later turn, and fails there
    this.onTheWay.push(checking);
    this.waiting = [];
  }

  async flush(): Promise<void> {
    await Promise.all(this.onTheWay.splice(0));
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
