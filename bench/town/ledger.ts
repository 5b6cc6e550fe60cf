/**
 * A log written fast, for measuring: real acts by people whose keys come from their names, folded in batches. It is not the
 * simulator's chronicle, which folds every act by itself and keeps them all: here the acts go on to whoever takes them.
 */
import { actSigningBytes, evidenceSigningBytes, isMalformed, signedAct } from "../../src/core/log/act.ts";
import { Wordings, writeAct, type Chance, type Place, type Wording } from "../../src/core/desk.ts";
import { idOf, sha256, ZERO_ID } from "../../src/core/hash.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import type {
  AuthorKind,
  Entry,
  Evidence,
  EvidenceKind,
  Id,
  Instant,
  Kind,
  Seen,
} from "../../src/core/kernel/types.ts";
import type { World } from "../../src/core/kernel/world.ts";
import { leafOf } from "../../src/core/log/entry.ts";
import { Frontier } from "../../src/core/log/frontier.ts";
import { leafHash } from "../../src/core/log/merkle.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { nodeActDue } from "../../src/core/nodeActs.ts";
import { command, core } from "../../src/core/registry.ts";
import { nativeSigner, type NativeSigner } from "../../src/node/crypto/ed25519.ts";

/** The fold only compares keys and never looks at a signature, so a log that is only folded need not be signed. */
export type Signing = "signed" | "unsigned";
export type Hand = { readonly key: Id; readonly signer: NativeSigner | null; place: Place };
type Fields = Readonly<Record<string, unknown>>;
export type Body = Fields | ((text: (words: string) => Id) => Fields);
/** Takes each batch of entries; `fold` gives the world after them, and may be timed. */
export type Taker = (entries: readonly Entry[], fold: () => World) => World;

const BATCH = 2_000;
const NO_SIGNATURE = new Uint8Array(64);
const BETWEEN_ACTS_MS = 250;
/** Devices verify a new checkpoint now and then, and say in each act which they verified last. */
const BETWEEN_CHECKPOINTS = 50;

/** The 32 bytes of the private key that the hand of this name has. */
export const seedOf = (name: string): Uint8Array => sha256(utf8Of(`bench/key/${name}`));

/** Bytes that differ from each other and are the same in every run; nothing here is secret. (Marsaglia's xorshift, 2003.) */
const cheapChance = (): Chance => {
  let state = 2_463_534_242;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[at] = state;
    }
    return bytes;
  };
};

export class Ledger {
  world: World = core.begin();
  now: Instant;
  readonly texts = new Map<Id, Wording>();
  readonly node: Hand;
  /** Acts written, folded or not. */
  size = 0;
  readonly #signing: Signing;
  readonly #take: Taker;
  readonly #chance = cheapChance();
  readonly #tree = new Frontier();
  #seen: Seen | null = null;
  /** Devices that are offline sign without seeing any later checkpoint. */
  isOffline = false;
  #waiting: Entry[] = [];

  constructor(signing: Signing, start: Instant, take: Taker = (_entries, fold) => fold()) {
    this.#signing = signing;
    this.#take = take;
    this.now = start;
    this.node = this.hand("node", "node");
  }

  get origin(): Id {
    return this.world.origin ?? ZERO_ID;
  }

  hand(name: string, kind: AuthorKind = "device"): Hand {
    const seed = seedOf(name);
    const signer = this.#signing === "signed" || kind === "node" ? nativeSigner(seed) : null;
    const key = signer?.publicKey ?? idOf(seed);
    return { key, signer, place: { origin: this.origin, author: { kind, key }, seq: 0, previous: null, seen: null } };
  }

  evidence(kind: EvidenceKind, by: Hand, author: Hand): Evidence {
    const signature = by.signer?.signNow(evidenceSigningBytes(kind, this.origin, author.key)) ?? NO_SIGNATURE;
    return { kind, key: by.key, signature };
  }

  /** Writes an act that will be accepted; whoever folds it throws if it is not. */
  act(by: Hand, kind: Kind, body: Body, evidence: readonly Evidence[] = []): Id {
    const texts = new Wordings(this.#chance);
    const plain = typeof body === "function" ? body((words) => texts.text(words)) : body;
    const place = { ...by.place, origin: this.origin, seen: this.#seen };
    const writing = { command: command(kind, plain), at: this.now, chance: this.#chance, texts, evidence };
    const { written, next } = writeAct(place, writing);
    by.place = next;
    for (const wording of written.texts) if (this.#signing === "signed") this.texts.set(wording.hash, wording);
    this.#record(written.bytes, by.signer?.signNow(actSigningBytes(written.bytes)) ?? NO_SIGNATURE);
    this.now = instantOf(this.now + BETWEEN_ACTS_MS);
    return written.id;
  }

  #record(bytes: Uint8Array, signature: Uint8Array): void {
    const signed = signedAct(bytes, signature);
    if (isMalformed(signed)) throw new Error(`a malformed act: ${signed.malformed} in ${signed.field}`);
    const entry = { index: this.size, at: this.now, signed };
    this.#waiting.push(entry);
    this.size += 1;
    this.#tree.append(leafHash(leafOf(entry)));
    if (!this.isOffline && this.size % BETWEEN_CHECKPOINTS === 0)
      this.#seen = { size: this.size, root: idOf(this.#tree.root()) };
    if (this.#waiting.length >= BATCH || this.world.origin === null) this.fold();
  }

  /** Folds what waits. */
  fold(): void {
    const entries = this.#waiting;
    if (entries.length === 0) return;
    this.#waiting = [];
    const before = this.world;
    this.world = this.#take(entries, () =>
      core.replay(before, entries, (entry, refusal) => {
        throw new Error(`entry ${entry.index} was refused: ${refusal.kind} ${JSON.stringify(refusal.data)}`);
      }),
    );
  }

  /** Lets time pass; the node records results when they are due. */
  wait(milliseconds: number): void {
    const until = instantOf(this.now + milliseconds);
    this.fold();
    let ahead = this.world;
    for (let due = core.nextDue(ahead); due !== null && due <= until; due = core.nextDue(ahead)) {
      if (due > this.now) this.now = due;
      ahead = this.#nodeActs() ? this.world : core.advance(ahead, this.now);
    }
    this.now = until;
  }

  #nodeActs(): boolean {
    const before = this.world.size;
    for (let due = nodeActDue(this.world, this.now); due !== null; due = nodeActDue(this.world, this.now)) {
      const place = { ...this.node.place, origin: this.origin };
      const { written, next } = writeAct(place, { command: due, at: this.now, chance: this.#chance });
      this.node.place = next;
      this.#record(written.bytes, this.node.signer?.signNow(actSigningBytes(written.bytes)) ?? NO_SIGNATURE);
      this.fold();
    }
    return this.world.size > before;
  }
}
