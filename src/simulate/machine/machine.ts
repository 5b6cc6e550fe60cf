/**
 * A simulated machine that runs a community's node: the real sequencer over a simulated disk, clock and power. The surprising rule: all
 * that leaves the machine goes through `power`, so a process that is dead or stopped says nothing, whatever its promises do.
 */
import { nativeSigner, verifyNatively } from "../../node/crypto/ed25519.ts";
import { openCommunity } from "../../node/sequencer/community.ts";
import { NodeHand } from "../../node/sequencer/nodeHand.ts";
import { BrokenLogError } from "../../node/sequencer/opening.ts";
import type { RunningCommunity } from "../../node/sequencer/running.ts";
import type { Head, LogStore } from "../../node/ports/logStore.ts";
import type { Witnesses } from "../../node/ports/witnesses.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import type { Dice } from "../dice.ts";
import { Disk } from "../disk/disk.ts";
import { Power } from "../disk/power.ts";
import { SimulatedLogStore, Writings } from "../store/simulatedLogStore.ts";
import type { Timeline } from "../timeline.ts";
import { Violation, type Trace } from "../trace.ts";
import { SimulatedClock, type Setting } from "./clock.ts";
import type { Software } from "./software.ts";

export const verifier: Verifier = {
  verify: (publicKey, message, signature) => Promise.resolve(verifyNatively(publicKey, message, signature)),
  verifyAll: (batch) =>
    Promise.resolve(batch.map(({ publicKey, message, signature }) => verifyNatively(publicKey, message, signature))),
};

export type MachineParts = {
  readonly name: string;
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly software: Software;
  readonly nodeSeed: Uint8Array;
  readonly violated: (violation: Violation) => void;
  /** Asked at each boot: the allies that this process knows, and what is to happen when it is up. */
  readonly boots: (
    power: Power,
    head: () => Promise<Head | null>,
  ) => {
    readonly witnesses: Witnesses;
    readonly up: (community: RunningCommunity) => void;
  };
};

/** How long a process takes to come up, and how long an operator to notice that it did not. */
const BOOT_MS = 800;
const RETRY_MS = 60_000;
const ABSENCE_MS = 2_400_000;
/** Of a thousand requests: those that still reach the address of a process that was replaced. */
const GHOST_ANSWERS = 400;

export class Machine {
  readonly name: string;
  readonly disk: Disk;
  readonly writings: Writings;
  readonly setting: Setting = { offsetMs: 0 };
  readonly #parts: MachineParts;
  #power: Power | null = null;
  #community: RunningCommunity | null = null;
  /** A process that was thought dead and runs on beside the one that took over. */
  #ghost: { readonly community: RunningCommunity; readonly power: Power } | null = null;
  #isRestored = false;
  /** Copies of the disk that its operator made, the oldest first. */
  readonly copies: { readonly image: ReadonlyMap<string, Uint8Array>; readonly size: number }[] = [];
  /** It runs on a copy that lacks what was recorded since. */
  isOld = false;

  constructor(parts: MachineParts, copyOf: Machine | null = null) {
    this.name = parts.name;
    this.#parts = parts;
    this.disk = new Disk(parts.timeline, parts.dice.for("disk"));
    this.writings = copyOf?.writings ?? new Writings();
    if (copyOf !== null) this.disk.restore(copyOf.disk.image());
  }

  /** The process that answers now, if it is up. */
  get community(): RunningCommunity | null {
    return this.#community;
  }
  get power(): Power | null {
    return this.#power;
  }

  /** Who answers a request: now and then a process that should be dead. */
  answering(dice: Dice): { readonly community: RunningCommunity; readonly power: Power } | null {
    const ghost = this.#ghost;
    if (ghost?.power.isOn === true && dice.perMille(GHOST_ANSWERS)) return ghost;
    return this.#community === null || this.#power === null ? null : { community: this.#community, power: this.#power };
  }

  /** Starts a process. One that ran before goes on running where it is held; else it should be dead. */
  start(origin: Id, afterMs: number = BOOT_MS): void {
    if (this.#community !== null && this.#power?.isOn === true)
      this.#ghost = { community: this.#community, power: this.#power };
    const power = new Power();
    this.#power = power;
    this.#community = null;
    power.whenCut(() => {
      if (this.#power !== power) return;
      this.#community = null;
      this.#parts.timeline.after(this.#parts.dice.below(ABSENCE_MS), () => this.#startIfDown(origin));
    });
    this.#parts.timeline.after(afterMs, () => power.run(() => this.#boot(origin, power)));
  }

  /** Somebody comes and switches on again, unless a process is up or coming up. */
  #startIfDown(origin: Id): void {
    if (this.#power?.isOn !== true) this.start(origin);
  }
  /** From a copy that was brought back, which the log itself then says. */
  startRestored(origin: Id): void {
    this.#isRestored = true;
    this.isOld = true;
    this.start(origin);
  }
  /** The process dies at once; the disk stays as it is. */
  kill(): void {
    this.#power?.cut();
  }

  #boot(origin: Id, power: Power): void {
    const { software, trace, boots, violated } = this.#parts;
    const store = software.openStore(origin, this.disk.handle(power), this.writings);
    const { witnesses, up } = boots(power, () => store.head());
    const isMine = (): boolean => this.#power === power && power.isOn;
    const opening = async (): Promise<RunningCommunity> => {
      if (this.#isRestored) await new SimulatedLogStore(origin, this.disk.handle(power), this.writings).markRestored();
      this.#isRestored = false;
      return openCommunity(this.#communityParts(origin, power, store, witnesses));
    };
    opening().then(
      (community) =>
        power.run(() => {
          if (isMine()) this.#community = community;
          trace.note(`${this.name} is up with ${community.head().size} entries`);
          up(community);
        }),
      (error: unknown) =>
        power.run(() => {
          trace.note(`${this.name} does not come up: ${String(error)}`);
          if (error instanceof BrokenLogError) violated(new Violation("what was stored is a log", error.message));
          else if (isMine()) this.start(origin, RETRY_MS);
        }),
    );
  }

  #communityParts(origin: Id, power: Power, store: LogStore, witnesses: Witnesses) {
    const { timeline, dice, software, nodeSeed } = this.#parts;
    const chance = dice.for(`random at ${timeline.now}`);
    return {
      store,
      rulebook: software.rulebook,
      hand: new NodeHand(origin, nativeSigner(nodeSeed), { bytes: (length: number) => chance.bytes(length) }),
      clock: new SimulatedClock(timeline, power, this.setting),
      verifier,
      witnesses,
      breathe: () => new Promise<void>((resolve) => void timeline.after(0, () => power.run(resolve))),
      forgetTexts: () => Promise.resolve(),
      bar: null,
    };
  }
}
