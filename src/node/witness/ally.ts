/**
 * One witness that this node asks for cosignatures. What it has seen of a log is guessed from its last answer; the witness
 * corrects the guess (409) and is asked once more. Whatever comes back counts only after its signature verifies.
 */
import { openCheckpoint, originLine } from "../../core/log/checkpoint.ts";
import { verifyCosignatures } from "../../core/log/cosignature.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import type { Hash } from "../../core/log/merkle.ts";
import {
  ED25519_COSIGNATURE,
  parseNote,
  parseVerifierKey,
  signatureBy,
  type NoteSignature,
  type VerifierKey,
} from "../../core/log/note.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import type { WitnessedHead } from "../ports/witnesses.ts";
import type { Exchange } from "./post.ts";
import { requestText } from "./request.ts";
import { UnusableKeyError } from "./witness.ts";

/** As the settings name it: its verifier key, and the prefix below which it takes checkpoints. */
export type AllySettings = { readonly vkey: string; readonly url: string };

/** A log's head with what a witness needs to follow it. */
export type Asked = {
  readonly origin: Id;
  readonly size: number;
  /** The signed checkpoint as published. */
  readonly checkpoint: string;
  readonly proofFrom: (oldSize: number) => Promise<readonly Hash[]>;
};
export type Cosigned = { readonly witness: VerifierKey; readonly signature: NoteSignature; readonly at: Instant };

const MS_PER_SECOND = 1000;
const SIZE_LINE = /^(0|[1-9][0-9]{0,15})\n$/;

export class Ally {
  readonly key: VerifierKey;
  readonly #url: string;
  readonly #exchange: Exchange;
  readonly #verifier: Verifier;
  readonly #seen = new Map<Id, number>();

  constructor({ vkey, url }: AllySettings, exchange: Exchange, verifier: Verifier) {
    const key = parseVerifierKey(vkey);
    if (key?.type !== ED25519_COSIGNATURE) throw new UnusableKeyError(vkey, "witness");
    this.key = key;
    this.#url = url.replace(/\/+$/, "");
    this.#exchange = exchange;
    this.#verifier = verifier;
  }

  /** Its cosignature on this head; null where it gave none, for whatever reason. */
  async cosign(asked: Asked): Promise<Cosigned | null> {
    const guess = Math.min(this.#seen.get(asked.origin) ?? 0, asked.size);
    const first = await this.#ask(asked, guess);
    const corrected = first?.status === 409 ? Number(SIZE_LINE.exec(first.body)?.[1] ?? Number.NaN) : Number.NaN;
    const isWorthAsking = corrected !== guess && corrected <= asked.size;
    const reply = isWorthAsking ? await this.#ask(asked, corrected) : first;
    if (reply?.status !== 200) return null;
    const cosigned = await this.#verified(asked.checkpoint + reply.body);
    if (cosigned !== null) this.#seen.set(asked.origin, asked.size);
    return cosigned;
  }

  /**
   * The latest head that it has cosigned of this log. A node of ours tells it with both signatures. Another witness tells
   * only how far it is, when asked about the head that we have: if that is further, its word is enough to sign nothing.
   */
  async latest(origin: Id, logKey: VerifierKey, own: string | null): Promise<WitnessedHead | null> {
    const url = `${this.#url}/checkpoint?origin=${encodeURIComponent(originLine(origin))}`;
    const told = await this.#exchange({ method: "GET", url });
    return told?.status === 200 ? this.#opened(told.body, logKey) : this.#askedAbout(own, logKey);
  }

  async #opened(text: string, logKey: VerifierKey): Promise<WitnessedHead | null> {
    const opened = await openCheckpoint(text, logKey, this.#verifier);
    const cosigned = await this.#verified(text);
    if ("fault" in opened || cosigned === null) return null;
    const { size, root } = opened.checkpoint;
    return { witness: this.key.name, size, root, cosignedAt: cosigned.at };
  }

  async #askedAbout(own: string | null, logKey: VerifierKey): Promise<WitnessedHead | null> {
    const opened = own === null ? null : await openCheckpoint(own, logKey, this.#verifier);
    if (own === null || opened === null || "fault" in opened) return null;
    const { origin, size, root } = opened.checkpoint;
    const none = (): Promise<readonly Hash[]> => Promise.resolve([]);
    const reply = await this.#ask({ origin, size, checkpoint: own, proofFrom: none }, size);
    if (reply?.status === 200) return this.#opened(own + reply.body, logKey);
    const claimed = reply?.status === 409 ? Number(SIZE_LINE.exec(reply.body)?.[1] ?? Number.NaN) : Number.NaN;
    return claimed > size ? { witness: this.key.name, size: claimed, root, cosignedAt: null } : null;
  }

  async #ask(asked: Asked, oldSize: number) {
    const proof = oldSize === 0 || oldSize === asked.size ? [] : await asked.proofFrom(oldSize);
    const body = requestText(oldSize, proof, asked.checkpoint);
    return this.#exchange({ method: "POST", url: `${this.#url}/add-checkpoint`, body });
  }

  async #verified(text: string): Promise<Cosigned | null> {
    const note = parseNote(text);
    if ("malformed" in note) return null;
    const [good] = (await verifyCosignatures(note, [this.key], this.#verifier)).good;
    const signature = signatureBy(note, this.key);
    if (good === undefined || signature === null) return null;
    return { witness: this.key, signature, at: instantOf(good.seconds * MS_PER_SECOND) };
  }
}
