/**
 * A simulated world: a community's people with their devices, a network, a machine that runs the real node, allies, and an auditor over
 * it all. Everything that happens comes from the seed; `step` lets one thing happen and time pass.
 */
import { signedAct } from "../core/log/act.ts";
import { isMalformed } from "../core/log/actFields.ts";
import { judge } from "../core/judge.ts";
import { charter, deliberation } from "../core/registry.ts";
import { HOUR_MS, instantOf } from "../core/kernel/time.ts";
import type { Id, Instant, Refusal } from "../core/kernel/types.ts";
import { nativeSigner } from "../node/crypto/ed25519.ts";
import type { Head } from "../node/ports/logStore.ts";
import { noWitnesses } from "../node/ports/witnesses.ts";
import type { RunningCommunity } from "../node/sequencer/running.ts";
import { Dice } from "./dice.ts";
import type { Power } from "./disk/power.ts";
import { Forger } from "./forging.ts";
import { Life, newSociety, signFounding } from "./life.ts";
import { Allies } from "./machine/allies.ts";
import { Ledger } from "./machine/ledger.ts";
import { Machine } from "./machine/machine.ts";
import { Notary } from "./machine/notary.ts";
import type { Software } from "./machine/software.ts";
import { Network, type Weather } from "./network.ts";
import { Auditor } from "./oracles/auditor.ts";
import type { Device, Sent } from "./people/device.ts";
import { Postbox } from "./people/postbox.ts";
import type { Fault, Taken } from "./people/replica.ts";
import { SharedFold } from "./people/sharedFold.ts";
import type { Society } from "./people/society.ts";
import { Timeline } from "./timeline.ts";
import { Tally, Trace, Violation } from "./trace.ts";

const START = instantOf(Date.UTC(2026, 2, 1, 9));
const WITNESSES = 3;
/** Of a thousand results on a device: judging is the dearest thing a device does. */
const JUDGED = 300;
/** Of a thousand devices that hear of news, those that fetch at once. */
const HEARS = 250;
const GOES_ON_WITHIN_MS = 3 * HOUR_MS;
const CANNOT_STORE = "its disk cannot store";

export type WorldParts = {
  readonly seed: string;
  readonly software: Software;
  readonly weather: Weather;
  /** Whether the node's operator may be a forger. */
  readonly mayForge: boolean;
};

export class World {
  readonly timeline = new Timeline(START);
  readonly tally = new Tally();
  readonly trace = new Trace(this.timeline);
  readonly dice: Dice;
  readonly network: Network;
  readonly ledger = new Ledger();
  readonly society: Society;
  readonly machine: Machine;
  readonly notary: Notary;
  readonly allies: Allies;
  readonly auditor: Auditor;
  readonly postbox: Postbox;
  readonly forger: Forger;
  readonly origin: Id;
  /** The first promise that was broken. */
  violation: Violation | null = null;
  readonly #life: Life;
  readonly #software: Software;
  readonly #nodeSeed: Uint8Array;
  #stoppedSince: Instant | null = null;

  constructor({ seed, software, weather, mayForge }: WorldParts) {
    this.dice = new Dice(seed);
    this.#software = software;
    this.#nodeSeed = this.dice.for("node key").bytes(32);
    const nodeKey = nativeSigner(this.#nodeSeed).publicKey;
    this.network = new Network(this.timeline, this.dice.for("network"), this.tally, weather);
    this.forger = new Forger(this.dice.for("forger"), mayForge);
    const fold = new SharedFold(software.rulebook.core);
    this.society = newSociety(this.dice, fold, (checkpoint) => this.notary.open(checkpoint));
    const [founder] = this.society.arrives(null).devices;
    if (founder === undefined) throw new Error("nobody founds");
    const founding = signFounding(this, founder, nodeKey);
    this.origin = founding.id;
    this.notary = new Notary(founding.id, nodeKey, (size) => this.#signedTwice(size));
    this.allies = new Allies(this.timeline, this.network, this.dice.for("allies"), founding.id, nodeKey, WITNESSES);
    const { timeline, trace, tally, ledger } = this;
    const dice = this.dice.for("audit");
    this.auditor = new Auditor({ software, timeline, dice, trace, tally, ledger, open: this.notary.open });
    this.postbox = this.#postbox();
    this.#life = new Life(this, founder);
    this.machine = this.newMachine("the node", null);
    this.machine.start(founding.id);
    this.postbox.post(founder, founding);
  }

  violated(violation: Violation): void {
    this.trace.note(`broken: ${violation.message}`);
    if (this.forger.fork !== null) this.forger.comesOut(violation.message);
    else this.violation ??= violation;
  }

  /** The notary sees more than anybody in this world, so it is no way for a fork to come out. */
  #signedTwice(size: number): void {
    if (this.forger.fork === null)
      this.violated(new Violation("never two checkpoints at one size", `two of ${size} entries`));
  }

  /** Lets the work throw a violation. */
  #tries(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.violated(error);
    }
  }

  /** A copy belongs to a forger, whose node asks no witness whether it may write. */
  newMachine(name: string, copyOf: Machine | null): Machine {
    const { timeline, trace } = this;
    const parts = {
      name,
      timeline,
      dice: this.dice.for(name),
      trace,
      software: this.#software,
      nodeSeed: this.#nodeSeed,
      violated: (violation: Violation) => this.violated(violation),
      boots: (power: Power, head: () => Promise<Head | null>) => {
        const booted = this.#boots(power, head);
        return copyOf === null ? booted : { ...booted, witnesses: noWitnesses };
      },
    };
    return new Machine(parts, copyOf);
  }

  /** Somebody does something; then time passes, and the auditor looks. */
  async step(): Promise<void> {
    this.#life.step();
    try {
      await this.timeline.until(this.timeline.now + this.#life.gapMs());
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.violation ??= error;
    }
    if (this.forger.fork === null) await this.#audit();
  }

  async #audit(): Promise<void> {
    const { community, power } = this.machine;
    try {
      if (community === null || power?.isHeld !== false || this.machine.isOld) {
        this.auditor.moment();
        return;
      }
      await this.auditor.step(community);
      this.#goesOn(community);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.violated(error);
    }
  }

  /** Whatever happened to it, a node that is up writes again by itself. */
  #goesOn(community: RunningCommunity): void {
    const health = community.health();
    // Whether a disk can store again is only known when there is something to store.
    const mayNotKnow = this.machine.disk.trouble.capacity !== null || community.measures().waiting === 0;
    const isWell = health.state !== "stopped" || (health.reason === CANNOT_STORE && mayNotKnow);
    if (isWell) this.#stoppedSince = null;
    else this.#stoppedSince ??= this.timeline.now;
    if (!isWell && this.#stoppedSince !== null && this.timeline.now - this.#stoppedSince > GOES_ON_WITHIN_MS)
      throw new Violation("a node goes on by itself", health.reason);
  }

  // ---- between devices and machines

  #postbox(): Postbox {
    const { timeline, network, ledger, tally } = this;
    return new Postbox({
      dice: this.dice.for("postbox"),
      timeline,
      network,
      ledger,
      tally,
      machineFor: (device) => this.forger.machineFor(device, this.machine),
      violated: (violation) => this.violated(violation),
      whenHandedIn: (device, sent) => this.forger.passesOn(this, device, sent),
      whenRefused: (device, sent, refusal) => this.#whenRefused(device, sent, refusal),
      whenTaken: (device, taken) => this.#whenTaken(device, taken),
      whenFault: (device, fault) => this.#whenFault(device, fault),
    });
  }

  #boots(power: Power, head: () => Promise<Head | null>) {
    const rounds = this.allies.roundsOf(power);
    const up = (community: RunningCommunity): void => {
      void rounds.follow(community);
      this.#whenUp(community);
    };
    return { witnesses: rounds.witnessesFor(this.notary.nodeKey, head), up };
  }

  #whenUp(community: RunningCommunity): void {
    community.subscribe(() => {
      for (const { devices } of this.society.people)
        for (const device of devices) if (this.dice.perMille(HEARS)) this.postbox.fetch(device);
    });
    if (this.forger.fork !== null || this.machine.isOld) return;
    this.auditor.reread(community).catch((error: unknown) => {
      if (error instanceof Violation) this.violated(error);
    });
  }

  #whenRefused(device: Device, sent: Sent, refusal: Refusal): void {
    this.#life.refused(device, sent, refusal);
    const [act] = sent.submission.acts;
    const signed = act === undefined ? null : signedAct(...act);
    if (signed === null || isMalformed(signed) || this.forger.fork !== null) return;
    this.#tries(() => this.auditor.refused(signed));
  }

  /** A device that takes entries judges each result by its own fold, and compares where it stands. */
  #whenTaken(device: Device, { entry, before }: Taken): void {
    const isResult = "act" in entry.signed && entry.signed.act.command.kind === "result.record";
    if (!isResult || !this.dice.perMille(JUDGED)) return;
    const judgement = judge({ core: device.replica.core, deliberation, charter }, before, entry);
    if (judgement.kind === "disagrees")
      this.violated(new Violation("devices agree with the results", `${judgement.on.join(", ")} at ${entry.index}`));
  }

  #whenFault(device: Device, fault: Fault): void {
    if (this.forger.fork !== null) {
      this.forger.comesOut(`a device found it: ${fault.kind}`);
      return;
    }
    this.violated(new Violation("devices find no fault", `${device.name}: ${JSON.stringify(fault)}`));
  }
}
