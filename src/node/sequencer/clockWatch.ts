/**
 * Whether this machine's clock may be believed (docs/decisions/clock-in-doubt.md). An entry's time can never be taken back, so a
 * wrong clock does harm for ever: what lapses by it has lapsed. The surprising rule: after a jump ahead, also one that a reboot
 * hides, the node waits until one other clock agrees: a witness's, or that of a device whose act the community would accept.
 */
import { DAY_MS, MINUTE_MS } from "../../core/kernel/time.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import type { Clock } from "../ports/clock.ts";
import { ClockTrust, TOLERANCE_MS } from "./clockTrust.ts";

/** Phones set their clocks by the network or by hand; a device further off is no evidence. */
const DEVICE_TOLERANCE_MS = 5 * MINUTE_MS;
/** A node that starts after a longer silence has its clock confirmed first; a quiet week is nothing unusual. */
const GAP_MS = 7 * DAY_MS;
/** One wrong phone must not stop a node; three that agree against it are right. */
const DEVICES_AGAINST = 3;
/** Evidence older than this (by the clock that cannot be set) says nothing of now. */
const EVIDENCE_MS = 10 * MINUTE_MS;

export type ClockDoubt =
  | "behindLog" // more than two minutes before the last entry
  | "jumped" // ahead by more than two minutes against the monotonic clock, or against most witnesses a while ago
  | "unconfirmed" // a node that started after more than a week without entries
  | "devicesAhead" // three devices sign in its future and none agrees with it
  | "witnessesDiffer"; // most witnesses' times are more than two minutes away

type Sighting = { readonly aheadMs: number; readonly seenAt: number };

export class ClockWatch {
  readonly #clock: Clock;
  readonly #devices = new Map<Id, Sighting>();
  readonly #witnesses = new Map<string, Sighting>();
  readonly #trust: ClockTrust;
  readonly #isAfterGap: boolean;
  #last: Instant | null;
  #settings: number;

  /** @param last the time of the last entry; null for a log that has none. @param trust shared by all communities of the machine. */
  constructor(clock: Clock, last: Instant | null, trust: ClockTrust = new ClockTrust(clock)) {
    this.#clock = clock;
    this.#trust = trust;
    this.#last = last;
    this.#settings = trust.settings;
    this.#isAfterGap = last !== null && clock.now() - last > GAP_MS;
  }

  /** Null when entries may be given the clock's time. */
  doubt(): ClockDoubt | null {
    const trust = this.#look();
    if (this.#last !== null && this.#clock.now() < this.#last - TOLERANCE_MS) return "behindLog";
    if (this.#mostWitnessesDiffer()) return "witnessesDiffer";
    if (trust === "jumped") return "jumped";
    if (trust === "unknown" && this.#isAfterGap) return "unconfirmed";
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
    if (aheadMs <= DEVICE_TOLERANCE_MS) this.#trust.confirm();
  }

  /** A witness has cosigned just now, at this time by its clock. */
  hearWitness(witness: string, cosignedAt: Instant): void {
    const aheadMs = cosignedAt - this.#clock.now();
    this.#witnesses.set(witness, { aheadMs, seenAt: this.#clock.monotonicMs() });
    if (Math.abs(aheadMs) <= TOLERANCE_MS) this.#trust.confirm();
    else if (this.#mostWitnessesDiffer()) this.#trust.suspect();
  }

  /** A person has looked at the clock and says that it is right. */
  confirm(): void {
    this.#trust.confirm();
    this.#devices.clear();
    this.#witnesses.clear();
  }

  /** What was seen before the clock was set was measured against another time. */
  #look(): ReturnType<ClockTrust["look"]> {
    const trust = this.#trust.look();
    if (this.#trust.settings !== this.#settings) {
      this.#settings = this.#trust.settings;
      this.#devices.clear();
      this.#witnesses.clear();
    }
    return trust;
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
