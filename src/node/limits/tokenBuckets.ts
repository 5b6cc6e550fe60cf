/**
 * Token buckets: how often one key (a device, a community, a network) may do one sort of thing. Time is an argument, so
 * the answer is the same whoever asks. The surprising rule: when there are more keys than can be remembered, those idle
 * the longest are forgotten, which can only let more through, never less.
 */
export type Rate = {
  /** How many at once after a rest. */
  readonly burst: number;
  readonly perMinute: number;
};

/** `parts` are sixty-thousandths of a token: with one token a minute, each millisecond brings one. So nothing is rounded. */
type Bucket = { readonly parts: number; readonly at: number };

/** A bucket is about 100 bytes with its key: ten megabytes at most. */
const KEYS_MAX = 100_000;
const PARTS_PER_TOKEN = 60_000;

export class TokenBuckets {
  readonly #rate: Rate;
  readonly #keysMax: number;
  /** In order of last use, the oldest first. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, keysMax = KEYS_MAX) {
    this.#rate = rate;
    this.#keysMax = keysMax;
  }

  /**
   * Takes `cost` tokens of `key` at `now` (ms). 0 if they were there; else nothing is taken and the answer is the number
   * of milliseconds after which they will be. A cost above the burst is counted as the burst, or it would never pass.
   */
  take(key: string, now: number, cost = 1): number {
    const asked = Math.min(cost, this.#rate.burst) * PARTS_PER_TOKEN;
    const parts = this.#partsOf(key, now);
    if (parts < asked) return Math.ceil((asked - parts) / this.#rate.perMinute);
    this.#buckets.delete(key);
    this.#buckets.set(key, { parts: parts - asked, at: now });
    if (this.#buckets.size > this.#keysMax) this.#forgetOldest();
    return 0;
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** A clock that was set back gives nothing and takes nothing. */
  #partsOf(key: string, now: number): number {
    const full = this.#rate.burst * PARTS_PER_TOKEN;
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return full;
    return Math.min(full, bucket.parts + Math.max(0, now - bucket.at) * this.#rate.perMinute);
  }

  #forgetOldest(): void {
    for (const key of this.#buckets.keys()) {
      this.#buckets.delete(key);
      return;
    }
  }
}
