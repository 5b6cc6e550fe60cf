/**
 * Checks in the background what is shown in the foreground: every signature, and that the entries held are those of the
 * checkpoint that the node signed. The surprising rule: nothing waits for it; what it finds wrong is said loudly instead.
 */
import { checkpointKey, openCheckpoint, type Checkpoint } from "../../core/log/checkpoint.ts";
import { actSigningBytes, evidenceSigningBytes } from "../../core/log/act.ts";
import type { Signed, Verifier } from "../../core/log/ed25519.ts";
import { leafOf } from "../../core/log/entry.ts";
import { Frontier } from "../../core/log/frontier.ts";
import { leafHash } from "../../core/log/merkle.ts";
import { idOf } from "../../core/hash.ts";
import type { Entry, Id } from "../../core/kernel/types.ts";
import type { AuditState, CommunityDatabase } from "./database.ts";
import { readEntries } from "./localLog.ts";
import { entryOf } from "./rawEntry.ts";

/** Signatures in flight at once: enough to keep the browser's own threads busy, few enough to leave room for taps. */
const BATCH = 128;
/** Progress is stored and told this often: a closed page does not begin again, and screens are not answered anew all the time. */
const STORE_EVERY = 2048;

/** The last checkpoint that agreed with what is held. */
export type Verified = { readonly checkpoint: Checkpoint; readonly text: string };

export class Audit {
  readonly #database: CommunityDatabase;
  readonly #verifier: Promise<Verifier>;
  readonly #changed: () => void;
  #state: AuditState = { checked: 0, faults: 0, full: [] };
  #frontier = new Frontier();
  #candidate: Verified | null = null;
  #isRunning = false;
  #isStopped = false;
  verified: Verified | null = null;
  /** The node signed a checkpoint that these entries do not make: two histories exist. */
  isForked = false;

  constructor(database: CommunityDatabase, verifier: Promise<Verifier>, changed: () => void) {
    this.#database = database;
    this.#verifier = verifier;
    this.#changed = changed;
  }

  get checked(): number {
    return this.#state.checked;
  }
  get faults(): number {
    return this.#state.faults;
  }

  async load(): Promise<void> {
    this.#state = (await this.#database.get("audits", "audit")) ?? this.#state;
    this.#frontier = new Frontier(this.#state.checked, this.#state.full);
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** A checkpoint that the node announced. What it did not sign is left aside. */
  async announce(text: string, origin: Id, nodeKey: Id): Promise<void> {
    const opened = await openCheckpoint(text, checkpointKey(origin, nodeKey), await this.#verifier);
    if ("fault" in opened) return;
    const { checkpoint } = opened;
    if (checkpoint.size < this.#frontier.size) return;
    this.#candidate = { checkpoint, text };
    this.#compare();
    await this.run();
  }

  /** Checks all entries held that were not checked yet. */
  async run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      const { checked } = this.#state;
      await this.#checkFrom(checked);
      await this.#store();
      if (this.#state.checked !== checked) this.#changed();
    } finally {
      this.#isRunning = false;
    }
  }

  /** The browser's threads verify a batch while the one before it is hashed here. */
  async #checkFrom(index: number): Promise<void> {
    let before = Promise.resolve();
    for await (const entries of readEntries(this.#database, index)) {
      for (let first = 0; first < entries.length && !this.#isStopped; first += BATCH) {
        const batch = entries.slice(first, first + BATCH).map(entryOf);
        const answers = (await this.#verifier).verifyAll(batch.flatMap(signaturesOf));
        await before;
        before = this.#check(batch, answers);
        before.catch(() => undefined); // it is awaited with the next batch, and fails there
      }
      if (this.#isStopped) break;
    }
    await before;
  }

  async #check(entries: readonly Entry[], verified: Promise<readonly boolean[]>): Promise<void> {
    const answers = await verified;
    for (const entry of entries) {
      this.#frontier.append(leafHash(leafOf(entry)));
      this.#compare();
    }
    const faults = this.#state.faults + answers.filter((isGood) => !isGood).length;
    const before = this.#state.checked;
    this.#state = { checked: before + entries.length, faults, full: [...this.#frontier.full] };
    if (Math.floor(before / STORE_EVERY) === Math.floor(this.#state.checked / STORE_EVERY)) return;
    await this.#store();
    this.#changed();
  }

  #compare(): void {
    const candidate = this.#candidate;
    if (candidate?.checkpoint.size !== this.#frontier.size) return;
    this.#candidate = null;
    if (idOf(this.#frontier.root()) === candidate.checkpoint.root) this.verified = candidate;
    else this.isForked = true;
    this.#changed();
  }

  async #store(): Promise<void> {
    if (!this.#isStopped) await this.#database.put("audits", this.#state, "audit");
  }
}

const signaturesOf = ({ signed }: Entry): readonly Signed[] => {
  if (!("act" in signed)) return [];
  const { act, bytes, signature } = signed;
  const own = { publicKey: act.author.key, message: actSigningBytes(bytes), signature };
  const vouched = act.evidence.map((evidence) => ({
    publicKey: evidence.key,
    message: evidenceSigningBytes(evidence.kind, act.origin, act.author.key),
    signature: evidence.signature,
  }));
  return [own, ...vouched];
};
