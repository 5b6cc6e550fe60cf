/**
 * Challenges: what a device must sign to be let in. The surprising rule: the node remembers none of those it gave out. A
 * challenge carries the node's own seal, so a flood of requests fills no memory; only those that were answered rightly are
 * remembered, until they would have expired anyway.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Id, Instant } from "../../core/kernel/types.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { SignInChallenge } from "../../core/wire/signIn.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";

/** Long enough for a slow phone on a slow line; a challenge is signed by a program, not by a person. */
export const CHALLENGE_MS = 60_000;
const SECRET_BYTES = 32;
const RANDOM_BYTES = 16;
const SEAL_BYTES = 32;

export class Challenges {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #secret: Uint8Array;
  /** Answered nonces and when they expire, in that order. */
  readonly #answered = new Map<string, number>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
    this.#secret = random.bytes(SECRET_BYTES);
  }

  /** A challenge for this community, asked for at this address of the node. */
  issue(community: Id, address: string): SignInChallenge {
    const expiresAt = instantOf(this.#clock.now() + CHALLENGE_MS);
    const salt = this.#random.bytes(RANDOM_BYTES);
    const nonce = Buffer.concat([salt, this.#seal(salt, community, address, expiresAt)]).toString("base64url");
    return { community, address, expiresAt, nonce };
  }

  /** Whether this node gave out the challenge and it has not expired or been answered. */
  isOpen({ community, address, expiresAt, nonce }: SignInChallenge): boolean {
    const now = this.#clock.now();
    if (expiresAt <= now || expiresAt > now + CHALLENGE_MS || this.#answered.has(nonce)) return false;
    const bytes = Buffer.from(nonce, "base64url");
    if (bytes.length !== RANDOM_BYTES + SEAL_BYTES || bytes.toString("base64url") !== nonce) return false;
    const seal = this.#seal(bytes.subarray(0, RANDOM_BYTES), community, address, expiresAt);
    return timingSafeEqual(bytes.subarray(RANDOM_BYTES), seal);
  }

  /** Notes that it was answered rightly, so that nobody who saw the answer is let in with it. */
  spend({ nonce, expiresAt }: SignInChallenge): void {
    const now = this.#clock.now();
    for (const [known, expires] of this.#answered) {
      if (expires > now) break;
      this.#answered.delete(known);
    }
    this.#answered.set(nonce, expiresAt);
  }

  get remembered(): number {
    return this.#answered.size;
  }

  #seal(salt: Uint8Array, community: Id, address: string, expiresAt: Instant): Buffer {
    return createHmac("sha256", this.#secret)
      .update(salt)
      .update(`folkmoot/challenge/v1\n${community}\n${address}\n${expiresAt}\n`)
      .digest();
  }
}
