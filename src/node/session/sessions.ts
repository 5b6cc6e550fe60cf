/**
 * Sessions: a device that signed a challenge goes on with a short random token. The surprising rule: a session says only
 * which key signed in and where; what that key may do is asked of the standing at every request. Tokens are kept as
 * hashes and in memory alone, so a copy of the node's folder or of its memory lets nobody in.
 */
import { createHash } from "node:crypto";
import type { Id } from "../../core/kernel/types.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";

/** After its last use. A device signs in again by itself, so a short time costs nobody anything. */
export const IDLE_MS = 900_000;
/** A token that leaked is worth nothing after half a day, however busily it is used. */
export const LIFE_MS = 43_200_000;
/** A phone with several windows; the oldest session makes place. */
export const SESSIONS_PER_DEVICE_MAX = 8;
/** About 300 bytes each. Those idle the longest make place. */
const SESSIONS_MAX = 100_000;
const TOKEN_BYTES = 32;

export type Session = { readonly community: Id; readonly device: Id };
type Kept = Session & { readonly beganMs: number; readonly usedMs: number };

export class Sessions {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #max: number;
  /** By the hash of the token, in order of last use. */
  readonly #kept = new Map<string, Kept>();
  /** The hashes of each device's tokens in the order begun; those of ended sessions linger until it begins another. */
  readonly #ofDevice = new Map<string, readonly string[]>();

  constructor(clock: Clock, random: Random, max = SESSIONS_MAX) {
    this.#clock = clock;
    this.#random = random;
    this.#max = max;
  }

  /** A new token for a device that proved its key. */
  begin(session: Session): { readonly token: string; readonly idleMs: number } {
    const token = Buffer.from(this.#random.bytes(TOKEN_BYTES)).toString("base64url");
    const now = this.#clock.monotonicMs();
    const hash = hashOf(token);
    this.#makePlace(now);
    this.#keepFew(deviceKey(session), hash);
    this.#kept.set(hash, { ...session, beganMs: now, usedMs: now });
    return { token, idleMs: IDLE_MS };
  }

  /** Whose token this is; using it keeps it alive. Null when it was never given or has ended. */
  use(token: string): Session | null {
    const hash = hashOf(token);
    const kept = this.#kept.get(hash);
    if (kept === undefined) return null;
    const now = this.#clock.monotonicMs();
    if (this.#isOver(kept, now)) {
      this.#drop(hash);
      return null;
    }
    this.#kept.delete(hash);
    this.#kept.set(hash, { ...kept, usedMs: now });
    return { community: kept.community, device: kept.device };
  }

  end(token: string): void {
    this.#drop(hashOf(token));
  }

  get size(): number {
    return this.#kept.size;
  }

  #isOver({ beganMs, usedMs }: Kept, now: number): boolean {
    return now >= usedMs + IDLE_MS || now >= beganMs + LIFE_MS;
  }

  /** Drops whatever is over, and whoever was idle the longest while there are too many. */
  #makePlace(now: number): void {
    for (const [hash, kept] of this.#kept) {
      if (!this.#isOver(kept, now) && this.#kept.size < this.#max) break;
      this.#drop(hash);
    }
  }

  /** Adds the token to its device's, of which the oldest makes place. */
  #keepFew(device: string, added: string): void {
    const own = (this.#ofDevice.get(device) ?? []).filter((hash) => this.#kept.has(hash));
    for (const hash of own.slice(0, Math.max(0, own.length - SESSIONS_PER_DEVICE_MAX + 1))) this.#kept.delete(hash);
    this.#ofDevice.set(device, [...own.slice(-SESSIONS_PER_DEVICE_MAX + 1), added]);
  }

  #drop(hash: string): void {
    const kept = this.#kept.get(hash);
    this.#kept.delete(hash);
    if (kept === undefined) return;
    const device = deviceKey(kept);
    const own = (this.#ofDevice.get(device) ?? []).filter((one) => this.#kept.has(one));
    if (own.length === 0) this.#ofDevice.delete(device);
    else this.#ofDevice.set(device, own);
  }
}

const deviceKey = ({ community, device }: Session): string => community + device;
const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64");
