/**
 * Chance that comes from a seed alone, so that a world can be lived again. The surprising rule: each part of a world throws dice
 * of its own (`for`), so that taking one fault or habit away leaves the luck of all the others as it was.
 */
import { sha256 } from "../core/hash.ts";
import { utf8Of } from "../core/log/utf8.ts";

const PER_MILLE = 1000;
const WORD = 4_294_967_296;
const WARM_UP = 12;

export class Dice {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    this.#seed = seed;
    const words = new DataView(sha256(utf8Of(seed)).slice().buffer);
    this.#a = words.getUint32(0);
    this.#b = words.getUint32(4);
    this.#c = words.getUint32(8);
    for (let i = 0; i < WARM_UP; i += 1) this.#word();
  }

  /** Other dice, whose throws depend on this seed and that name only. */
  for(name: string): Dice {
    return new Dice(`${this.#seed}/${name}`);
  }

  /** sfc32 (Doty-Humphrey): 32 bits, period at least 2^32 for every seed. */
  #word(): number {
    const sum = (this.#a + this.#b + this.#counter) >>> 0;
    this.#counter = (this.#counter + 1) >>> 0;
    this.#a = (this.#b ^ (this.#b >>> 9)) >>> 0;
    this.#b = (this.#c + (this.#c << 3)) >>> 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) >>> 0;
    return sum;
  }

  /** A whole number from 0 up to but not including `limit`. */
  below(limit: number): number {
    return Math.floor((this.#word() * limit) / WORD);
  }

  /** A whole number from `min` to `max`, inclusive. */
  between(min: number, max: number): number {
    return min + this.below(max - min + 1);
  }

  /** True in so many of a thousand throws. */
  perMille(share: number): boolean {
    return this.below(PER_MILLE) < share;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new RangeError("nothing to pick from");
    return picked;
  }

  /** One of the list, each as likely as its weight says; null where nothing has any. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T | null {
    let left = this.below(list.reduce((sum, item) => sum + weight(item), 0));
    for (const item of list) {
      left -= weight(item);
      if (left < 0) return item;
    }
    return null;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.#word() & 255);
  }
}
