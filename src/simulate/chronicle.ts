/**
 * A chronicle: a community's log written in one process, by people whose keys come from a seed, at times one says. It signs
 * real acts and folds them through the real core, so what it writes can be exported, imported and verified. The node's
 * part (recording results when they are due) happens by itself while time passes.
 */
import { evidenceSigningBytes, actSigningBytes, signedAct } from "../core/log/act.ts";
import { isMalformed } from "../core/log/actFields.ts";
import { Wordings, writeAct, type Chance, type Place, type Wording } from "../core/desk.ts";
import { sha256, ZERO_ID } from "../core/hash.ts";
import { utf8Of } from "../core/log/utf8.ts";
import { command, core } from "../core/registry.ts";
import { nodeActDue } from "../core/nodeActs.ts";
import { instantOf } from "../core/kernel/time.ts";
import { nativeSigner, type NativeSigner } from "../node/crypto/ed25519.ts";
import type { Askable } from "../core/kernel/wiring.ts";
import type { World } from "../core/kernel/world.ts";
import type {
  AuthorKind,
  Command,
  Entry,
  Evidence,
  EvidenceKind,
  Id,
  Instant,
  Kind,
  Refusal,
  SignedAct,
} from "../core/kernel/types.ts";

/** Somebody (or the node) with one device. */
export type Hand = { readonly name: string; readonly signer: NativeSigner; place: Place };
type Making = (text: (words: string) => Id) => object;
export type Body = object | Making;
const isMade = (body: Body): body is Making => typeof body === "function";
export type Done = { readonly id: Id; readonly refusal: Refusal | null };

const SEED_BYTES = 32;

/** Bytes that look random and depend on the seed alone: SHA-256 of (seed, counter), concatenated. */
export const seededChance = (seed: string): Chance => {
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += SEED_BYTES) {
      bytes.set(sha256(utf8Of(`${seed}/${counter}`)).subarray(0, length - at), at);
      counter += 1;
    }
    return bytes;
  };
};

export class Chronicle {
  world: World = core.begin();
  readonly entries: Entry[] = [];
  readonly texts = new Map<Id, Wording>();
  readonly seed: string;
  readonly node: Hand;
  private readonly chance: Chance;
  now: Instant;

  constructor(seed: string, start: Instant) {
    this.seed = seed;
    this.now = start;
    this.chance = seededChance(`${seed}/chance`);
    this.node = this.hand("node", "node");
  }

  get origin(): Id {
    return this.world.origin ?? ZERO_ID;
  }

  /** A new key with nobody behind it yet: a person before joining, a second device, an invitation. */
  hand(name: string, kind: AuthorKind = "device"): Hand {
    const signer = nativeSigner(this.seedOf(name));
    const place: Place = {
      origin: this.origin,
      author: { kind, key: signer.publicKey },
      seq: 0,
      previous: null,
      seen: null,
    };
    return { name, signer, place };
  }

  /** The 32 bytes of the private key that the hand of this name has. */
  seedOf(name: string): Uint8Array {
    return sha256(utf8Of(`${this.seed}/key/${name}`));
  }

  /** A countersignature by `by` over this author, as joining and adding a device need. */
  evidence(kind: EvidenceKind, by: Hand, author: Hand): Evidence {
    const signature = by.signer.signNow(evidenceSigningBytes(kind, this.origin, author.signer.publicKey));
    return { kind, key: by.signer.publicKey, signature };
  }

  /** Signs and applies one act now; the refusal comes back, and a refused act is not in the log. */
  attempt(by: Hand, kind: Kind, body: Body, evidence: readonly Evidence[] = []): Done {
    const texts = new Wordings(this.chance);
    const plain = isMade(body) ? body((words) => texts.text(words)) : body;
    return this.sign(by, command(kind, plain), texts, evidence);
  }

  private sign(by: Hand, signing: Command, texts: Wordings, evidence: readonly Evidence[]): Done {
    const place = { ...by.place, origin: this.origin };
    const { written, next } = writeAct(place, { command: signing, at: this.now, chance: this.chance, texts, evidence });
    const signed = signedAct(written.bytes, by.signer.signNow(actSigningBytes(written.bytes)));
    if (isMalformed(signed)) throw new Error(`${signing.kind} is malformed: ${JSON.stringify(signed)}`);
    const refusal = this.record(signed);
    if (refusal === null) {
      by.place = next;
      for (const wording of written.texts) this.texts.set(wording.hash, wording);
    }
    return { id: written.id, refusal };
  }

  /** An act that must be accepted; returns its id. */
  act(by: Hand, kind: Kind, body: Body, evidence: readonly Evidence[] = []): Id {
    const { id, refusal } = this.attempt(by, kind, body, evidence);
    if (refusal !== null)
      throw new Error(
        `${by.name}: ${kind} was refused: ${refusal.kind} by ${refusal.clause} ${JSON.stringify(refusal.data)}`,
      );
    this.nodeActs();
    return id;
  }

  private record(signed: SignedAct): Refusal | null {
    const entry: Entry = { index: this.world.size, at: this.now, signed };
    const outcome = core.apply(this.world, entry);
    if (outcome.refusal !== null) return outcome.refusal;
    this.world = outcome.world;
    this.entries.push(entry);
    return null;
  }

  /** Lets time pass. What the node records on the way (results at the end of cooling-off) is recorded when it falls due. */
  wait(milliseconds: number): void {
    this.until(instantOf(this.now + milliseconds));
  }

  until(time: Instant): void {
    let ahead = this.world;
    for (let due = core.nextDue(ahead); due !== null && due <= time; due = core.nextDue(ahead)) {
      if (due > this.now) this.now = due;
      ahead = this.nodeActs() ? this.world : core.advance(ahead, this.now);
    }
    this.now = time;
  }

  /** Records what the node owes now; whether there was anything. */
  private nodeActs(): boolean {
    const before = this.world.size;
    for (let due = nodeActDue(this.world, this.now); due !== null; due = nodeActDue(this.world, this.now)) {
      const { refusal } = this.sign(this.node, due, new Wordings(this.chance), []);
      if (refusal !== null) throw new Error(`the node's ${due.kind} was refused: ${refusal.kind} by ${refusal.clause}`);
    }
    return this.world.size > before;
  }

  ask<Q>(of: Askable<Q>): Q {
    return core.standing(this.world, of, this.now);
  }
}
