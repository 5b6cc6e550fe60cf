/**
 * A person's device: a key, a replica, and an outbox of signed acts that it hands in until it has an answer. The surprising rule: it
 * believes its own replica, however old, so much of what it signs comes too late, twice or in vain.
 */
import { Wordings, writeAct, type Place } from "../../core/desk.ts";
import { ZERO_ID } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Command, Evidence, EvidenceKind, Id, Instant, Kind } from "../../core/kernel/types.ts";
import { actSigningBytes, evidenceSigningBytes } from "../../core/log/act.ts";
import { nativeSigner, type NativeSigner } from "../../node/crypto/ed25519.ts";
import type { Submission } from "../../node/sequencer/submission.ts";
import type { Dice } from "../dice.ts";
import { kindsIn } from "./carried.ts";
import type { Replica } from "./replica.ts";

/** An act on its way. `submission` holds it alone, with its texts; `kinds` are its own and those of what it carries. */
export type Sent = {
  readonly id: Id;
  readonly kind: Kind;
  readonly kinds: readonly Kind[];
  readonly submission: Submission;
};

export class Device {
  readonly name: string;
  readonly signer: NativeSigner;
  readonly replica: Replica;
  readonly dice: Dice;
  /** How far this device's clock is off. */
  readonly skewMs: number;
  readonly outbox = new Map<Id, Sent>();
  /** Off the network until then. */
  offlineUntil: Instant = instantOf(0);
  #place: Place;

  constructor(name: string, dice: Dice, replica: Replica, skewMs: number) {
    this.name = name;
    this.dice = dice;
    this.replica = replica;
    this.skewMs = skewMs;
    this.signer = nativeSigner(dice.bytes(32));
    const author = { kind: "device", key: this.key } as const;
    this.#place = { origin: ZERO_ID, author, seq: 0, previous: null, seen: null };
  }

  get key(): Id {
    return this.signer.publicKey;
  }

  wordings(): Wordings {
    return new Wordings((length) => this.dice.bytes(length));
  }

  /** Signs the command and lays it in the outbox. `again`: under the number of the act before, as a copied key would. */
  sign(
    origin: Id,
    command: Command,
    now: Instant,
    more: { texts?: Wordings; evidence?: readonly Evidence[]; again?: boolean } = {},
  ): Sent {
    const { texts = this.wordings(), evidence = [], again = false } = more;
    const seq = again ? Math.max(0, this.#place.seq - 1) : this.#place.seq;
    const place = { ...this.#place, origin, seq, seen: this.replica.seen };
    const at = instantOf(Math.max(0, now + this.skewMs));
    const chance = (length: number): Uint8Array => this.dice.bytes(length);
    const { written, next } = writeAct(place, { command, at, chance, texts, evidence });
    if (!again) this.#place = next;
    const signature = this.signer.signNow(actSigningBytes(written.bytes));
    const submission = {
      acts: [[written.bytes, signature] as const],
      texts: written.texts.map(({ salt, utf8 }) => [salt, utf8] as const),
    };
    const sent = { id: written.id, kind: command.kind, kinds: kindsIn(command), submission };
    this.outbox.set(sent.id, sent);
    return sent;
  }

  /** The founding act, which makes the origin that it cannot name. */
  signFounding(command: Command, now: Instant, texts: Wordings): Sent {
    return this.sign(ZERO_ID, command, now, { texts });
  }

  /** This key's countersignature for an author. */
  vouch(kind: EvidenceKind, origin: Id, author: Id): Evidence {
    return { kind, key: this.key, signature: this.signer.signNow(evidenceSigningBytes(kind, origin, author)) };
  }
}
