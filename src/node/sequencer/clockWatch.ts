/**
 * Whether this machine's clock may be believed (docs/decisions/clock-in-doubt.md). An entry's time can never be taken back, so a
 * wrong clock does harm for ever: what lapses by it has lapsed. The surprising rule: after a jump ahead, also one that a reboot
 * hides, the node waits until one other clock agrees: a witness's, or that of a device whose act the community would accept.
 */
import { DAY_MS, MINUTE_MS } from "../../core/kernel/time.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import type { Clock } from "../ports/clock.ts";

/** Clocks that are kept right by the network differ by less; clocks that are not drift by this in months. */
const TOLERANCE_MS = 2 * MINUTE_MS;
/** Phones set their clocks by the network or by hand; a device further off is no evidence. */
const DEVICE_TOLERANCE_MS = 5 * MINUTE_MS;
/** A node that was off longer than this, or slept, has its clock confirmed first. */
const GAP_MS = DAY_MS;
/** One wrong phone must not stop a node; three that agree against it are right. */
const DEVICES_AGAINST = 3;
/** Evidence older than this (by the clock that cannot be set) says nothing of now. */
const EVIDENCE_MS = 10 * MINUTE_MS;

export type ClockDoubt =
  | "behindLog" // more than two minutes before the last entry
  | "jumped" // ahead by more than two minutes against the monotonic clock
  | "unconfirmed" // first look after a day's gap or more
  | "devicesAhead" // three devices sign in its future and none agrees with it
  | "witnessesDiffer"; // most witnesses' times are more than two minutes away

type Sighting = { readonly aheadMs: number; readonly seenAt: number };

export class ClockWatch {
  readonly #clock: Clock;
  readonly #devices = new Map<Id, Sighting>();
  readonly #witnesses = new Map<string, Sighting>();
  #last: Instant | null;
  /** Wall minus monotonic: constant while nobody sets the clock. */
  #offset: number;
  #unsure: "jumped" | "unconfirmed" | null = null;

  /** @param last the time of the last entry; null for a log that has none. */
  constructor(clock: Clock, last: Instant | null) {
    this.#clock = clock;
    const now = clock.now();
    this.#last = last;
    this.#offset = now - clock.monotonicMs();
    if (last !== null && now - last > GAP_MS) this.#unsure = "unconfirmed";
  }

  /** Null when entries may be given the clock's time. */
  doubt(): ClockDoubt | null {
    this.#noticeJump();
    if (this.#last !== null && this.#clock.now() < this.#last - TOLERANCE_MS) return "behindLog";
    if (this.#unsure !== null) return this.#unsure;
    if (this.#mostWitnessesDiffer()) return "witnessesDiffer";
    return this.#devicesAreAhead() ? "devicesAhead" : null;
  }

  recorded(at: Instant): void {
    this.#last = at;
  }

  /** A verified act by a device: when it says it was signed. The caller hands on only devices that the community knows. */
  hearDevice(key: Id, signedAt: Instant): void {
    const aheadMs = signedAt - this.#clock.now();
    // An act may have waited in an outbox for days: one signed in the past says nothing.
    if (aheadMs < -DEVICE_TOLERANCE_MS) return;
    this.#devices.set(key, { aheadMs, seenAt: this.#clock.monotonicMs() });
    if (aheadMs <= DEVICE_TOLERANCE_MS) this.#unsure = null;
  }

  /** A witness has cosigned just now, at this time by its clock. */
  hearWitness(witness: string, cosignedAt: Instant): void {
    const aheadMs = cosignedAt - this.#clock.now();
    this.#witnesses.set(witness, { aheadMs, seenAt: this.#clock.monotonicMs() });
    if (Math.abs(aheadMs) <= TOLERANCE_MS) this.#unsure = null;
  }

  /** A person has looked at the clock and says that it is right. */
  confirm(): void {
    this.#noticeJump();
    this.#unsure = null;
    this.#devices.clear();
    this.#witnesses.clear();
  }

  #noticeJump(): void {
    const offset = this.#clock.now() - this.#clock.monotonicMs();
    const jumped = offset - this.#offset;
    this.#offset = offset;
    if (Math.abs(jumped) <= TOLERANCE_MS) return;
    // What was seen before was measured against another time.
    this.#devices.clear();
    this.#witnesses.clear();
    if (jumped > 0) this.#unsure = "jumped";
  }

  #mostWitnessesDiffer(): boolean {
    const fresh = this.#fresh(this.#witnesses);
    const differing = fresh.filter(({ aheadMs }) => Math.abs(aheadMs) > TOLERANCE_MS);
    return differing.length * 2 > fresh.length;
  }

  #devicesAreAhead(): boolean {
    const fresh = this.#fresh(this.#devices);
    const ahead = fresh.filter(({ aheadMs }) => aheadMs > DEVICE_TOLERANCE_MS);
    return ahead.length >= DEVICES_AGAINST && ahead.length === fresh.length;
  }

  #fresh(sightings: Map<string, Sighting>): readonly Sighting[] {
    const oldest = this.#clock.monotonicMs() - EVIDENCE_MS;
    for (const [who, { seenAt }] of sightings) if (seenAt < oldest) sightings.delete(who);
    return [...sightings.values()];
  }
}
