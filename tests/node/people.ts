/**
 * People with one device each who hand acts in to a node, written by the same desk as in the app. Their keys and salts come from
 * their names, so a test always writes the same acts.
 */
import { Wordings, writeAct, type Place } from "../../src/core/desk.ts";
import { sha256, ZERO_ID } from "../../src/core/hash.ts";
import { actSigningBytes, evidenceSigningBytes } from "../../src/core/log/act.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { command } from "../../src/core/registry.ts";
import type { Evidence, Id, Instant, Kind } from "../../src/core/kernel/types.ts";
import { nativeSigner, type NativeSigner } from "../../src/node/crypto/ed25519.ts";
import type { Submission } from "../../src/node/sequencer/submission.ts";
import { seededChance } from "../../src/simulate/chronicle.ts";

export type Body = Readonly<Record<string, unknown>> | ((text: (words: string) => Id) => object);
export type Options = {
  readonly after?: readonly Id[];
  readonly evidence?: readonly Evidence[];
  /** Another number than the next. */
  readonly seq?: number;
};
export type HandedIn = Submission & { readonly id: Id };

export class Person {
  readonly name: string;
  readonly signer: NativeSigner;
  readonly #chance: (length: number) => Uint8Array;
  #place: Place;

  constructor(name: string, origin: Id = ZERO_ID) {
    this.name = name;
    this.signer = nativeSigner(sha256(utf8Of(`key of ${name}`)));
    this.#chance = seededChance(`chance of ${name}`);
    this.#place = {
      origin,
      author: { kind: "device", key: this.signer.publicKey },
      seq: 0,
      previous: null,
      seen: null,
    };
  }

  get key(): Id {
    return this.signer.publicKey;
  }

  belongTo(origin: Id): void {
    this.#place = { ...this.#place, origin };
  }

  /** A submission of one act, signed at this time. */
  write(at: Instant, kind: Kind, body: Body, { after = [], evidence = [], seq }: Options = {}): HandedIn {
    const texts = new Wordings(this.#chance);
    const plain = typeof body === "function" ? body((words) => texts.text(words)) : body;
    const place = seq === undefined ? this.#place : { ...this.#place, seq };
    const { written, next } = writeAct(place, {
      command: command(kind, plain),
      at,
      chance: this.#chance,
      texts,
      after,
      evidence,
    });
    if (seq === undefined) this.#place = next;
    const signature = this.signer.signNow(actSigningBytes(written.bytes));
    return {
      id: written.id,
      acts: [[written.bytes, signature]],
      texts: written.texts.map(({ salt, utf8 }) => [salt, utf8]),
    };
  }

  /** Vouches for another's key, as an invitation does for who joins. */
  vouchFor(other: Person, origin: Id): Evidence {
    const signature = this.signer.signNow(evidenceSigningBytes("invitation", origin, other.key));
    return { kind: "invitation", key: this.key, signature };
  }
}

export const together = (...submissions: readonly Submission[]): Submission => ({
  acts: submissions.flatMap(({ acts }) => acts),
  texts: submissions.flatMap(({ texts }) => texts),
});
