/**
 * The node as an author: it signs checkpoints, its own acts and its promises with the community's log key. The surprising rule: it
 * keeps no counter; its next number is read from the standing, so that no restart can make it use one twice.
 */
import { actId, actSigningBytes, encodeAct } from "../../core/log/act.ts";
import { checkpointKey, signCheckpoint } from "../../core/log/checkpoint.ts";
import type { Signer } from "../../core/log/ed25519.ts";
import { formatVerifierKey } from "../../core/log/note.ts";
import { signReceipt, type Receipt } from "../../core/log/receipt.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { DAY_MS, instantOf } from "../../core/kernel/time.ts";
import { keyOf } from "../../core/kernel/names.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Act, Audience, Command, Id, Instant, SignedAct } from "../../core/kernel/types.ts";
import type { Random } from "../ports/random.ts";

const SALT_BYTES = 16;

export class NodeHand {
  readonly origin: Id;
  readonly #signer: Signer;
  readonly #random: Random;

  constructor(origin: Id, signer: Signer, random: Random) {
    this.origin = origin;
    this.#signer = signer;
    this.#random = random;
  }

  get key(): Id {
    return this.#signer.publicKey;
  }

  get vkey(): string {
    return formatVerifierKey(checkpointKey(this.origin, this.key));
  }

  /** The signed head, as bytes of a note. It goes nowhere before the entries it covers are durable. */
  async checkpoint(size: number, root: Id): Promise<Uint8Array> {
    return utf8Of(await signCheckpoint({ origin: this.origin, size, root }, this.#signer));
  }

  paper(receipt: Receipt): Promise<Uint8Array> {
    return signReceipt(receipt, this.#signer);
  }

  /** An act of the node's own, for exactly this world. */
  async write(command: Command, audience: Audience, world: World, at: Instant): Promise<SignedAct> {
    const act: Act = {
      format: 1,
      origin: this.origin,
      author: { kind: "node", key: this.key },
      seq: nextSeq(world, this.key),
      previous: null,
      seen: null,
      after: [],
      signedAt: at,
      notAfter: instantOf(at + DAY_MS),
      audience,
      evidence: [],
      salt: this.#random.bytes(SALT_BYTES),
      command,
    };
    const bytes = encodeAct(act);
    return { id: actId(bytes), act, bytes, signature: await this.#signer.sign(actSigningBytes(bytes)) };
  }
}

/** One above the highest number that the author used in either stratum. */
const nextSeq = (world: World, author: Id): number => {
  const key = keyOf(author);
  const highest = [world.used.public, world.used.members].map((authors) => authors.get(key)?.at(-1) ?? -1);
  return Math.max(...highest) + 1;
};
