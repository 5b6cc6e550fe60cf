/** A standing at an instant, ready to be asked: its institutions, and the words of the texts it names. */
import type { Core } from "../../core/kernel/fold.ts";
import type { Askable } from "../../core/kernel/wiring.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Audience, Entry, Id, Instant } from "../../core/kernel/types.ts";
import { FailedError } from "../exits.ts";
import { coreFor, type LogSource, type Standing } from "../source/source.ts";

export class View {
  readonly at: Instant;
  readonly core: Core;
  readonly world: World;
  readonly isSettled: boolean;
  readonly audience: Audience;
  readonly origin: Id;
  readonly #source: LogSource;

  constructor(source: LogSource, { world, isSettled }: Standing, at: Instant) {
    this.at = at;
    this.core = coreFor(source.audience);
    this.world = world;
    this.isSettled = isSettled;
    this.audience = source.audience;
    this.origin = source.origin;
    this.#source = source;
  }

  ask<Q>(of: Askable<Q>): Q {
    return this.core.standing(this.world, of, this.at);
  }

  /** The same of an institution that only members see. Throws where members' acts are withheld. */
  askMembers<Q>(of: Askable<Q>): Q {
    if (this.audience !== "members") throw new FailedError("cli.show.membersOnly");
    return this.ask(of);
  }

  /** The words of a text; null where there is none, or it was erased. */
  async words(hash: Id | null): Promise<string | null> {
    return hash === null ? null : ((await this.#source.words([hash])).get(hash) ?? null);
  }

  async allWords(hashes: readonly Id[]): Promise<readonly (string | null)[]> {
    const words = await this.#source.words(hashes);
    return hashes.map((hash) => words.get(hash) ?? null);
  }

  /** All that was recorded up to the time asked about. */
  entries(): AsyncIterable<Entry> | Iterable<Entry> {
    return this.#source.entriesUpTo(this.at);
  }

  /** The entry, unless it is withheld. */
  async act(index: number) {
    const entry: Entry | null = await this.#source.entry(index);
    return entry !== null && "act" in entry.signed ? { at: entry.at, ...entry.signed } : null;
  }
}
