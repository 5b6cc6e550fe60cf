/**
 * Confirmation: all witnesses are asked about the same checkpoint in one round, and the next round begins with whatever is
 * newest then. The surprising rule: rounds keep witnesses in step, since a quorum that cosigned different sizes has
 * confirmed none of them; a log that grows faster than rounds turn is confirmed in larger steps, never less.
 */
import { formatNote, parseNote, type NoteSignature } from "../../core/log/note.ts";
import { checkpointKey } from "../../core/log/checkpoint.ts";
import { textOf, utf8Of } from "../../core/log/utf8.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Confirmations, Confirmed } from "../api/parts.ts";
import type { Cancel, Clock } from "../ports/clock.ts";
import type { Head } from "../ports/logStore.ts";
import type { WitnessedHead, Witnesses } from "../ports/witnesses.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import type { Ally, Cosigned } from "./ally.ts";

/** Many acts at once make one round. */
const GATHER_MS = 250;
/** After a round without a quorum: at once is no use, and an hour too long. */
const RETRY_MS_MIN = 5_000;
const RETRY_MS_MAX = 300_000;

/** Where the latest confirmed checkpoint of each community is kept over a restart. */
export interface ConfirmedShelf {
  read(community: Id): Promise<Uint8Array | null>;
  write(community: Id, checkpoint: Uint8Array): Promise<void>;
}

type Follow = {
  readonly community: RunningCommunity;
  readonly unsubscribe: () => void;
  isAsking: boolean;
  isStopped: boolean;
  retryMs: number;
  alarm: Cancel | null;
  /** The newest checkpoint with whatever cosignatures came for it. */
  cosigned: { readonly text: string; readonly signatures: readonly NoteSignature[] } | null;
  confirmed: Confirmed | null;
};

export type RoundsParts = {
  readonly allies: readonly Ally[];
  /** How many cosignatures confirm a checkpoint. */
  readonly quorum: number;
  readonly shelf: ConfirmedShelf;
  readonly clock: Clock;
  readonly onConfirmed: (community: Id, confirmed: Confirmed) => void;
};

/** More than half of the witnesses. */
export const majorityOf = (witnesses: number): number => Math.floor(witnesses / 2) + 1;

export class Rounds implements Confirmations {
  readonly #parts: RoundsParts;
  readonly #follows = new Map<Id, Follow>();

  constructor(parts: RoundsParts) {
    this.#parts = parts;
  }

  /** What the sequencer asks before it signs again after a restore: one answer for each witness that tells. */
  witnessesFor(nodeKey: Id, head: () => Promise<Head | null>): Witnesses {
    const { allies } = this.#parts;
    return {
      count: allies.length,
      latest: async (origin) => {
        const checkpoint = (await head())?.checkpoint;
        const own = checkpoint === undefined ? null : textOf(checkpoint);
        const key = checkpointKey(origin, nodeKey);
        const heads = await Promise.all(allies.map((ally) => ally.latest(origin, key, own)));
        return heads.filter((head): head is WitnessedHead => head !== null);
      },
    };
  }

  /** From now on the community's checkpoints are brought to the witnesses; the answer stops that. */
  async follow(community: RunningCommunity): Promise<() => void> {
    const { origin } = community;
    const stored = await this.#parts.shelf.read(origin);
    const follow: Follow = {
      community,
      unsubscribe: community.subscribe(() => this.#soon(follow, GATHER_MS)),
      isAsking: false,
      isStopped: false,
      retryMs: RETRY_MS_MIN,
      alarm: null,
      cosigned: null,
      confirmed: stored === null ? null : confirmedIn(stored),
    };
    this.#follows.set(origin, follow);
    this.#soon(follow, GATHER_MS);
    return () => this.#stop(follow);
  }

  async latest(community: Id): Promise<Confirmed | null> {
    const follow = this.#follows.get(community);
    if (follow !== undefined) return follow.confirmed;
    const stored = await this.#parts.shelf.read(community);
    return stored === null ? null : confirmedIn(stored);
  }

  cosigned(community: Id, checkpoint: Uint8Array): Promise<Uint8Array> {
    const cosigned = this.#follows.get(community)?.cosigned ?? null;
    const note = parseNote(textOf(checkpoint) ?? "");
    if (cosigned === null || "malformed" in note || note.text !== cosigned.text) return Promise.resolve(checkpoint);
    return Promise.resolve(
      utf8Of(formatNote({ text: note.text, signatures: [...note.signatures, ...cosigned.signatures] })),
    );
  }

  close(): void {
    for (const follow of [...this.#follows.values()]) this.#stop(follow);
  }

  #stop(follow: Follow): void {
    follow.isStopped = true;
    follow.unsubscribe();
    follow.alarm?.();
    follow.alarm = null;
    this.#follows.delete(follow.community.origin);
  }

  #soon(follow: Follow, afterMs: number): void {
    if (this.#parts.allies.length === 0 || follow.isStopped || follow.isAsking || follow.alarm !== null) return;
    follow.alarm = this.#parts.clock.alarm(afterMs, () => {
      follow.alarm = null;
      void this.#round(follow);
    });
  }

  async #round(follow: Follow): Promise<void> {
    const { community } = follow;
    const { size, checkpoint } = community.head();
    if (size <= (follow.confirmed?.size ?? 0)) return;
    follow.isAsking = true;
    let isConfirmed = false;
    try {
      const cosigned = await this.#askAll(community, size, textOf(checkpoint) ?? "");
      isConfirmed = !follow.isStopped && (await this.#keep(follow, size, checkpoint, cosigned));
    } catch {
      // A store that is being closed or a full disk: the next round finds out whether it lasts.
    }
    follow.isAsking = false;
    if (follow.isStopped) return;
    follow.retryMs = isConfirmed ? RETRY_MS_MIN : Math.min(2 * follow.retryMs, RETRY_MS_MAX);
    if (community.head().size > size || !isConfirmed) this.#soon(follow, isConfirmed ? GATHER_MS : follow.retryMs);
  }

  async #askAll(community: RunningCommunity, size: number, checkpoint: string): Promise<readonly Cosigned[]> {
    const proofFrom = (oldSize: number) => community.tiles.consistencyProof(oldSize, size);
    const asked = { origin: community.origin, size, checkpoint, proofFrom };
    const answers = await Promise.all(this.#parts.allies.map((ally) => ally.cosign(asked)));
    return answers.filter((answer): answer is Cosigned => answer !== null);
  }

  async #keep(follow: Follow, size: number, checkpoint: Uint8Array, cosigned: readonly Cosigned[]): Promise<boolean> {
    const note = parseNote(textOf(checkpoint) ?? "");
    if ("malformed" in note) return false;
    for (const { witness, at } of cosigned) follow.community.noteWitnessTime(witness.name, at);
    follow.cosigned = { text: note.text, signatures: cosigned.map(({ signature }) => signature) };
    if (cosigned.length < this.#parts.quorum) return false;
    const signatures = [...note.signatures, ...follow.cosigned.signatures];
    const confirmed = { size, checkpoint: utf8Of(formatNote({ text: note.text, signatures })) };
    await this.#parts.shelf.write(follow.community.origin, confirmed.checkpoint);
    follow.confirmed = confirmed;
    this.#parts.onConfirmed(follow.community.origin, confirmed);
    return true;
  }
}

/** What a stored checkpoint confirms; null where the file is not one. */
const confirmedIn = (checkpoint: Uint8Array): Confirmed | null => {
  const note = parseNote(textOf(checkpoint) ?? "");
  const size = "malformed" in note ? Number.NaN : Number(note.text.split("\n")[1]);
  return Number.isSafeInteger(size) ? { size, checkpoint } : null;
};
